"""Dates, times and numbers in words of a language.

Persian gets Gregorian dates in Persian digits: the publications it is for report on events that all
their other languages date by the Gregorian calendar, and a source's date must be recognisable in it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_gmt
from babel.numbers import format_decimal

_DIGITS = {"arabext": "۰۱۲۳۴۵۶۷۸۹", "arab": "٠١٢٣٤٥٦٧٨٩"}
EXACT = re.compile(r"\d{4}(-\d\d){0,2}")
"""A year, month or day that HTML's ``datetime`` can say: not approximate, not an interval."""
_WHOLE_HOURS = re.compile(r"([+\-\u2212])0?(\d+):00")
_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return CLDR's locale for a language tag; English for an empty one."""
    return Locale.parse(language.replace("-", "_")) if language else Locale("en")


def digits(text: str, locale: Locale) -> str:
    """Return ``text`` with its digits in the locale's own numerals (Babel's dates have only 0 to 9)."""
    own = _DIGITS.get(locale.default_numbering_system)
    return text.translate(str.maketrans("0123456789", own)) if own else text


def number(value: float | Decimal, locale: Locale) -> str:
    """Return a number, grouped, in the locale's numerals."""
    return _number(value, locale)


@lru_cache(maxsize=4096)
def _number(value: float | Decimal, locale: Locale) -> str:
    return digits(format_decimal(value, locale=locale, numbering_system="latn"), locale)


def day(moment: datetime, zone: str, locale: Locale, width: str = "long") -> str:
    """Return the day of an instant in a time zone (an IANA name)."""
    return _date(moment.astimezone(ZoneInfo(zone)).date(), width, locale)


@lru_cache(maxsize=4096)
def _date(day: date, width: str, locale: Locale) -> str:
    return digits(format_date(day, width, locale=locale), locale)


def instant(moment: datetime, zone: str, locale: Locale) -> str:
    """Return day, time and offset of an instant in a time zone, such as ``April 22, 2024, 14:30 GMT+4``."""
    local = moment.astimezone(ZoneInfo(zone))
    offset = digits(_WHOLE_HOURS.sub(r"\1\2", get_timezone_gmt(local, "long", locale=locale)), locale)
    clock = digits(format_time(local, "HH:mm", locale=locale), locale)
    comma = "، " if locale.language in {"fa", "ar"} else ", "
    # The isolate keeps the offset's sign on the right side of its digits in right-to-left text.
    isolated = f"\N{FIRST STRONG ISOLATE}{offset}\N{POP DIRECTIONAL ISOLATE}"
    return f"{day(moment, zone, locale)}{comma}{clock} {isolated}"


def edtf(text: str, locale: Locale) -> str:
    """Return an EDTF level 1 date in words, no more exact than it is; ``""`` for none.

    What is not a date, a month, a year or an interval of them is returned as it is.
    """
    if "/" in text:
        start, _, end = text.partition("/")
        return f"{edtf(start, locale) or '…'} – {edtf(end, locale) or '…'}"
    if text in {"", ".."}:
        return ""
    match = _EDTF.fullmatch(text)
    if match is None:
        return text
    year, month, day_of_month, mark = match.groups()
    try:
        whole = date(int(year), int(month or 1), int(day_of_month or 1))
    except ValueError:
        return text
    if day_of_month:
        words = format_date(whole, "long", locale=locale)
    elif month:
        words = format_skeleton("yMMMM", whole, locale=locale)
    else:
        words = year
    words = digits(words, locale)
    return f"≈ {words}" if mark in {"~", "%"} else f"{words} (?)" if mark else words
