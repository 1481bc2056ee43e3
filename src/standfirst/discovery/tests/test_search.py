"""Readers find what is published, however they type it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page

from standfirst.discovery.models import SearchEntry
from standfirst.discovery.search import indexing
from standfirst.discovery.search.excerpts import excerpt, hits, marked
from standfirst.discovery.search.query import Term, parse
from standfirst.discovery.search.results import search
from standfirst.publication.models import HomePage, Section, StoryContainer
from standfirst.stories.models import Story

pytestmark = pytest.mark.django_db


def publish(title: str, body: str = "", language: str = "az", **fields) -> Story:
    locale, _ = Locale.objects.get_or_create(language_code=language)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        home = Page.get_first_root_node().add_child(
            instance=HomePage(title=language, slug=f"home-{language}", locale=locale)
        )
        home.add_child(instance=StoryContainer(title="stories", slug="stories", locale=locale))
    container = StoryContainer.objects.get(locale=locale)
    story = Story(
        title=title,
        slug=f"s{Story.objects.count()}",
        locale=locale,
        body_text=body,
        first_published_at=datetime(2026, 3, 1, tzinfo=UTC),
        address_year=2026,
        address_month=3,
        **fields,
    )
    return container.add_child(instance=story)


def found(query: str, **parameters: str) -> list[str]:
    return ["".join(t for t, _ in r.headline) for r in search({"q": query, **parameters}, "en").results]


@pytest.mark.parametrize("query", ["Bakı", "BAKI", "baki", "BAKİ"])
def test_a_city_is_found_however_its_i_is_typed(query):
    publish("Bakı metrosu")
    assert found(query) == ["Bakı metrosu"]


@pytest.mark.parametrize(("query", "title"), [("muellif", "Müəllif haqqında"), ("елка", "Ёлка на площади")])
def test_letters_with_and_without_marks_find_each_other(query, title):
    publish(title)
    assert found(query) == [title]


def test_a_hit_is_marked_in_the_authors_own_letters():
    publish("Xəbər", "Bu yazının müəllifi məlumdur.")
    runs = search({"q": "muellifi"}, "en").results[0].excerpt
    assert ("müəllifi", True) in runs


@pytest.mark.parametrize("word", ["example.org/path", "3.14", "covid-19", "don't", "№5", "a_b"])
def test_what_is_no_plain_word_is_found_as_it_is_written(word):
    publish("One", f"before {word} after")
    assert found(word) == ["One"]
    assert found(f"before {word}") == ["One"]


def test_a_phrase_does_not_reach_from_the_headline_into_the_standfirst():
    publish("About the folder", standfirst="Of files there is more to say.")
    assert found('"folder of files"') == []
    assert found("folder of files") == ["About the folder"]


def test_a_text_too_long_for_the_index_is_published_and_found_by_its_beginning():
    endless = "x" * 5000 + " " + " ".join(f"слово{n}" for n in range(60_000))
    publish("Endless", "lantern " + endless)
    assert found("lantern") == ["Endless"]
    assert found("слово17") == ["Endless"]


def test_the_page_number_may_be_any_digits():
    publish("One", "lantern")
    for page in ("000000001" + "9" * 30, "9" * 5000, "٣", "0", "-1"):
        assert found("lantern", page=page) == ["One"]


def test_a_withdrawn_story_is_gone_in_the_same_transaction():
    story = publish("One", "lantern")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        story.withdrawn = Story.Withdrawn.EDITOR
        story.save()
        assert found("lantern") == []
        raise ZeroDivisionError
    assert found("lantern") == ["One"]


def test_all_words_must_stand_in_the_story():
    publish("One", "apples and pears")
    publish("Two", "apples and plums")
    assert found("apples plums") == ["Two"]


def test_a_phrase_is_found_as_it_stands():
    publish("One", "the folder of files")
    publish("Two", "files, and another folder of them")
    assert found('"folder of files"') == ["One"]


def test_a_star_finds_longer_words():
    publish("One", "permissions")
    assert found("permis*") == ["One"]
    assert found("permis") == []


def test_a_headline_outranks_the_body():
    publish("Other", "a word: lantern " + "filler " * 50)
    publish("Lantern")
    assert found("lantern") == ["Lantern", "Other"]


def test_withdrawn_and_unpublished_stories_are_not_found():
    gone = publish("Gone", "lantern")
    gone.withdrawn = Story.Withdrawn.EDITOR
    gone.save()
    publish("Draft", "lantern", live=False)
    assert found("lantern") == []


def test_an_unpublished_change_is_not_found():
    story = publish("Old headline", "lantern")
    story.title = "Secret headline"
    story.save_revision()
    assert found("secret") == []
    assert found("lantern") == ["Old headline"]


def test_facets_narrow_and_count():
    energy = Section.objects.create(slug="energy", name={"en": "Energy"})
    publish("A", "lantern", section=energy)
    publish("B", "lantern", language="ru", origin="reprint")
    results = search({"q": "lantern"}, "en")
    counts = {facet.label: {c.label: c.count for c in facet.choices} for facet in results.facets}
    assert counts["Section"] == {"Energy": 1}
    assert counts["Language"] == {"Azərbaycanca": 1, "Русский": 1}
    assert found("lantern", section="energy") == ["A"]
    assert found("lantern", language="ru", origin="reprint", year="2026") == ["B"]
    assert found("lantern", section="nowhere") == []


def test_a_facet_alone_lists_everything_in_it():
    publish("A")
    publish("B", language="ru")
    assert found("", language="ru") == ["B"]


def test_a_common_word_finds_the_newest(monkeypatch):
    monkeypatch.setattr("standfirst.discovery.search.engine.RANKED", 3)
    monkeypatch.setattr("standfirst.discovery.search.engine.COUNT_LIMIT", 4)
    for number in range(6):
        publish(f"N{number}", "lantern")
    results = search({"q": "lantern"}, "en")
    assert results.more
    assert results.total == 4
    assert {"".join(t for t, _ in r.headline) for r in results.results} == {"N3", "N4", "N5"}


def test_the_index_can_be_made_again():
    publish("One", "lantern")
    SearchEntry.objects.all().delete()
    assert indexing.reindex() == 1
    assert found("lantern") == ["One"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "* * *",
        '"',
        '""""',
        "AND OR NOT",
        "a'b; DROP TABLE x",
        "NEAR(a b)",
        "\ud83d\ude00",
        "-" * 500,
    ],
)
def test_odd_queries_are_no_errors(text):
    publish("One", "lantern")
    search({"q": text, "page": "-1", "year": "9" * 40}, "en")


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text):
    search({"q": text.replace("\x00", "")}, "en")


@given(st.text(max_size=200), st.text(max_size=10))
def test_marking_keeps_every_character(text, word):
    terms = parse(word)
    assert "".join(run for run, _ in marked(text, terms)) == text


def test_excerpts_show_the_place_of_the_hit():
    text = "word " * 400 + "the lantern stands here " + "word " * 400
    runs = excerpt(text, (Term(("lantern",)),))
    assert ("lantern", True) in runs
    assert len("".join(t for t, _ in runs)) < 300


def test_a_term_is_not_found_inside_a_word():
    assert hits("lanterns", (Term(("lantern",)),)) == []
