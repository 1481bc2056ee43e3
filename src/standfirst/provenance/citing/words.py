"""The words the grammar needs from each language, made into patterns: months and weekdays (CLDR), signals, and
the small words of dates."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from standfirst.publication.languages import month_names, primary, weekday_names

from . import vocabulary
from .vocabulary import LANGUAGES

# Character for character, so that offsets stay.
_PLAIN = str.maketrans({"İ": "i", "ı": "i", "Ё": "е", "ё": "е", "’": "'", "ʼ": "'", "‐": "-", "‑": "-"})
_DOT_ABOVE = "\u0307"  # of a decomposed İ


def simplify(text: str) -> str:
    """`text` for matching, character for character: lower case, one letter i for all four of az and tr,
    е for ё, one apostrophe and one hyphen."""
    return text.lower() if text.isascii() else text.translate(_PLAIN).lower()


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
    month: str
    weekdays: str
    signals: dict[str, str]
    after_day: str
    after_month: str
    after_year: str
    this_year: str
    at: str
    of: str
    no_date: str
    same: str
    conjunctions: str

    def month_number(self, printed: str) -> int:
        """The number of a month that the pattern `month` has found."""
        return self.months[printed.replace(_DOT_ABOVE, "")]


def _months(language: str, *, abbreviated: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated") if abbreviated else ("wide",):
            for number, name in month_names(language, context, width).items():
                found[simplify(name).rstrip(".")] = number
    return found | (vocabulary.MORE_MONTHS[language] if abbreviated else {})


def _weekdays(language: str) -> list[str]:
    names = [simplify(name) for name in weekday_names(language).values()]
    return [
        *names,
        *(f"{name} {vocabulary.DAY_WORD[language]}" for name in names if vocabulary.DAY_WORD[language]),
    ]


@cache
def words(language: str) -> Words:
    """Raises ValueError for a language without a grammar.

    A text may cite in another language than its own (a translation that keeps `see EDM, January 22, 2021`):
    the signals and the full month names of the other languages are understood too, and English abbreviations.
    """
    own = primary(language)
    if own not in LANGUAGES:
        raise ValueError(f"citations are understood in {', '.join(LANGUAGES)}, not in {language!r}")
    others = [other for other in LANGUAGES if other != own]
    order = [own, *others]
    months: dict[str, int] = {}
    signals: dict[str, str] = {}
    for each in reversed(order):
        months |= _months(each, abbreviated=each in {own, "en"})
        signals |= {simplify(signal): signal.rstrip(":") for signal in vocabulary.SIGNALS[each]}
    months |= {unicodedata.normalize("NFD", name): number for name, number in months.items()}
    return Words(
        language=own,
        months=months,
        month=either(months).replace("i", f"i{_DOT_ABOVE}?"),
        weekdays=either([*_weekdays(own), *vocabulary.MORE_WEEKDAYS[own]]),
        signals=signals,
        after_day="|".join(vocabulary.AFTER_DAY[each] for each in order),
        after_month=vocabulary.AFTER_MONTH[own],
        after_year="|".join(vocabulary.AFTER_YEAR[each] for each in order),
        this_year=vocabulary.THIS_YEAR[own],
        at=vocabulary.AT[own],
        of=either(word for each in order for word in vocabulary.OF[each]),
        no_date=either(vocabulary.NO_DATE),
        same=either(vocabulary.SAME),
        conjunctions=either(word for each in order for word in vocabulary.AND[each]),
    )
