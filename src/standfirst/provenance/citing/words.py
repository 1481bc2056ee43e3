"""The words the grammar needs from each language: months and weekdays (CLDR), signals, and the small
words of dates."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from standfirst.publication.languages import month_names, primary, weekday_names

LANGUAGES = ("en", "ru", "az", "tr")

# Each as it is given in the result; matched in any case, longest first.
_SIGNALS: dict[str, tuple[str, ...]] = {
    "en": (
        "see",
        "see also",
        "see, e.g.,",
        "see e.g.",
        "see, for example,",
        "see for example",
        "cf.",
        "cf",
        "via",
        "e.g.,",
        "e.g.",
        "according to",
        "quoted in",
        "cited in",
        "as quoted in",
        "as cited in",
    ),
    "ru": (
        "см.",
        "см",
        "см. также",
        "также см.",
        "см., например,",
        "см. например",
        "ср.",
        "ср. также",
        "цит. по",
        "через",
        "по данным",
        "например,",
    ),
    "az": (
        "bax",
        "bax.",
        "həmçinin bax",
        "bax həmçinin",
        "müq.",
        "müq. et",
        "məsələn,",
        "məsələn bax",
    ),
    "tr": (
        "bkz.",
        "bkz",
        "bk.",
        "ayrıca bkz.",
        "bkz. ayrıca",
        "bakınız",
        "ayrıca bakınız",
        "krş.",
        "karş.",
        "örneğin bkz.",
        "aktaran",
    ),
}

# How newsrooms shorten months beyond CLDR's forms.
_MORE_MONTHS: dict[str, dict[str, int]] = {
    "en": {"sept": 9},
    "ru": {
        "янв": 1,
        "фев": 2,
        "апр": 4,
        "июн": 6,
        "июл": 7,
        "авг": 8,
        "сен": 9,
        "окт": 10,
        "ноя": 11,
        "дек": 12,
    },
    "az": {"fevr": 2, "sent": 9, "noyab": 11},
    "tr": {},
}
# After a day, after a month, after a year; already simplified.
_AFTER_DAY = {
    "en": r"(?:st|nd|rd|th)(?:\s+of)?",
    "ru": r"-?(?:го|е|ое)",
    "az": r"-?(?:ci|cu|cü|si|i|su|sü|u|ü|inda|ində|da|də)",
    "tr": r"['’](?:i|si|de|da|te|ta|inde|inda)",
}
_AFTER_MONTH = {
    "en": r"(?!)",
    "ru": r"(?!)",
    "az": r"(?:[iuü]n?|d[aə])",
    "tr": r"['’]?(?:d[ae]|t[ae]|[iuü]n?)",
}
_AFTER_YEAR = {
    "en": r"(?!)",
    "ru": r"\s*(?:года|году|год|г\b\.?)",
    "az": r"\s*-?\s*c[iuü](?:\s+il(?:in|də|i)?\b|\s+i\.)?|\s+il(?:in|də|i)?\b",
    "tr": r"\s+yil(?:i|inda|inin)?\b|['’](?:de|da|te|ta|in|un|ün|nin|nun|nün)\b",
}
_NO_DATE = ("n.d.", "n. d.", "б.д.", "б. д.", "б/д", "без даты", "t.y.", "t. y.", "tarixsiz", "tarihsiz")
_AND = {"en": ("and", "&"), "ru": ("и",), "az": ("və",), "tr": ("ve",)}


def simplify(text: str) -> str:
    """`text` for matching, character for character: lower case, one letter i for all four of az and tr,
    е for ё."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ё", "е")


def either(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first; any white space between them, composed or
    decomposed."""
    forms = {form for word in words for form in (word, unicodedata.normalize("NFD", word))}
    ordered = sorted(forms, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


@dataclass(frozen=True)
class Words:
    """Patterns and tables of one language; every pattern is for simplified text."""

    language: str
    months: dict[str, int]
    weekdays: frozenset[str]
    signals: dict[str, str]
    after_day: str
    after_month: str
    after_year: str
    no_date: str
    conjunctions: str


def _months(language: str, *, abbreviated: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated") if abbreviated else ("wide",):
            for number, name in month_names(language, context, width).items():
                found[simplify(name).rstrip(".")] = number
    return found | (_MORE_MONTHS[language] if abbreviated else {})


@cache
def words(language: str) -> Words:
    """Raises ValueError for a language without a grammar.

    A text may cite in another language than its own (a translation that keeps `see EDM, January 22, 2021`):
    the
    signals and the full month names of the other languages are understood too, their abbreviations are not.
    """
    own = primary(language)
    if own not in LANGUAGES:
        raise ValueError(f"citations are understood in {', '.join(LANGUAGES)}, not in {language!r}")
    others = [other for other in LANGUAGES if other != own]
    months: dict[str, int] = {}
    signals: dict[str, str] = {}
    for other in others:
        months |= _months(other, abbreviated=False)
        signals |= {simplify(signal): signal for signal in _SIGNALS[other]}
    months |= _months(own, abbreviated=True)
    signals |= {simplify(signal): signal for signal in _SIGNALS[own]}
    months |= {unicodedata.normalize("NFD", name): number for name, number in months.items()}
    order = [own, *others]
    return Words(
        language=own,
        months=months,
        weekdays=frozenset(simplify(name) for name in weekday_names(own).values()),
        signals=signals,
        after_day="|".join(_AFTER_DAY[each] for each in order),
        after_month=_AFTER_MONTH[own],
        after_year="|".join(_AFTER_YEAR[each] for each in order),
        no_date=either(_NO_DATE),
        conjunctions=either([word for each in order for word in _AND[each]]),
    )
