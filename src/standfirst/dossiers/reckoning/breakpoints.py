"""The days on which an answer changes, when each day is assessed as it was known on that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .assessing import Assessment, Assessor
from .dates import OPEN_END, OPEN_START, day_of

_EXTENSIONS = 12
"""Scheduled ends looked at after the last day on which anything is on record."""


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """From `day` on, until the next one, the answers are `rows`."""

    day: date
    rows: tuple[Assessment, ...]


def breakpoints(assessor: Assessor) -> tuple[Breakpoint, ...]:
    """Every day on which a row of `assess` differs from the day before, with the rows of that day.

    A record of the future counts too: what is scheduled is a change that will come. Of endless automatic extensions the
    first dozen are listed.
    """
    found: list[Breakpoint] = []
    waiting = sorted(_candidates(assessor), reverse=True)
    extensions = 0
    while waiting:
        ordinal = waiting.pop()
        while waiting and waiting[-1] == ordinal:
            waiting.pop()
        day = day_of(ordinal)
        if day is None:
            continue
        rows = tuple(assessor.assess(day, day))
        if (not found and rows) or (found and found[-1].rows != rows):
            found.append(Breakpoint(day, rows))
        if not waiting and extensions < _EXTENSIONS:
            later = [
                row.scheduled_end
                for row in rows
                if row.scheduled_end is not None and row.scheduled_end >= day
            ]
            waiting = [end.toordinal() + 1 for end in later if end != date.max][:1]
            extensions += 1
    return tuple(found)


def rows_on(points: Iterable[Breakpoint], day: date) -> tuple[Breakpoint | None, Breakpoint | None]:
    """The breakpoint whose rows hold on `day`, and the next one."""
    before: Breakpoint | None = None
    for point in points:
        if point.day > day:
            return before, point
        before = point
    return before, None


def _candidates(assessor: Assessor) -> set[int]:
    """Every day that a rule compares with: on no other can an answer change, but for extensions of a term."""
    days = assessor.days()
    days |= _ends(assessor, days)
    return {day for day in days if OPEN_START < day < OPEN_END}


def _ends(assessor: Assessor, days: set[int]) -> set[int]:
    """The days after scheduled ends that were reached before the last day on record."""
    found: set[int] = set()
    ordered = sorted(day for day in days if OPEN_START < day < OPEN_END)
    for place, ordinal in enumerate(ordered):
        until = ordered[place + 1] if place + 1 < len(ordered) else ordinal
        pending = [ordinal]
        while pending:
            day = day_of(pending.pop())
            if day is None:
                continue
            number = day.toordinal()
            for course in assessor.courses.on(number, number).values():
                after = course.scheduled + 1 if course.scheduled is not None else 0
                if number < after < until and after not in found:
                    found.add(after)
                    pending.append(after)
    return found
