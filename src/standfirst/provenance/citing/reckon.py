"""What the printed dates of one item mean: missing months and years, and days that do not exist."""

import datetime
from calendar import monthrange

from .dates import Printed
from .item import AMBIGUOUS, IMPOSSIBLE, LATER, NO_DATE, NOT_UNDERSTOOD, YEAR_ONLY

_LEAP_CYCLE = 8  # years within which a 29 February comes back, also across 1900 or 2100


def reckon(dates: list[Printed], story: datetime.date) -> list[tuple[str | None, bool, list[str]]]:
    """For each date of an item, left to right: EDTF or None, whether its year is inferred, flags."""
    full = _with_months(dates)
    years = _years_to_the_right(full)
    return [_one(date, year, story) for date, year in zip(full, years, strict=True)]


def _with_months(dates: list[Printed]) -> list[Printed]:
    """A bare day takes the month of the nearest date to its right if that is written day first, else to
    its left."""
    right: list[Printed | None] = []
    neighbour = None
    for date in reversed(dates):
        right.append(neighbour)
        neighbour = date if date.month is not None else neighbour
    right.reverse()
    found: list[Printed] = []
    left: Printed | None = None
    for date, after in zip(dates, right, strict=True):
        if date.day is not None and date.month is None:
            day_first = after is not None and after.day is not None and not after.month_first
            source = after if left is None or (day_first and not left.month_first) else left
            month = source.month if source else None
            found.append(Printed(date.year, month, date.day, date.last_day))
        else:
            found.append(date)
            left = date if date.month is not None else left
    return found


def _years_to_the_right(dates: list[Printed]) -> list[int | None]:
    years: list[int | None] = []
    year: int | None = None
    for date in reversed(dates):
        years.append(year)
        year = date.year or date.last_year or year
    years.reverse()
    return years


def _one(date: Printed, year_right: int | None, story: datetime.date) -> tuple[str | None, bool, list[str]]:
    if date.none:
        return None, False, [NO_DATE]
    if date.ambiguous:
        return None, False, [AMBIGUOUS]
    if date.until:
        return _range(date, date.until, year_right, story)
    if date.month is None:
        return (
            (f"{date.year:04}", False, [YEAR_ONLY]) if date.day is None else (None, False, [NOT_UNDERSTOOD])
        )
    year = date.year or year_right
    if date.two_digit_year and year and year > story.year:
        year -= 100
    if year is None:
        year = _latest(date.month, date.day, story)
    if (
        year is None
        or not _exists(year, date.month, date.day)
        or not _exists(year, date.month, date.last_day)
    ):
        return None, False, [IMPOSSIBLE]
    if date.last_day is not None and date.last_day <= (date.day or 0):
        return None, False, [IMPOSSIBLE]
    edtf = _edtf(year, date.month, date.day)
    if date.last_day is not None:
        edtf += f"/{_edtf(year, date.month, date.last_day)}"
    later = datetime.date(year, date.month, date.day or 1) > story
    return edtf, date.year is None, [LATER] if later else []


def _range(
    first: Printed, last: Printed, year_right: int | None, story: datetime.date
) -> tuple[str | None, bool, list[str]]:
    """`December 30–January 2, 2024` begins in the year before."""
    if first.month is None:
        return None, False, [NOT_UNDERSTOOD]
    begin_month, end_month = first.month or 0, last.month or 0
    end = last.year or first.year or year_right or _latest(end_month, last.day, story)
    crosses = (begin_month, first.day or 0) > (end_month, last.day or 0)
    if end is None or (first.year and not last.year):
        end = (first.year or story.year) + crosses
    begin = first.year or end - crosses
    if not _exists(begin, begin_month, first.day) or not _exists(end, end_month, last.day):
        return None, False, [IMPOSSIBLE]
    if (begin, begin_month, first.day or 0) >= (end, end_month, last.day or 0):
        return None, False, [IMPOSSIBLE]
    edtf = f"{_edtf(begin, begin_month, first.day)}/{_edtf(end, end_month, last.day)}"
    later = datetime.date(begin, begin_month, first.day or 1) > story
    return edtf, last.year is None and first.year is None, [LATER] if later else []


def _edtf(year: int, month: int, day: int | None) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _exists(year: int, month: int, day: int | None) -> bool:
    return 1 <= month <= 12 and (day is None or 1 <= day <= 28 or 28 < day <= monthrange(year, month)[1])


def _latest(month: int, day: int | None, story: datetime.date) -> int | None:
    """The year of the latest such day, or month, that does not begin after the story's own date."""
    for year in range(story.year, max(0, story.year - _LEAP_CYCLE - 1), -1):
        if _exists(year, month, day) and datetime.date(year, month, day or 1) <= story:
            return year
    return None
