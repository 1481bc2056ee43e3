"""What a thread shows: who was first, whose text was copied, which numbers are in dispute, how it grew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from standfirst.wire.threads import Item
from standfirst.wire.threads.copying import Kind, copies, reported_first
from standfirst.wire.threads.corrections import Correction, CorrectionRefused, exported, kept, read
from standfirst.wire.threads.figures import disagreements
from standfirst.wire.threads.growth import growth, missing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = (
    "The ferry ran aground near the port on Sunday night with many people aboard. The captain said that nobody was "
    "hurt. Tugs are to pull the ship free at high water, and the port will stay closed until then."
)


def item(name, hours, text=TEXT, title="Ferry aground", outlet=""):
    published = None if hours is None else NOON + timedelta(hours=hours)
    return Item(name, title, text, "en", outlet or name, published=published)


def test_the_earliest_date_was_first_and_no_date_says_nothing():
    assert reported_first([item("b", 2), item("a", 1), item("c", None)]).id == "a"
    assert reported_first([item("c", None)]) is None


def test_copies_are_traced_to_the_first_and_say_how_close_they_are():
    edited = TEXT.replace("many people aboard", "dozens aboard").replace("until then", "for now")
    light = TEXT.replace("at high water", "at noon")
    own = "Officials opened an inquiry into why a vessel left its channel on a calm evening, and asked for the charts."
    found = copies(
        [item("edited", 3, edited), item("first", 0), item("exact", 1, TEXT.replace(" ", "\n", 1)), item("light", 2, light),
         item("own", 4, own), item("bare", 5, "")]
    )  # fmt: skip
    assert [(copy.item, copy.of, copy.kind) for copy in found] == [
        ("exact", "first", Kind.EXACT),
        ("light", "first", Kind.SAME_COPY),
        ("edited", "first", Kind.EDITED),
    ]
    assert 0.5 <= found[2].share < 0.8 <= found[1].share < 1


def test_numbers_that_differ_are_shown_with_their_outlets():
    said = [
        item("a", 0, "At least 14 people hurt.", "Ferry aground", "Tide"),
        item("b", 1, "Police say 16 people were hurt in 2026.", "Ferry aground", "Post"),
        item("c", 2, "A ferry with 140 passengers.", "Ferry aground", "Tide"),
        item("d", 3, "It carried 140 passengers.", "Ferry aground", "Echo"),
    ]
    (found,) = disagreements(said)
    assert [(figure.value, figure.outlet, figure.printed) for figure in found.figures] == [
        (14, "Tide", "14 people"),
        (16, "Post", "16 people"),
    ]


def test_thousands_are_not_decimals_and_one_number_written_two_ways_is_no_dispute():
    one, other = item("a", 0, "1,500 sailors waited."), item("b", 1, "1.500 sailors waited.")
    assert disagreements([one, other]) == []
    (found,) = disagreements([one, replace(other, text="1.5 sailors waited.")])
    assert [figure.value for figure in found.figures] == [1.5, 1500]


def test_growth_counts_days_items_and_outlets():
    days = growth(
        [
            item("b", 30, outlet="Post"),
            item("a", 0, outlet="Tide"),
            item("c", 1, outlet="Tide"),
            item("d", None),
        ]
    )
    assert [(day.items, day.items_so_far, day.outlets_so_far) for day in days] == [(2, 2, 1), (1, 3, 2)]


def test_watched_outlets_without_an_item_are_missing():
    assert missing([item("a", 0, outlet="Tide")], ["Echo", "Tide", "Post", "Echo"]) == ["Echo", "Post"]


def test_a_merge_and_a_split_say_which_pairs_belong_together():
    merge = Correction("merge", (("a", "b"), ("c",)), "2026-03-02T12:00:00+00:00")
    assert set(merge.pairs()) == {("a", "b", True), ("a", "c", True), ("b", "c", True)}
    split = Correction("split", (("a", "b"), ("c",)), "2026-03-03T12:00:00+00:00")
    assert set(split.pairs()) == {("a", "b", True), ("a", "c", False), ("b", "c", False)}


def test_the_later_correction_counts():
    merge = Correction("merge", (("a",), ("b",)), "1")
    split = Correction("split", (("a",), ("b",)), "2")
    apart, one = {"a": "a", "b": "b"}, {"a": "a", "b": "a"}
    assert (kept([merge, split], apart), kept([merge, split], one)) == (1.0, 0.0)
    assert (kept([merge], apart), kept([merge], one), kept([], apart)) == (0.0, 1.0, 1.0)
    assert kept([merge], {}) == 0.0


def test_corrections_go_out_with_their_items_and_come_back():
    import json

    known = [Correction("split", (("a",), ("b",)), "2026-03-02T12:00:00+00:00")]
    head, one, _, said = (
        json.loads(line) for line in exported(known, {"a": item("a", 0), "b": item("b", 1)})
    )
    assert head == {"format": "standfirst-threads/1"}
    assert (one["id"], one["published"]) == ("a", NOON.isoformat())
    assert read(said) == known[0]


@pytest.mark.parametrize(
    "said",
    [
        {"correction": "merge", "parts": [["a"]]},
        {"correction": "merge", "parts": [["a"], []]},
        {"correction": "merge", "parts": [["a"], ["a"]]},
        {"correction": "mix", "parts": [["a"], ["b"]]},
        {"correction": "merge", "parts": "ab"},
        {"correction": "merge", "parts": [[1], ["b"]]},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(said):
    with pytest.raises(CorrectionRefused):
        read(said)
