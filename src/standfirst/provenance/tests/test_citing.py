"""What one whole text gives, and what is flagged. The clauses of the grammar are in `test_citing_clauses`."""

import datetime
from pathlib import Path

import pytest

from standfirst.provenance.citing import find_citations

from .citing_rows import STORY, lines

# A page as plain text with its menus, in our own words: eighteen citations, one group never closed, one outlet
# with three dates.
PAGE = (Path(__file__).parent / "page.txt").read_text(encoding="utf-8")
EIGHTEEN = [
    "Interfax = 2020-11-12",
    "TASS = 2020-12-02",
    "see > EDM = 2021-01-22",
    "Armenian Ministry of Foreign Affairs = 2021-09-01",
    "see > EDM = 2021-09-22",
    "Apa.az = 2024-04-16~",
    "President.az = 2020-11-10",
    "APA = 2024-04-17~",
    "RIA Novosti = 2024-04-17~",
    "APA = 2024-04-18~",
    "see > EDM = 2023-09-20~ ! unclosed group",
    "see > EDM = 2023-09-28~ ! unclosed group",
    "see > EDM = 2023-10-04 ! unclosed group",
    "Kommersant = 2024-04-17~",
    "Jam News = 2024-04-18~",
    "see > EDM = 2023-09-20",
    "Interfax.ru = 2023-10-13",
    "Modern.az = 2024-04-04~",
]
GROUPS = [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12, 13]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_page_gives_its_eighteen_citations(line_end: str) -> None:
    page = PAGE.replace("\n", line_end)
    assert lines(page, "en") == EIGHTEEN
    assert [row.group for row in find_citations(page, date=STORY)] == GROUPS


def test_a_page_of_one_paragraph_gives_them_too() -> None:
    assert lines(" ".join(PAGE.split()), "en") == EIGHTEEN


def test_the_dates_of_an_item_share_its_text_and_place() -> None:
    rows = find_citations("Öə (see EDM, September 20,\r\n28, 2023; APA, May 1)", date=STORY)
    assert [(row.raw, row.start, row.end) for row in rows] == [
        ("see EDM, September 20,\r\n28, 2023", 4, 36),
        ("see EDM, September 20,\r\n28, 2023", 4, 36),
        ("APA, May 1", 38, 48),
    ]


def test_what_is_doubtful_is_kept_and_flagged() -> None:
    text = (
        "(TASS; RIA, April 17; December 2, 2020; A, February 31, 2020; B, 11/12/2020; C, n.d.; D, 2021;"
        " E, May 1, 2024; F, May 2, 2020, p. 5; 42)"
    )
    assert lines(text, "en") == [
        "TASS = - ! no date",
        "RIA = 2024-04-17~",
        "RIA = 2020-12-02 ! outlet inferred",
        "A = - ! date impossible",
        "B = - ! date ambiguous",
        "C = - ! no date",
        "D = 2021 ! year only",
        "E = 2024-05-01 ! date after the story",
        "F = 2020-05-02 ! not understood",
        "- = - ! no outlet, not understood, no date",
    ]


def test_unknown_outlets_are_flagged_only_when_the_known_are_given() -> None:
    def flags(**more: object) -> list[str]:
        return find_citations("(APA, April 17)", date=STORY, **more)[0].flags  # type: ignore[arg-type]

    assert flags() == []
    assert flags(known_outlets={"APA"}) == []
    assert flags(known_outlets=lambda name: False) == ["unknown outlet"]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("(“Jam News,” April 17)", "Jam News"),
        ("(«Слово, дело», April 17)", "Слово, дело"),
        ("(Channel 9, April 17)", "Channel 9"),
        ("(RIA\r\nNovosti, April\r\n17)", "RIA Novosti"),
        ("(EDM (Jamestown), April 17)", "EDM"),
        ("(as reported (TASS, April 17) that day)", "TASS"),
    ],
)
def test_the_outlet_is_its_name(text: str, outlet: str) -> None:
    assert lines(text, "en") == [f"{outlet} = 2024-04-17~"]


def test_an_unclosed_group_ends_at_its_sentence_though_a_bracket_follows() -> None:
    rows = find_citations("Watched (see EDM, October 4, 2023. The next: 1) one (APA, April 17).", date=STORY)
    assert [(row.raw, row.flags) for row in rows] == [
        ("see EDM, October 4, 2023", ["unclosed group"]),
        ("APA, April 17", []),
    ]


def test_a_missing_year_is_found_for_a_leap_day_and_at_the_edges_of_the_calendar() -> None:
    def dated(text: str, day: datetime.date) -> str | None:
        return find_citations(text, date=day)[0].date

    assert dated("(A, February 29)", datetime.date(2023, 12, 31)) == "2020-02-29"
    assert dated("(A, February 29)", datetime.date(1903, 1, 1)) == "1896-02-29"
    assert dated("(A, December 31)", datetime.date(1, 1, 1)) is None
    assert dated("(A, January 1)", datetime.date(2024, 1, 1)) == "2024-01-01"


def test_a_language_without_a_grammar_is_named() -> None:
    with pytest.raises(ValueError, match="fa"):
        find_citations("", date=STORY, language="fa")
