"""EDTF level 1 dates (ISO 8601-2:2019), each with its earliest and latest day.

Days are kept as proleptic Gregorian ordinals (`date.toordinal`), so that a comparison is one of integers.
An open side is `OPEN_START` or `OPEN_END`. `~`, `?` and `%` are kept in the text and widen nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

OPEN_START = 0
OPEN_END = date.max.toordinal() + 1

# Seasons 21-24 as months of the northern half of the world; winter runs into the next year.
_SEASONS = {21: (3, 5, 0), 22: (6, 8, 0), 23: (9, 11, 0), 24: (12, 2, 1)}
_DAY = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)(?P<time>T[0-9:.+Z-]+)?)?)?[?~%]?"
)
_TIME = re.compile(r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](Z|[+-]([01][0-9]|2[0-3])(:[0-5][0-9])?)?")


class NotEdtf(ValueError):
    """The text is no EDTF level 1 date; the message says why, for an editor."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as written, with its earliest and latest day as ordinals."""

    text: str
    first: int = field(compare=False)
    last: int = field(compare=False)

    @property
    def earliest(self) -> date | None:
        """The earliest day, or None where the start is open."""
        return day_of(self.first)

    @property
    def latest(self) -> date | None:
        """The latest day, or None where the end is open."""
        return day_of(self.last)


def day_of(ordinal: int) -> date | None:
    """The day of an ordinal; None for an open side."""
    return date.fromordinal(ordinal) if OPEN_START < ordinal < OPEN_END else None


@lru_cache(maxsize=65536)
def parse_edtf(text: str) -> Edtf:
    """Read one EDTF level 1 date or interval; raises NotEdtf."""
    if "/" not in text:
        first, last = _bounds(text)
        return Edtf(text, first, last)
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", "..") and (start, end) != ("..", ".."):
        raise NotEdtf("an interval needs a date on one side at least")
    first = OPEN_START if start in ("", "..") else _bounds(start)[0]
    last = OPEN_END if end in ("", "..") else _bounds(end)[1]
    if first > last:
        raise NotEdtf("the end lies before the start")
    return Edtf(text, first, last)


def parse_day(text: str) -> date:
    """Read a date that must be one day; raises NotEdtf."""
    found = parse_edtf(text)
    if found.first != found.last:
        raise NotEdtf("expected one day, such as 2020-11-10")
    return date.fromordinal(found.first)


def _bounds(text: str) -> tuple[int, int]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise NotEdtf("expected an EDTF date such as 2020, 2020-11, 2020-11-10 or 2020-11-10/..")
    year, month, day, time = match.group("year", "month", "day", "time")
    if time is not None and _TIME.fullmatch(time) is None:
        raise NotEdtf("there is no such time of day")
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if high == 0:
        raise NotEdtf("expected a year from 0001 to 9999")
    low = max(low, 1)
    if low != high and (month, day) not in ((None, None), ("XX", None), ("XX", "XX")):
        raise NotEdtf("X stands for the last digits only, so nothing exact may follow it")
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise NotEdtf("X stands for the last digits only, so nothing exact may follow it")
        return date(low, 1, 1).toordinal(), date(high, 12, 31).toordinal()
    number = int(month)
    if day is None and number in _SEASONS:
        return _season(low, number)
    if not 1 <= number <= 12:
        raise NotEdtf(f"there is no month {month}")
    length = monthrange(low, number)[1]
    if day is None or day == "XX":
        return date(low, number, 1).toordinal(), date(low, number, length).toordinal()
    if not 1 <= int(day) <= length:
        raise NotEdtf(f"there is no day {day} in {year}-{month}")
    ordinal = date(low, number, int(day)).toordinal()
    return ordinal, ordinal


def _season(year: int, season: int) -> tuple[int, int]:
    first, last, later = _SEASONS[season]
    end = min(year + later, 9999)
    return date(year, first, 1).toordinal(), date(end, last, monthrange(end, last)[1]).toordinal()
