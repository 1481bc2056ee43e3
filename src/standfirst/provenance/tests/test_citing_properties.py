"""What holds whatever the text: offsets, groups, time."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.provenance.citing import LANGUAGES, CitedItem, find_citations

STORY = datetime.date(2024, 4, 22)
MEGABYTE = 1_000_000

PARTS = [
    "(", ")", ";", ",", ", ", "; ", " ", "\n", "\r\n", "\n\n", "\u00a0", ".", ". Then", "!", "?", "…", ":", "–", "-",
    "“", "”", "«", "»", "‘", "’", '"', "'", "see", "see also ", "см. ", "bax: ", "bkz.", "via ", "ibid.", "там же",
    "Interfax", "ТАСС", "AZƏRTAC", "İ", "ı", "I\u0307", "e\u0301", "\ufffc", "😀", "1,960",
    "April 17", "Sept. 20", "28", "2023", "17.04.2024", "5/6/2020", "12 ноября", "16 aprel", "5 Mart", "May", "n.d.",
    " and ", " и ", "2020-ci il", "г.", "Tuesday", "11:30", "31 February", "0", "99999999999",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=60).map("".join)
DAYS = st.dates()


def brackets(text: str) -> set[int]:
    """The positions that some opening bracket stands before."""
    first = text.find("(")
    return set(range(first + 1, len(text) + 1)) if first >= 0 else set()


@given(TEXTS, st.sampled_from(LANGUAGES), DAYS)
def test_any_text_gives_rows_that_lead_back_into_it(text: str, language: str, day: datetime.date) -> None:
    rows = find_citations(text, date=day, language=language)
    inside = brackets(text)
    for row in rows:
        assert row.raw == text[row.start : row.end] != ""
        assert row.raw == row.raw.strip()
        assert row.start in inside
        assert row.date is None or len(row.date) in {4, 7, 10, 15, 21}
        assert row.date is not None or row.flags
        assert row.outlet is None or row.outlet == row.outlet.strip() != ""
    groups = [row.group for row in rows]
    assert groups == sorted(groups)
    assert set(groups) == set(range(len(set(groups))))
    for group in set(groups):
        of_group = [row for row in rows if row.group == group]
        assert any(
            row.outlet and (row.date or "no date" in row.flags or "date" in "".join(row.flags))
            for row in of_group
        )
        assert [row.start for row in of_group] == sorted(row.start for row in of_group)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_nothing_is_found_outside_of_brackets(text: str, language: str) -> None:
    assert find_citations(text.replace("(", "["), date=STORY, language=language) == []


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES))
def test_a_paragraph_is_read_without_its_neighbours(one: str, two: str, language: str) -> None:
    def read(text: str) -> list[tuple[object, ...]]:
        return [said(row) for row in find_citations(text, date=STORY, language=language)]

    assert read(f"{one}\n\n{two}") == read(one) + read(two)


def said(row: CitedItem) -> tuple[object, ...]:
    return row.raw, row.signal, row.outlet, row.date, row.year_inferred, row.flags


def repeated(part: str) -> str:
    return part * (MEGABYTE // len(part))


@pytest.mark.parametrize(
    "text",
    [
        repeated("("),
        repeated(")"),
        repeated("; "),
        "(" + repeated("; ") + ")",
        repeated("see "),
        repeated("(see, see see see see, "),
        "(" * (MEGABYTE // 2) + "a, April 17" + ")" * (MEGABYTE // 2),
        "(a, " + repeated("."),
        "(a, " + repeated("“") + ")",
        repeated("(a, “"),
        "(a, 1" + " " * MEGABYTE + "b)",
        "(" + repeated("a, ") + ")",
        repeated("(a, April 17" + ";" * 3000 + ")"),
        repeated("(a, May 1 see " + " " * 500 + "see "),
        repeated("A word (in English, a term) goes on, and so (it was said, by many) it goes. "),
    ],
    ids=range(15),
)  # fmt: skip
def test_a_megabyte_of_hostile_text_takes_about_a_second(text: str) -> None:
    """Measured 0.01 to 0.5 s; the limit leaves room for a busy machine."""
    began = time.process_time()
    assert len(find_citations(text, date=STORY)) < 1000
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    "part",
    ["(A, May 1) ", "(A, 1, 2, 3, 4, 5, 6, 7, 8, 9, May 2020) ", "(a, April 17", "(a, 1 1 1 1 1 1 1 1 1 "],
)
def test_time_grows_with_the_text_and_no_faster(part: str) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        find_citations(part * (length // len(part)), date=STORY)
        return time.process_time() - began

    seconds(5_000)
    assert seconds(100_000) < 12 * max(seconds(25_000), 0.01)
