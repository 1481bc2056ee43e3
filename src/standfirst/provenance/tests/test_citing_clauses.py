"""The grammar of the design's chapter "Citations", clause by clause in each language.

A line of a table: the text, and what it cites (see `citing_rows`); `None` where the parenthesis is left alone.
"""

import pytest

from standfirst.provenance.citing import LANGUAGES

from .citing_rows import lines

THREE = ["EDM = 2023-09-20~", "EDM = 2023-09-28~", "EDM = 2023-10-04"]

CLAUSES: dict[str, dict[str, tuple[str, list[str] | None]]] = {
    "a full date": {
        "en": ("(Interfax, November 12, 2020)", ["Interfax = 2020-11-12"]),
        "ru": ("(Интерфакс, 12 ноября 2020 года)", ["Интерфакс = 2020-11-12"]),
        "az": ("(İnterfaks, 12 noyabr 2020-ci il)", ["İnterfaks = 2020-11-12"]),
        "tr": ("(Interfax, 12 Kasım 2020)", ["Interfax = 2020-11-12"]),
    },
    "an abbreviated date": {
        "en": ("(TASS, Dec. 2, 2020)", ["TASS = 2020-12-02"]),
        "ru": ("(ТАСС, 2 дек. 2020 г.)", ["ТАСС = 2020-12-02"]),
        "az": ("(TASS, 2 dek. 2020)", ["TASS = 2020-12-02"]),
        "tr": ("(TASS, 2 Ara. 2020)", ["TASS = 2020-12-02"]),
    },
    "the other order of day and month": {
        "en": ("(TASS, 2 December 2020)", ["TASS = 2020-12-02"]),
        "ru": ("(ТАСС, 2020, 2 декабря)", ["ТАСС = 2020-12-02"]),
        "az": ("(TASS, 2020-ci il dekabrın 2-də)", ["TASS = 2020-12-02"]),
        "tr": ("(TASS, 2020 Aralık 2)", ["TASS = 2020-12-02"]),
    },
    "a numeric date": {
        "en": ("(TASS, 2020-12-02)", ["TASS = 2020-12-02"]),
        "ru": ("(ТАСС, 02.12.2020)", ["ТАСС = 2020-12-02"]),
        "az": ("(TASS, 2.12.2020)", ["TASS = 2020-12-02"]),
        "tr": ("(TASS, 02/12/2020)", ["TASS = 2020-12-02"]),
    },
    "a month alone gets no day": {
        "en": ("(EDM, November 2020)", ["EDM = 2020-11"]),
        "ru": ("(EDM, ноябрь 2020)", ["EDM = 2020-11"]),
        "az": ("(EDM, 2020-ci ilin noyabrı)", ["EDM = 2020-11"]),
        "tr": ("(EDM, Kasım 2020)", ["EDM = 2020-11"]),
    },
    "no date is said": {
        "en": ("(EDM, n.d.)", ["EDM = - ! no date"]),
        "ru": ("(EDM, б. д.)", ["EDM = - ! no date"]),
        "az": ("(EDM, tarixsiz)", ["EDM = - ! no date"]),
        "tr": ("(EDM, t.y.)", ["EDM = - ! no date"]),
    },
    "a signal": {
        "en": ("(see EDM, January 22, 2021)", ["see > EDM = 2021-01-22"]),
        "ru": ("(см. EDM, 22 января 2021)", ["см. > EDM = 2021-01-22"]),
        "az": ("(bax EDM, 22 yanvar 2021)", ["bax > EDM = 2021-01-22"]),
        "tr": ("(bkz. EDM, 22 Ocak 2021)", ["bkz. > EDM = 2021-01-22"]),
    },
    "a longer signal": {
        "en": ("(see also EDM, January 22, 2021)", ["see also > EDM = 2021-01-22"]),
        "ru": ("(см. также EDM, 22 января 2021)", ["см. также > EDM = 2021-01-22"]),
        "az": ("(həmçinin bax EDM, 22 yanvar 2021)", ["həmçinin bax > EDM = 2021-01-22"]),
        "tr": ("(ayrıca bkz. EDM, 22 Ocak 2021)", ["ayrıca bkz. > EDM = 2021-01-22"]),
    },
    "a colon belongs to its signal": {
        "en": ("(see: EDM, January 22, 2021)", ["see > EDM = 2021-01-22"]),
        "ru": ("(ср.: EDM, 22 января 2021)", ["ср. > EDM = 2021-01-22"]),
        "az": ("(bax: EDM, 22 yanvar 2021)", ["bax > EDM = 2021-01-22"]),
        "tr": ("(bkz.: EDM, 22 Ocak 2021)", ["bkz. > EDM = 2021-01-22"]),
    },
    "a signal in capitals": {
        "en": ("(SEE EDM, JANUARY 22, 2021)", ["see > EDM = 2021-01-22"]),
        "ru": ("(СМ. EDM, 22 ЯНВАРЯ 2021)", ["см. > EDM = 2021-01-22"]),
        "az": ("(BAX: EDM, 22 YANVAR 2021-Cİ İL)", ["bax > EDM = 2021-01-22"]),
        "tr": ("(AYRICA BKZ. EDM, 22 NİSAN 2021)", ["ayrıca bkz. > EDM = 2021-04-22"]),
    },
    "a semicolon parts items": {
        "en": ("(APA, April 17; TASS, April 18)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "ru": ("(АПА, 17 апреля; ТАСС, 18 апреля)", ["АПА = 2024-04-17~", "ТАСС = 2024-04-18~"]),
        "az": ("(APA, 17 aprel; TASS, 18 aprel)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "tr": ("(APA, 17 Nisan; TASS, 18 Nisan)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
    },
    "a comma before a signal parts items": {
        "en": ("(APA, April 17, see EDM, April 18)", ["APA = 2024-04-17~", "see > EDM = 2024-04-18~"]),
        "ru": ("(АПА, 17 апреля, см. EDM, 18 апреля)", ["АПА = 2024-04-17~", "см. > EDM = 2024-04-18~"]),
        "az": ("(APA, 17 aprel, bax EDM, 18 aprel)", ["APA = 2024-04-17~", "bax > EDM = 2024-04-18~"]),
        "tr": ("(APA, 17 Nisan, bkz. EDM, 18 Nisan)", ["APA = 2024-04-17~", "bkz. > EDM = 2024-04-18~"]),
    },
    "a comma before another dated outlet parts items": {
        "en": ("(APA, April 17, TASS, April 18)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "ru": ("(АПА, 17 апреля, ТАСС, 18 апреля)", ["АПА = 2024-04-17~", "ТАСС = 2024-04-18~"]),
        "az": ("(APA, 17 aprel, TASS, 18 aprel)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "tr": ("(APA, 17 Nisan, TASS, 18 Nisan)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
    },
    "a signal may follow a date without a separator": {
        "en": ("(TASS, May 2, 2020 see EDM, May 3)", ["TASS = 2020-05-02", "see > EDM = 2023-05-03~"]),
        "ru": ("(ТАСС, 2 мая 2020 г. см. EDM, 3 мая)", ["ТАСС = 2020-05-02", "см. > EDM = 2023-05-03~"]),
        "az": ("(TASS, 2 may 2020 bax: EDM, 3 may)", ["TASS = 2020-05-02", "bax > EDM = 2023-05-03~"]),
        "tr": ("(TASS, 2 Mayıs 2020 bkz. EDM, 3 Mayıs)", ["TASS = 2020-05-02", "bkz. > EDM = 2023-05-03~"]),
    },
    "the comma before a date may be missing where another item has its own": {
        "en": ("(APA April 17; TASS, April 18)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "ru": ("(АПА 17 апреля; ТАСС, 18 апреля)", ["АПА = 2024-04-17~", "ТАСС = 2024-04-18~"]),
        "az": ("(APA 17 aprel; TASS, 18 aprel)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
        "tr": ("(APA 17 Nisan; TASS, 18 Nisan)", ["APA = 2024-04-17~", "TASS = 2024-04-18~"]),
    },
    "no comma anywhere makes no group": {
        "en": ("(APA April 17; TASS April 18)", None),
        "ru": ("(АПА 17 апреля; ТАСС 18 апреля)", None),
        "az": ("(APA 17 aprel; TASS 18 aprel)", None),
        "tr": ("(APA 17 Nisan; TASS 18 Nisan)", None),
    },
    "the comma may not be missing before a month alone or a numeric date": {
        "en": ("(APA May; TASS, May 2, 2020)", ["APA May = - ! no date", "TASS = 2020-05-02"]),
        "ru": ("(АПА май; ТАСС, 2 мая 2020)", ["АПА май = - ! no date", "ТАСС = 2020-05-02"]),
        "az": ("(APA may; TASS, 2 may 2020)", ["APA may = - ! no date", "TASS = 2020-05-02"]),
        "tr": (
            "(APA 17.04.2024; TASS, 2 Mayıs 2020)",
            ["APA = - ! not understood, no date", "TASS = 2020-05-02"],
        ),
    },
    "`since April 16` stays what it is": {
        "en": ("(since April 16) (since April 16, 2024)", None),
        "ru": ("(с 16 апреля) (с 16 апреля 2024 года)", None),
        "az": ("(16 apreldən) (2024-cü il aprelin 16-dan)", None),
        "tr": ("(16 Nisan'dan beri) (16 Nisan 2024’ten bu yana)", None),
    },
    "other parentheses are left alone": {
        "en": ("(Russia, Armenia, and Azerbaijan) (see below) (2020) (Tuesday, April 16) (EDM, 2020)", None),
        "ru": ("(Россия, Армения и Азербайджан) (см. ниже) (2020) (в среду, 17 апреля) (EDM, 2020)", None),
        "az": ("(Rusiya, Ermənistan və Azərbaycan) (aşağıya bax) (2020) (çərşənbə, 17 aprel)", None),
        "tr": ("(Rusya, Ermenistan ve Azerbaycan) (aşağıya bakınız) (2020) (Salı, 16 Nisan)", None),
    },
    "a missing month comes from the date beside it": {
        "en": ("(EDM, September 20, 28)", ["EDM = 2023-09-20~", "EDM = 2023-09-28~"]),
        "ru": ("(EDM, 12, 13 октября)", ["EDM = 2023-10-12~", "EDM = 2023-10-13~"]),
        "az": ("(EDM, sentyabrın 20, 28)", ["EDM = 2023-09-20~", "EDM = 2023-09-28~"]),
        "tr": ("(EDM, 20 ve 28 Eylül)", ["EDM = 2023-09-20~", "EDM = 2023-09-28~"]),
    },
    "one outlet with three dates: months and years missing": {
        "en": ("(EDM, September 20, 28, October 4, 2023)", THREE),
        "ru": ("(EDM, 20, 28 сентября, 4 октября 2023 г.)", THREE),
        "az": ("(EDM, 20, 28 sentyabr, 4 oktyabr 2023-cü il)", THREE),
        "tr": ("(EDM, 20, 28 Eylül, 4 Ekim 2023)", THREE),
    },
    "a year comes from the right of the same item only": {
        "en": (
            "(A, May 1, 2020, May 2, May 3, 2021; B, May 4)",
            ["A = 2020-05-01", "A = 2021-05-02~", "A = 2021-05-03", "B = 2023-05-04~"],
        ),
        "ru": (
            "(А, 1 мая 2020, 2 мая, 3 мая 2021; Б, 4 мая)",
            ["А = 2020-05-01", "А = 2021-05-02~", "А = 2021-05-03", "Б = 2023-05-04~"],
        ),
        "az": (
            "(A, 1 may 2020, 2 may, 3 may 2021; B, 4 may)",
            ["A = 2020-05-01", "A = 2021-05-02~", "A = 2021-05-03", "B = 2023-05-04~"],
        ),
        "tr": (
            "(A, 1 Mayıs 2020, 2 Mayıs, 3 Mayıs 2021; B, 4 Mayıs)",
            ["A = 2020-05-01", "A = 2021-05-02~", "A = 2021-05-03", "B = 2023-05-04~"],
        ),
    },
    "else it is the latest such day not after the story": {
        "en": (
            "(A, April 22; B, April 23; C, February 29)",
            ["A = 2024-04-22~", "B = 2023-04-23~", "C = 2024-02-29~"],
        ),
        "ru": (
            "(А, 22 апреля; Б, 23 апреля; В, май)",
            ["А = 2024-04-22~", "Б = 2023-04-23~", "В = 2023-05~"],
        ),
        "az": (
            "(A, 22 aprel; B, 23 aprel; C, aprel)",
            ["A = 2024-04-22~", "B = 2023-04-23~", "C = 2024-04~"],
        ),
        "tr": (
            "(A, 22 Nisan; B, 23 Nisan; C, 31 Aralık)",
            ["A = 2024-04-22~", "B = 2023-04-23~", "C = 2023-12-31~"],
        ),
    },
    "a missing outlet comes from the left": {
        "en": ("(EDM, May 1, 2020; May 2, 2020)", ["EDM = 2020-05-01", "EDM = 2020-05-02 ! outlet inferred"]),
        "ru": ("(EDM, 1 мая 2020; 2 мая 2020)", ["EDM = 2020-05-01", "EDM = 2020-05-02 ! outlet inferred"]),
        "az": ("(EDM, 1 may 2020; 2 may 2020)", ["EDM = 2020-05-01", "EDM = 2020-05-02 ! outlet inferred"]),
        "tr": (
            "(EDM, 1 Mayıs 2020; 2 Mayıs 2020)",
            ["EDM = 2020-05-01", "EDM = 2020-05-02 ! outlet inferred"],
        ),
    },
    "other items of a group are kept and flagged": {
        "en": (
            "(TASS; APA, April 17; p. 5)",
            ["TASS = - ! no date", "APA = 2024-04-17~", "p. 5 = - ! no date"],
        ),
        "ru": (
            "(ТАСС; АПА, 17 апреля; с. 5)",
            ["ТАСС = - ! no date", "АПА = 2024-04-17~", "с. 5 = - ! no date"],
        ),
        "az": (
            "(TASS; APA, 17 aprel; s. 5)",
            ["TASS = - ! no date", "APA = 2024-04-17~", "s. 5 = - ! no date"],
        ),
        "tr": (
            "(TASS; APA, 17 Nisan; s. 5)",
            ["TASS = - ! no date", "APA = 2024-04-17~", "s. 5 = - ! no date"],
        ),
    },
    "an unclosed group ends at its sentence": {
        "en": (
            "So it was (see EDM, May 2, 2020. Then (APA, April 17) it was not.",
            ["see > EDM = 2020-05-02 ! unclosed group", "APA = 2024-04-17~"],
        ),
        "ru": (
            "Так было (см. EDM, 2 мая 2020 г. Потом (АПА, 17 апреля) не стало.",
            ["см. > EDM = 2020-05-02 ! unclosed group", "АПА = 2024-04-17~"],
        ),
        "az": (
            "Belə idi (bax EDM, 2 may 2020-ci il. İndi isə (APA, 17 aprel) yox.",
            ["bax > EDM = 2020-05-02 ! unclosed group", "APA = 2024-04-17~"],
        ),
        "tr": (
            "Öyleydi (bkz. EDM, 2 Mayıs 2020. İki gün sonra (APA, 17 Nisan) değildi.",
            ["bkz. > EDM = 2020-05-02 ! unclosed group", "APA = 2024-04-17~"],
        ),
    },
    "no-break spaces are spaces": {
        "en": ("(see\u00a0EDM,\u00a0May\u00a02,\u202f2020)", ["see > EDM = 2020-05-02"]),
        "ru": ("(см.\u00a0EDM, 2\u00a0мая\u00a02020\u00a0г.)", ["см. > EDM = 2020-05-02"]),
        "az": ("(bax\u00a0EDM, 2\u00a0may\u00a02020)", ["bax > EDM = 2020-05-02"]),
        "tr": ("(bkz.\u00a0EDM, 2\u00a0Mayıs\u00a02020)", ["bkz. > EDM = 2020-05-02"]),
    },
    "the outlet is given without quotation marks": {
        "en": ("(“Jam News,” April 18)", ["Jam News = 2024-04-18~"]),
        "ru": ("(ИА «Интерфакс», 18 апреля)", ["ИА Интерфакс = 2024-04-18~"]),
        "az": ("(“Azərtac”, 18 aprel)", ["Azərtac = 2024-04-18~"]),
        "tr": ("(‘Hürriyet’, 18 Nisan)", ["Hürriyet = 2024-04-18~"]),
    },
    "days in one month, and across two": {
        "en": (
            "(A, May 1–3, 2020; B, May 30–June 2, 2020)",
            ["A = 2020-05-01/2020-05-03", "B = 2020-05-30/2020-06-02"],
        ),
        "ru": (
            "(А, 1–3 мая 2020; Б, 30 мая – 2 июня)",
            ["А = 2020-05-01/2020-05-03", "Б = 2023-05-30/2023-06-02~"],
        ),
        "az": (
            "(A, 1-3 may 2020; B, 30 dekabr - 2 yanvar)",
            ["A = 2020-05-01/2020-05-03", "B = 2023-12-30/2024-01-02~"],
        ),
        "tr": (
            "(A, 1-3 Mayıs 2020; B, Mayıs–Haziran 2020)",
            ["A = 2020-05-01/2020-05-03", "B = 2020-05/2020-06"],
        ),
    },
    "weekdays and times of day add nothing": {
        "en": (
            "(APA, Wednesday, April 17, 11:30; TASS, Tue., April 16)",
            ["APA = 2024-04-17~", "TASS = 2024-04-16~"],
        ),
        "ru": (
            "(АПА, среда, 17 апреля; ТАСС, 16 апреля 2024 в 11:30)",
            ["АПА = 2024-04-17~", "ТАСС = 2024-04-16"],
        ),
        "az": (
            "(APA, çərşənbə axşamı, 16 aprel; TASS, 17 aprel, saat 11:30)",
            ["APA = 2024-04-16~", "TASS = 2024-04-17~"],
        ),
        "tr": (
            "(AA, 16 Nisan 2024 Salı; TRT, 17 Nisan, saat 11.30)",
            ["AA = 2024-04-16", "TRT = 2024-04-17~"],
        ),
    },
    "`the same` is the outlet before": {
        "en": ("(EDM, May 1; ibid., May 2)", ["EDM = 2023-05-01~", "EDM = 2023-05-02~ ! outlet inferred"]),
        "ru": ("(EDM, 1 мая; там же, 2 мая)", ["EDM = 2023-05-01~", "EDM = 2023-05-02~ ! outlet inferred"]),
        "az": ("(EDM, 1 may; yenə orada)", ["EDM = 2023-05-01~", "EDM = - ! outlet inferred, no date"]),
        "tr": (
            "(EDM, 1 Mayıs; a.g.e., 2 Mayıs)",
            ["EDM = 2023-05-01~", "EDM = 2023-05-02~ ! outlet inferred"],
        ),
    },
    "a day that is not": {
        "en": ("(EDM, February 30, 2020)", ["EDM = - ! date impossible"]),
        "ru": ("(EDM, 30 февраля 2020)", ["EDM = - ! date impossible"]),
        "az": ("(EDM, 30 fevral 2020)", ["EDM = - ! date impossible"]),
        "tr": ("(EDM, 30 Şubat 2020)", ["EDM = - ! date impossible"]),
    },
}


@pytest.mark.parametrize(
    ("clause", "language"), [(clause, language) for clause, said in CLAUSES.items() for language in said]
)
def test_each_clause_in_each_language(clause: str, language: str) -> None:
    text, cited = CLAUSES[clause][language]
    assert lines(text, language) == (cited or [])


def test_no_clause_lacks_a_language() -> None:
    assert {frozenset(said) for said in CLAUSES.values()} == {frozenset(LANGUAGES)}
