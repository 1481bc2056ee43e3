"""Durations (ISO 8601) by calendar arithmetic: months first, then days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>[0-9]{1,4})Y)?(?:(?P<months>[0-9]{1,5})M)?(?:(?P<weeks>[0-9]{1,6})W)?"
    r"(?:(?P<days>[0-9]{1,7})D)?(?:T(?P<hours>[0-9]{1,7})H)?"
)


class NotDuration(ValueError):
    """The text is no duration that comes to whole days."""


class AmbiguousMonthEnd(ValueError):
    """The arithmetic meets a month without that day."""


@dataclass(frozen=True, slots=True)
class Duration:
    """So many months, then so many days; `text` is as written."""

    text: str
    months: int = field(compare=False)
    days: int = field(compare=False)


def parse_duration(text: str) -> Duration:
    """Read `P5Y`, `P1Y6M`, `P2W`, `P90D`, `PT48H`; raises NotDuration."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise NotDuration("expected an ISO 8601 duration such as P5Y, P18M or P90D")
    years, months, weeks, days, hours = (int(part or 0) for part in match.groups())
    if hours % 24:
        raise NotDuration("expected a duration of whole days")
    found = Duration(text, years * 12 + months, weeks * 7 + days + hours // 24)
    if not found.months and not found.days:
        raise NotDuration("expected a duration longer than nothing")
    return found


def add(start: date, duration: Duration, *, clamp: bool = True) -> date:
    """`start` and the duration; past the year 9999 it is the last day of that year.

    A month without that day is clamped to its end, or raises AmbiguousMonthEnd where `clamp` is False.
    """
    count = start.year * 12 + start.month - 1 + duration.months
    year, month = count // 12, count % 12 + 1
    if year > 9999:
        return date.max
    length = monthrange(year, month)[1]
    if start.day > length and not clamp:
        raise AmbiguousMonthEnd(f"{year:04}-{month:02} has no day {start.day}")
    ordinal = date(year, month, min(start.day, length)).toordinal() + duration.days
    return date.fromordinal(min(ordinal, date.max.toordinal()))


def months_and_days(start: date, end: date) -> tuple[int, int]:
    """Whole months and days from `start` to a later `end`, month-ends clamped."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add(start, Duration("", months, 0)) > end:
        months -= 1
    return months, (end - add(start, Duration("", months, 0))).days
