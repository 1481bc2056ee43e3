"""Citations of a story: recognised, tied to sources, corrected, linked."""

from datetime import timedelta

import pytest

from standfirst.keys.models import OutboxEntry
from standfirst.provenance.models import Agent, Citation, Source
from standfirst.stories.actions import Refused, correct_citation, publish, recognise_citations
from standfirst.stories.citing import split
from standfirst.stories.models import Story
from standfirst.stories.rendering import paragraphs
from standfirst.stories.tests.factories import (
    NOON,
    change_text,
    make_agent,
    make_draft,
    make_publication,
    make_story,
    paragraph,
)

pytestmark = pytest.mark.django_db
TEXT = "A force came (Interfax, November 12, 2020; see EDM, January 22, 2021). It left (Interfax, November 12, 2020)."


@pytest.fixture(autouse=True)
def publication():
    return make_publication(("en", "ru", "fa"))


def test_every_citation_is_a_row_with_its_place_in_the_paragraph():
    story = make_story(text=TEXT)
    rows = list(Citation.objects.filter(cited_by=story.key))
    assert [(row.outlet_printed, row.date) for row in rows] == [
        ("Interfax", "2020-11-12"), ("EDM", "2021-01-22"), ("Interfax", "2020-11-12"),
    ]  # fmt: skip
    texts = dict(paragraphs(story.body))
    assert all(texts[row.block][row.start : row.end] == row.raw for row in rows)
    assert [row.group for row in rows] == [0, 0, 1]


def test_same_source_cited_twice_has_one_number_and_one_anchor():
    html = make_story(text=TEXT).body_html
    assert html.count('href="#source-1"') == 2 and html.count('href="#source-2"') == 1
    assert html.count('id="cite-1"') == 1
    assert ">Interfax, November 12, 2020</a>; <a" in html


def test_known_outlet_is_found_under_any_of_its_names():
    agency = make_agent("Interfax Agency", "outlet", aliases=["INTERFAX"], url="https://www.interfax.ru/")
    story = make_story(text="It did (Interfax, May 1, 2026; Interfax.ru, May 2, 2026).")
    assert {row.source.outlet for row in Citation.objects.filter(cited_by=story.key)} == {agency}


def test_unknown_outlet_is_flagged_and_becomes_an_agent_without_a_page():
    story = make_story(text="It did (The Unheard Of, May 1, 2026).")
    row = Citation.objects.get(cited_by=story.key)
    assert "unknown outlet" in row.flags
    assert row.source.outlet.kind == Agent.Kind.OUTLET and not row.source.outlet.has_profile


def test_correction_outlives_recognition_and_publication():
    agent = make_agent("Eurasia Daily Monitor", "outlet")
    source = Source.objects.create(outlet=agent, date="2021-01-22", title="The piece meant")
    draft = make_draft(text=TEXT)
    row = recognise_citations(draft)[1]
    correct_citation(row, source)
    correct_citation(recognise_citations(draft)[2], dismiss=True)
    draft.body = [paragraph("<p>A first paragraph.</p>"), *draft.body.get_prep_value()]
    story = publish(draft, user=None, at=NOON)
    rows = Citation.objects.filter(cited_by=story.key)
    assert rows[1].source == source and rows[1].corrected
    assert rows[2].dismissed
    assert not Citation.objects.filter(cited_by=f"draft:{story.uid}").exists()
    later = change_text(story, TEXT + " More.", at=NOON + timedelta(days=1))
    assert Citation.objects.filter(cited_by=later.key)[1].source == source
    assert later.body_html.count('class="cite"') == 2


def test_draft_s_citations_don_t_touch_what_readers_have():
    story = make_story(text=TEXT)
    story.body = [paragraph("<p>Only one (APA, April 17, 2024).</p>")]
    recognise_citations(story)
    assert Citation.objects.filter(cited_by=story.key).count() == 3


def test_correcting_a_published_citation_shows_at_once():
    story = make_story(text=TEXT)
    OutboxEntry.objects.all().delete()
    correct_citation(Citation.objects.filter(cited_by=story.key)[1], dismiss=True)
    assert "source-2" not in Story.objects.get(pk=story.pk).body_html
    assert OutboxEntry.objects.filter(key=story.key).exists()


def test_a_correction_says_one_thing():
    row = recognise_citations(make_draft(text=TEXT))[0]
    with pytest.raises(Refused):
        correct_citation(row)


def test_each_date_of_an_item_is_linked_by_itself():
    html = make_story(text="It moved (see EDM, September 20, 28, October 4, 2023.").body_html
    assert "EDM, September 20</a>, <a" in html and ">28</a>, <a" in html and ">October 4, 2023</a>" in html


def test_split_covers_dates_it_can_t_find():
    assert split("EDM, sometime", ["", ""]) == [(0, 13), (13, 13)]


def test_citation_across_markup_keeps_the_markup():
    html = make_story(
        text="So (<i>Interfax</i>, May 1, 2026; <a href='https://a.example/'>TASS, May 2</a>, 2026)."
    ).body_html
    assert '<i><a class="cite" href="#source-1" id="cite-1">Interfax</a></i>' in html
    assert html.count('id="cite-1"') == 1
    assert '<a href="https://a.example/">TASS, May 2</a>' in html


def test_language_without_a_grammar_has_no_citations():
    story = make_story("fa", text=TEXT)
    assert not Citation.objects.filter(cited_by=story.key).exists()


def test_russian_citations_are_recognised():
    story = make_story("ru", text="Об этом (Интерфакс, 12 ноября 2020 г.; см. ТАСС, 2 декабря 2020).")
    dates = Citation.objects.filter(cited_by=story.key).values_list("date", flat=True)
    assert list(dates) == ["2020-11-12", "2020-12-02"]
