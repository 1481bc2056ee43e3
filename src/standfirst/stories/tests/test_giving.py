"""Our own stories given to other sites: the terms, the page, and the count."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from standfirst.publication.models import Publication
from standfirst.stories import counting, giving
from standfirst.stories.documents.republish import RepublishPages
from standfirst.stories.models import Reuse, Story
from standfirst.stories.tests.factories import (
    make_agent,
    make_original,
    make_permission,
    make_publication,
    make_story,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def publication() -> Publication:
    counting._waiting.clear()
    return make_publication(licence="CC-BY-4.0", time_zone="Asia/Baku")


def page(story: Story) -> str:
    rendered = RepublishPages().render(f"{story.public_path()}republish/", NOW)
    return rendered.body.decode() if rendered else ""


def test_it_is_given_with_credit_licence_and_whole_addresses(settings: Any) -> None:
    make_agent("TASS", "outlet")
    story = make_story(
        title="Guards & posts",
        at=NOW,
        text="Guards left (TASS, February 20, 2026).",
        credit="Leyla Mammadova",
    )
    html = giving.republish_value(story).html
    assert html.startswith("<h1>Guards &amp; posts</h1>")
    assert "By Leyla Mammadova." in html
    assert f'<a href="{settings.BASE_URL}{story.public_path()}">The Test Digest</a>' in html
    assert '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>' in html
    assert f'<a href="{settings.BASE_URL}{story.public_path()}#source-1">' in html
    assert "class=" not in html and "id=" not in html
    assert html.endswith(f'/_/counted/{story.uid}.gif" alt="" width="1" height="1">')
    text = giving.republish_value(story).text
    assert "<" not in text and "&amp;" not in text and "Guards left (TASS, February 20, 2026)." in text


@pytest.mark.parametrize(
    ("licence", "terms", "given", "changes"),
    [
        ("CC-BY-4.0", "", True, True),
        ("", "", False, True),
        ("all rights reserved", "", False, True),
        ("CC-BY-4.0", "no", False, True),
        ("", "CC-BY-ND-4.0", True, False),
        ("CC-BY-4.0", "CC-BY-NC-ND-4.0", True, False),
        ("", "CC0", True, True),
    ],
)
def test_terms_are_the_story_s_own_or_the_publication_s(
    publication: Publication, licence: str, terms: str, given: bool, changes: bool
) -> None:
    Publication.objects.update(licence=licence)
    story = make_story(title="Posts", at=NOW, terms=terms)
    assert bool(page(story)) is given
    assert (f"{story.public_path()}republish/" in set(RepublishPages().paths())) is given
    if given:
        assert giving.republish_value(story).changes is changes


def test_what_is_somebody_else_s_is_not_given() -> None:
    original = make_original()
    story = make_story(
        title="Reprinted", at=NOW, origin="reprint", original=original, permission=make_permission(original)
    )
    assert page(story) == "" and giving.republish_path(story) == ""
    assert list(RepublishPages().paths()) == []


def test_every_opening_on_another_site_is_counted_once_and_nobody_is_known(
    client: Client, settings: Any
) -> None:
    story = make_story(title="Posts", at=NOW)
    address = f"/_/counted/{story.uid}.gif"
    for referrer in ("https://News.Example/a?b", "https://news.example/", "", "https://[", settings.BASE_URL):
        answer = client.get(address, headers={"referer": referrer})
        assert answer.status_code == 200 and answer["Content-Type"] == "image/gif"
        assert not answer.cookies and answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    client.get("/_/counted/0000.gif")
    counting.keep(NOW)
    counting.keep(NOW)
    assert sorted(Reuse.objects.values_list("host", "times")) == [("", 2), ("news.example", 2)]
    client.get(address, headers={"referer": "https://news.example/"})
    counting.keep(NOW)
    assert Reuse.objects.get(host="news.example").times == 3


def test_hosts_without_end_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    story = make_story(title="Posts", at=NOW)
    monkeypatch.setattr(counting, "MOST_HOSTS", 3)
    monkeypatch.setattr(counting, "MOST_WAITING", 6)
    for number in range(10):
        counting.count(story.uid, f"https://h{number}.example/", NOW)
    assert counting.keep(NOW) == 6
    assert Reuse.objects.filter(day=date(2026, 3, 1)).count() == 4
    assert Reuse.objects.get(host="").times == 3
