"""What readers get of stories: pages, fronts, archives, lists."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.keys import documents
from standfirst.keys.models import OutboxEntry
from standfirst.stories import gatherings
from standfirst.stories.actions import withdraw
from standfirst.stories.models import Story
from standfirst.stories.tests.factories import (
    NOON,
    change_text,
    make_agent,
    make_draft,
    make_original,
    make_permission,
    make_publication,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication(("en", "az"))


def document(path):
    return documents.render(path, NOON)


def html(path):
    return document(path).rendered.body.decode()


def news_article(page):
    return json.loads(re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', page)[0])


def robots(page):
    found = re.search(r'<meta name="robots" content="([^"]*)">', page)
    return found.group(1) if found else ""


def days(number):
    return NOON + timedelta(days=number)


def test_every_listed_path_renders_and_no_path_is_listed_twice():
    news = make_section("energy", parent=make_section("news"))
    story = make_story(text="So (Interfax, May 1, 2026).", topics=["grid"], section=news.slug)
    change_text(story, "Else (Interfax, May 1, 2026).", "correction", "Not so.", days(1))
    withdraw(make_story(title="Gone"), reason="editor", user=None)
    paths = [path for kind in documents.kinds() for path in kind.paths()]
    assert len(paths) == len(set(paths))
    mine = [path for path in paths if path.startswith("/en/") and path.endswith("/")]
    for expected in (story.public_path(), f"{story.public_path()}v1/", "/en/sections/news/archive/1/",
                     "/en/topics/grid/", "/en/people/desk/", "/en/corrections/archive/1/", "/en/newest/"):  # fmt: skip
        assert expected in mine
    assert any(path.startswith("/en/sources/") for path in mine)
    for path in mine:
        assert document(path).rendered.status in {200, 410}, path


def test_section_holds_the_stories_of_its_subsections():
    make_section("energy", parent=make_section("news"))
    story = make_story(section="energy")
    assert story.public_path() in html("/en/sections/news/")


def test_outlet_front_has_all_we_have_from_it():
    original = make_original()
    story = make_story(origin="reprint", original=original, permission=make_permission(original))
    assert story.public_path() in html("/en/outlets/gazette/")


def test_front_is_bounded_and_only_the_last_archive_page_changes(monkeypatch):
    monkeypatch.setattr(gatherings, "PAGE", 3)
    monkeypatch.setattr(gatherings, "FRONT", 2)
    for number in range(7):
        make_story(title=f"Story {number}", at=days(number))
    first, last = document("/en/newest/archive/1/"), document("/en/newest/archive/3/")
    assert [n for n in range(7) if f"story-{n}/" in first.rendered.body.decode()] == [0, 1, 2]
    OutboxEntry.objects.all().delete()
    make_story(title="Story 7", at=days(7))
    changed = set(OutboxEntry.objects.values_list("key", flat=True))
    assert not changed & first.keys
    assert changed & last.keys
    assert changed & document("/en/newest/").keys


def test_story_in_between_changes_its_page_and_the_later_ones(monkeypatch):
    monkeypatch.setattr(gatherings, "PAGE", 3)
    for number in range(9):
        make_story(title=f"Story {number}", at=days(number))
    pages = [document(f"/en/newest/archive/{number}/") for number in (1, 2, 3)]
    OutboxEntry.objects.all().delete()
    make_story(title="Between", at=days(4) + timedelta(hours=1))
    changed = set(OutboxEntry.objects.values_list("key", flat=True))
    assert [bool(changed & page.keys) for page in pages] == [False, True, True]


def test_page_before_an_emptied_last_page_becomes_the_last(monkeypatch):
    monkeypatch.setattr(gatherings, "PAGE", 2)
    stories = [make_story(title=f"Story {number}", at=days(number)) for number in range(3)]
    before = document("/en/newest/archive/1/")
    OutboxEntry.objects.all().delete()
    withdraw(stories[2], reason="editor", user=None)
    assert set(OutboxEntry.objects.values_list("key", flat=True)) & before.keys
    assert 'href="/en/newest/archive/2/"' not in html("/en/newest/archive/1/")


def test_empty_list_is_read_too():
    assert "front:section" in " ".join(document("/en/sections/news/").keys)


def test_queries_of_a_list_don_t_grow_with_it():
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            document("/en/newest/")
        return len(caught)

    def reprint(number):
        original = make_original(outlet=make_agent(f"Outlet {number}", "outlet"))
        make_story(
            title=f"R{number}", origin="reprint", original=original, credit=f"Person {number}",
            permission=make_permission(original), at=days(number),
        )  # fmt: skip

    reprint(1)
    few = queries()
    for number in range(2, 9):
        reprint(number)
    assert queries() <= few


@pytest.mark.parametrize(
    ("origin", "granted", "own", "expected"),
    [
        ("reprint", "default", "default", "noindex"),
        ("reprint", "index", "default", ""),
        ("reprint", "index", "noindex", "noindex"),
        ("reprint", "noindex", "index", ""),
        ("reprint", "canonical", "default", "noindex"),
        ("translation", "default", "default", ""),
        ("translation", "noindex", "default", "noindex"),
        ("summary", "default", "default", ""),
        ("exclusive", "default", "noindex", "noindex"),
    ],
)
def test_search_engines_are_told(origin, granted, own, expected):
    original = make_original() if origin != "exclusive" else None
    permission = make_permission(original, robots=granted) if original else None
    story = make_story(
        origin=origin, original=original, permission=permission, robots=own, roles=("author", "translator")
    )
    assert robots(html(story.public_path())) == expected


def test_what_will_be_withdrawn_says_until_when():
    original = make_original()
    story = make_story(
        origin="translation", original=original, roles=("translator",),
        permission=make_permission(original, valid_until=date(2026, 9, 30)),
    )  # fmt: skip
    assert robots(html(story.public_path())) == "unavailable_after: 2026-10-01T00:00:00+00:00"


def test_canonical_is_the_original_where_the_permission_asks():
    original = make_original()
    permission = make_permission(original, robots="canonical")
    story = make_story(origin="reprint", original=original, permission=permission)
    assert f'<link rel="canonical" href="{original.url}">' in html(story.public_path())


@pytest.mark.parametrize(
    ("genre", "kind"),
    [("news", "NewsArticle"), ("analysis", "AnalysisNewsArticle"), ("opinion", "OpinionNewsArticle"),
     ("interview", "NewsArticle")],
)  # fmt: skip
def test_genre_is_the_article_s_type(genre, kind):
    assert news_article(html(make_story(genre=genre).public_path()))["@type"] == kind


def test_translation_names_its_original_and_translator_to_machines():
    original = make_original(authors=["A. Writer"], licence="CC BY 4.0")
    story = make_story(
        text="So (Interfax, May 1, 2026).", origin="translation", original=original,
        roles=("translator",), credit="A Translator",
    )  # fmt: skip
    story = change_text(story, "Else (Interfax, May 1, 2026).", "correction", "Not so.", days(1))
    data = news_article(html(story.public_path()))
    assert data["translationOfWork"]["url"] == original.url
    assert data["translator"][0]["name"] == "A Translator"
    assert data["citation"][0]["datePublished"] == "2026-05-01"
    assert data["correction"][0]["text"] == "Not so."
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["dateModified"] > data["datePublished"]


def test_summary_is_based_on_its_original():
    story = make_story(origin="summary", original=make_original())
    data = news_article(html(story.public_path()))
    assert data["isBasedOn"]["name"] == "What was said" and "translationOfWork" not in data


def test_language_versions_link_to_each_other_once_both_are_public():
    story = make_story()
    twin = make_draft("az", title="Başlıq")
    twin.translation_key = story.translation_key
    twin.save(clean=False)
    before = document(story.public_path())
    assert 'hreflang="az" href="http://localhost:8000/az/2026' not in before.rendered.body.decode()
    OutboxEntry.objects.all().delete()
    from standfirst.stories.actions import publish

    twin = publish(twin, user=None, at=NOON)
    assert twin.public_path() in html(story.public_path())
    assert set(OutboxEntry.objects.values_list("key", flat=True)) & before.keys


def test_required_wording_stands_on_the_page():
    original = make_original()
    permission = make_permission(
        original, credit_wording={"en": "First published by the “Gazette” & friends."}
    )
    story = make_story(origin="reprint", original=original, permission=permission)
    assert story.live


def test_story_whose_page_lacks_the_required_wording_is_not_published(monkeypatch):
    from standfirst.stories.actions import Refused
    from standfirst.stories.documents import story as pages

    monkeypatch.setattr(pages, "shows", lambda story, wording: False)
    original = make_original()
    permission = make_permission(original, credit_wording={"en": "By kind permission."})
    draft = make_draft(origin="reprint", original=original, permission=permission)
    from standfirst.stories.actions import publish

    with pytest.raises(Refused):
        publish(draft, user=None)
    assert Story.objects.get(pk=draft.pk).address_year is None


def test_home_shows_the_lead_that_editors_chose():
    from standfirst.publication.models import HomePage

    old = make_story(title="Old but first", at=NOON)
    make_story(title="New", at=days(1))
    HomePage.objects.filter(locale__language_code="en").update(lead=old)
    page = html("/en/")
    assert page.index("old-but-first/") < page.index("/new/")


def test_rail_is_a_bare_fragment():
    make_story()
    assert "<html" not in html("/en/newest/rail.html") and "a-headline/" in html("/en/newest/rail.html")
