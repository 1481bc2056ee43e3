"""The sample shows every feature, in three languages, with nobody invented."""

from collections import Counter
from datetime import date

from standfirst.provenance.citing import find_citations
from standfirst.sample import content


def test_there_are_at_least_24_stories_in_three_languages_of_four_origins():
    stories = content.stories()
    assert len(stories) >= 24
    assert {story.language for story in stories} == {"en", "az", "ru"}
    assert set(Counter(story.head["origin"] for story in stories)) == {
        "exclusive",
        "translation",
        "reprint",
        "summary",
    }


def test_a_reprint_is_its_original_word_for_word():
    for story in content.stories():
        if story.head["origin"] == "reprint":
            assert content.body_of(story) == content.notes()[story.head["original"]].body


def test_every_reference_leads_somewhere():
    records = content.records()
    agents = {agent["slug"] for agent in records["agents"]}
    topics = {topic.get("key", topic["slug"]) for topic in records["topics"]}
    sections = {s["slug"] for top in records["sections"] for s in [top, *top.get("children", [])]}
    originals = set(records["originals"]) | set(content.notes())
    for story in content.stories():
        head = story.head
        assert {credit["agent"] for credit in head["credits"]} <= agents
        assert set(head["topics"]) <= topics, story.name
        assert head["section"] in sections
        assert head.get("original") in originals | {None}
        assert head.get("permission") in {*records["permissions"], None}
        assert (content.PICTURES / head["picture"]).exists()


def test_every_picture_is_described_in_every_language():
    described = content.alternative_texts()
    used = {story.head["picture"] for story in content.stories()}
    assert used <= set(described)
    assert all({"en", "az", "ru"} <= set(texts) for texts in described.values())


def test_a_correction_corrects_what_was_there():
    corrected = [story for story in content.stories() if "change" in story.head]
    assert corrected
    for story in corrected:
        assert story.head["change"]["replace"][0] in story.body


def test_markdown_becomes_body_blocks():
    kinds = [
        kind
        for kind, _ in content.blocks(
            "One *two*.\n\n## Three\n\n> Four\n\n- five\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        )
    ]
    assert kinds == ["paragraph", "heading", "quote", "paragraph", "table"]


def test_the_lead_cites_eighteen_times_with_no_year_left_to_guess():
    for story in content.stories():
        if story.head["key"] == "peacekeepers":
            found = find_citations(story.body, date=date(2026, 11, 24), language=story.language)
            assert len(found) == 18, story.name
            assert not any(row.year_inferred and row.date and row.date > "2024-04-22" for row in found), (
                story.name
            )
