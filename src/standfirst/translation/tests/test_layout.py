"""The desk's lines: what belongs to what, in which state."""

from dataclasses import replace
from typing import Any

from standfirst.translation.pairing.body import places
from standfirst.translation.pairing.layout import Line, Row, SourceText, lay_out
from standfirst.translation.pairing.states import State
from standfirst.translation.pairing.units import Unit

ONE, TWO, THREE = "Ten boats left on Monday.", "Nobody was hurt.", "The harbour opens again on 3 May."
SOURCE = SourceText("en", "Boats leave", "", (Unit(ONE), Unit(TWO), Unit(THREE)))


def block(ident: str, *paragraphs: str) -> dict[str, Any]:
    return {"type": "paragraph", "id": ident, "value": "".join(f"<p>{text}</p>" for text in paragraphs)}


def lines(source: SourceText, rows: list[Row], *body: dict[str, Any], title: str = "Gəmilər") -> list[Line]:
    return lay_out(source, rows, places(body), title, "Haqqında")


def row(source: str, target: str, state: State, ident: str = "", number: int = 0) -> Row:
    return Row(f"u{number}", "body", ident, source, target, (), state)


def states(found: list[Line]) -> list[tuple[str, State]]:
    return [(line.ours.text, line.state) for line in found[2:]]


def test_an_imported_page_begins_with_the_originals_words_and_empty_fields():
    found = lines(
        SOURCE, [], block("a", ONE, "Nobody <b>was</b> hurt."), block("b", THREE), title="Boats leave"
    )
    assert [line.state for line in found] == [State.NEW, State.EDITED, State.NEW, State.NEW, State.NEW]
    assert found[0].ours.text == "" and found[3].ours == Unit("", ("<b>",))
    assert found[3].original == Unit("Nobody <1>was</1> hurt.", ("<b>",))
    assert found[2].untouched


def test_a_translation_from_before_the_desk_counts_as_edited():
    found = lines(SOURCE, [], block("a", "On gəmi bazar ertəsi çıxıb.", "Heç kim xəsarət almayıb."))
    assert states(found)[:2] == [
        ("On gəmi bazar ertəsi çıxıb.", State.EDITED),
        ("Heç kim xəsarət almayıb.", State.EDITED),
    ]
    assert states(found)[2] == ("", State.NEW) and found[4].at is None


KEPT = [
    row(ONE, "Bir", State.REVIEWED, "a", 1),
    row(TWO, "İki", State.MACHINE, "a", 2),
    row(THREE, "Üç", State.EDITED, "b", 3),
]
OURS = (block("a", "Bir", "İki"), block("b", "Üç"))


def test_what_was_saved_keeps_its_state():
    assert states(lines(SOURCE, KEPT, *OURS)) == [
        ("Bir", State.REVIEWED),
        ("İki", State.MACHINE),
        ("Üç", State.EDITED),
    ]


def test_what_somebody_wrote_on_the_form_is_edited():
    found = lines(SOURCE, KEPT, block("a", "Bir", "İki başqa"), block("b", "Üç"))
    assert states(found)[1] == ("İki başqa", State.EDITED)
    found = lines(SOURCE, KEPT, block("a", "Bir", "Araya yazılan söz", "İki"), block("b", "Üç"))
    assert [(line.ours.text, line.original is None) for line in found[2:]] == [
        ("Bir", False),
        ("Araya yazılan söz", True),
        ("İki", False),
        ("Üç", False),
    ]


def test_a_changed_original_makes_only_what_rests_on_it_stale():
    changed = replace(
        SOURCE, paragraphs=(Unit(ONE.replace("Ten", "Twelve")), Unit("More follow."), *SOURCE.paragraphs[1:])
    )
    found = lines(changed, KEPT, *OURS)
    assert states(found) == [
        ("Bir", State.STALE),
        ("", State.NEW),
        ("İki", State.MACHINE),
        ("Üç", State.EDITED),
    ]
    assert found[2].former == ONE and found[2].original and "Twelve" in found[2].original.text


def test_a_paragraph_that_is_gone_leaves_ours_to_decide():
    found = lines(replace(SOURCE, paragraphs=SOURCE.paragraphs[:2]), KEPT, *OURS)
    assert states(found)[2] == ("Üç", State.STALE)
    assert found[4].original is None and found[4].former == THREE


def test_what_was_taken_out_on_the_form_is_new_again_and_what_was_left_out_stays_so():
    found = lines(SOURCE, KEPT, block("a", "Bir", "İki"))
    assert states(found)[2] == ("", State.NEW)
    found = lines(SOURCE, [*KEPT[:2], row(THREE, "", State.REVIEWED, number=3)], block("a", "Bir", "İki"))
    assert states(found)[2] == ("", State.REVIEWED)


def test_every_line_has_a_name_of_its_own():
    source = replace(SOURCE, paragraphs=(Unit("* * *"), Unit(ONE), Unit("* * *")))
    found = lines(source, [])
    assert len({line.key for line in found}) == len(found) == 5
