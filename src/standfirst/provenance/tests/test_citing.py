import datetime
import time

import pytest

from standfirst.provenance.citing import find_citations

STORY = datetime.date(2024, 4, 22)

# The shape of a digest's article: eighteen citations, one group never closed, one outlet with three dates.
ARTICLE = """\
A force with a ceiling

Reports soon put the force above its ceiling (Interfax, November 12, 2020; TASS, December 2,
2020, see EDM, January 22, 2021). One side called a paper on the mandate agreed (Armenian
Ministry of Foreign Affairs, September 1, 2021). The other had not signed it (see EDM,
September 22, 2021).

A monastery was handed over (Apa.az, April 16). The term had years to run (President.az,
November 10, 2020). An adviser spoke of a decision by both (APA, April 17), a deputy of a task
fulfilled (RIA Novosti, April 17).

The centre closed (APA, April 18). It had watched the ceasefire (see EDM, September 20, 28,
October 4, 2023.

Others wrote of a first (Kommersant, April 17) and asked how (Jam News, April 18), after the
autumn (see EDM, September 20, 2023). The president had hinted at it (Interfax.ru, October 13,
2023); in force (since April 16) or not, mine clearance was being accredited (Modern.az, April
4).
"""
EIGHTEEN = [
    ("Interfax", "2020-11-12"),
    ("TASS", "2020-12-02"),
    ("EDM", "2021-01-22"),
    ("Armenian Ministry of Foreign Affairs", "2021-09-01"),
    ("EDM", "2021-09-22"),
    ("Apa.az", "2024-04-16"),
    ("President.az", "2020-11-10"),
    ("APA", "2024-04-17"),
    ("RIA Novosti", "2024-04-17"),
    ("APA", "2024-04-18"),
    ("EDM", "2023-09-20"),
    ("EDM", "2023-09-28"),
    ("EDM", "2023-10-04"),
    ("Kommersant", "2024-04-17"),
    ("Jam News", "2024-04-18"),
    ("EDM", "2023-09-20"),
    ("Interfax.ru", "2023-10-13"),
    ("Modern.az", "2024-04-04"),
]


def read(text, language="en", **more):
    rows = find_citations(text, date=STORY, language=language, **more)
    assert all(text[row.start : row.end] == row.raw for row in rows)
    return rows


def said(text, language="en"):
    return [(row.signal, row.outlet, row.date) for row in read(text, language)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_article_gives_its_eighteen_citations(line_end):
    rows = read(ARTICLE.replace("\n", line_end))
    assert [(row.outlet, row.date) for row in rows] == EIGHTEEN
    assert sorted({row.group for row in rows}) == list(range(14))
    assert [row.date for row in rows if "unclosed group" in row.flags] == [
        "2023-09-20",
        "2023-09-28",
        "2023-10-04",
    ]
    assert [row.date for row in rows if row.signal == "see"] == [
        "2021-01-22",
        "2021-09-22",
        "2023-09-20",
        "2023-09-28",
        "2023-10-04",
        "2023-09-20",
    ]


@pytest.mark.parametrize(
    ("language", "text", "signal"),
    [
        ("en", "(see also: EDM, January 22, 2021)", "see also"),
        ("en", "(see, e.g., EDM, January 22, 2021)", "see, e.g.,"),
        ("en", "(cf.\u00a0EDM, January\u00a022, 2021)", "cf."),
        ("en", "(via EDM, 2021-01-22)", "via"),
        ("ru", "(см. также: EDM, 22 января 2021 г.)", "см. также"),
        ("ru", "(см. EDM, 22 янв. 2021 года)", "см."),
        ("ru", "(ср. «EDM», 22.01.2021)", "ср."),
        ("az", "(bax: EDM, 22 yanvar 2021)", "bax"),
        ("az", "(həmçinin bax EDM, 2021-ci il 22 yanvar)", "həmçinin bax"),
        ("az", "(bax EDM, 22 YANVAR 2021-ci il)", "bax"),
        ("tr", "(bkz. EDM, 22 Ocak 2021)", "bkz."),
        ("tr", "(Bkz.EDM, 22 Oca 2021)", "bkz."),
        ("tr", "(ayrıca bkz.: EDM, 22.1.2021)", "ayrıca bkz."),
    ],
)
def test_signals_and_dates_of_each_language(language, text, signal):
    assert said(text, language) == [(signal, "EDM", "2021-01-22")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(APA, April 17, see EDM, April 18, TASS, April 19)"),
        ("en", "(APA, April 17 see EDM, April 18; TASS April 19)"),
        ("ru", "(APA, 17 апреля, см. EDM, 18 апреля, TASS, 19 апреля)"),
        ("ru", "(APA, 17 апреля 2024 г. см. EDM, 18 апреля; TASS 19 апреля 2024)"),
        ("az", "(APA, 17 aprel, bax EDM, 18 aprel, TASS, 19 aprel)"),
        ("az", "(APA, 17 aprel 2024-cü il bax: EDM, 18 aprel; TASS 19 aprel)"),
        ("tr", "(APA, 17 Nisan, bkz. EDM, 18 Nisan, TASS, 19 Nisan)"),
        ("tr", "(APA, 17 Nisan 2024 bkz. EDM, 18 Nisan; TASS 19 Nisan)"),
    ],
)
def test_items_part_at_semicolons_signals_and_dated_outlets(language, text):
    assert [(row.outlet, row.date) for row in read(text, language)] == [
        ("APA", "2024-04-17"),
        ("EDM", "2024-04-18"),
        ("TASS", "2024-04-19"),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(EDM, September 20, 28, October 4, 2023)"),
        ("en", "(EDM, 20 and 28 September, 4 October 2023)"),
        ("ru", "(EDM, 20, 28 сентября, 4 октября 2023 г.)"),
        ("az", "(EDM, 20, 28 sentyabr, 4 oktyabr 2023-cü il)"),
        ("tr", "(EDM, 20, 28 Eylül, 4 Ekim 2023)"),
    ],
)
def test_missing_months_and_years_come_from_the_same_item(language, text):
    rows = read(text, language)
    assert [(row.date, row.year_inferred) for row in rows] == [
        ("2023-09-20", True),
        ("2023-09-28", True),
        ("2023-10-04", False),
    ]
    assert {row.raw for row in rows} == {text[1:-1]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(APA, Nov. 2020)"),
        ("ru", "(APA, ноябрь 2020)"),
        ("az", "(APA, 2020-ci ilin noyabrı)"),
        ("tr", "(APA, Kasım 2020)"),
    ],
)
def test_a_month_alone_never_gets_a_day(language, text):
    assert said(text, language) == [(None, "APA", "2020-11")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "(since April 16) (APA) (2020) (in November 2020) (EDM, 2020) (Tuesday, April 16)"),
        ("en", "(from November 10, 2020, to April 16, 2024) (APA April 17; TASS April 18)"),
        ("ru", "(с 16 апреля) (в ноябре 2020) (АПА) (2020)"),
        ("az", "(16 apreldən) (noyabr 2020) (APA)"),
        ("tr", "(16 Nisan'dan beri) (Kasım 2020) (AA)"),
    ],
)
def test_other_parentheses_are_left_alone(language, text):
    assert read(text, language) == []


def test_a_missing_year_is_the_latest_such_day_not_after_the_story():
    assert said("(A, April 22; B, April 23; C, February 29; D, May)") == [
        (None, "A", "2024-04-22"),
        (None, "B", "2023-04-23"),
        (None, "C", "2024-02-29"),
        (None, "D", "2023-05"),
    ]


def test_what_is_doubtful_is_kept_and_flagged():
    text = (
        "(TASS; RIA, April 17; December 2, 2020; A, February 31, 2020; B, 11/12/2020; C, n.d.; D, 2021;"
        " E, May 1, 2024; F, May 2, 2020, p. 5; 42)"
    )
    assert [(row.outlet, row.date, row.flags) for row in read(text)] == [
        ("TASS", None, ["no date"]),
        ("RIA", "2024-04-17", []),
        ("RIA", "2020-12-02", ["outlet inferred"]),
        ("A", None, ["date impossible"]),
        ("B", None, ["date ambiguous"]),
        ("C", None, ["no date"]),
        ("D", "2021", ["year only"]),
        ("E", "2024-05-01", ["date after the story"]),
        ("F", "2020-05-02", ["not understood"]),
        (None, None, ["no outlet", "not understood", "no date"]),
    ]


def test_unknown_outlets_are_flagged_only_when_the_known_are_given():
    assert read("(APA, April 17)")[0].flags == []
    assert read("(APA, April 17)", known_outlets={"APA"})[0].flags == []
    assert read("(APA, April 17)", known_outlets=lambda name: False)[0].flags == ["unknown outlet"]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("(“Jam News,” April 17)", "Jam News"),
        ("(«Слово, дело», April 17)", "Слово, дело"),
        ("(Channel 9, April 17)", "Channel 9"),
        ("(24.kg, April 17)", "24.kg"),
        ("(People’s Daily, April 17)", "People’s Daily"),
        ("(RIA\r\nNovosti, April\r\n17)", "RIA Novosti"),
        ("(EDM (Jamestown), April 17)", "EDM"),
    ],
)
def test_the_outlet_is_its_name(text, outlet):
    assert said(text) == [(None, outlet, "2024-04-17")]


def test_a_citation_inside_another_parenthesis_is_found():
    assert said("(as reported (TASS, April 17) that day)") == [(None, "TASS", "2024-04-17")]


def test_an_unclosed_group_ends_at_its_sentence_though_a_bracket_follows():
    rows = read("Watched (see EDM, October 4, 2023. The next: 1) one (APA, April 17).")
    assert [(row.raw, row.flags) for row in rows] == [
        ("see EDM, October 4, 2023", ["unclosed group"]),
        ("APA, April 17", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "(" * 100_000 + "a, April 17" + ")" * 100_000,
        "(A" + ", April 17" * 50_000 + ")",
        "(a, " + "." * 500_000,
        "(a, " + "“" * 500_000 + ")",
        "(a, 1" + " " * 500_000 + "b)",
        "(" + "a, " * 200_000 + ")",
    ],
)
def test_hostile_text_takes_no_long_time(text):
    began = time.perf_counter()
    find_citations(text, date=STORY)
    assert time.perf_counter() - began < 5


def test_a_language_without_a_grammar_is_named():
    with pytest.raises(ValueError, match="fa"):
        find_citations("", date=STORY, language="fa")
