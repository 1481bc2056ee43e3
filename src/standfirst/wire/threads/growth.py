"""How a thread grows, and who isn't in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .copying import in_time
from .items import Item


@dataclass(frozen=True)
class Day:
    """A day of a thread: items of that day, and items, outlets and languages so far."""

    day: date
    items: int
    items_so_far: int
    outlets_so_far: int
    languages_so_far: int


def growth(items: Sequence[Item]) -> list[Day]:
    """Return the days on which something was published (in UTC offsets as given), the first first."""
    outlets: set[str] = set()
    languages: set[str] = set()
    days: list[Day] = []
    so_far = 0
    for item in in_time(items):
        if item.published is None:
            continue
        so_far += 1
        outlets.update(filter(None, [item.outlet]))
        languages.update(filter(None, [item.language]))
        day = item.published.date()
        on_day = 1
        if days and days[-1].day == day:
            on_day += days.pop().items
        days.append(Day(day, on_day, so_far, len(outlets), len(languages)))
    return days


def missing(items: Iterable[Item], watched: Iterable[str]) -> list[str]:
    """Return the watched outlets that have no item in the thread, in the order given."""
    there = {item.outlet for item in items}
    return [outlet for outlet in dict.fromkeys(watched) if outlet not in there]
