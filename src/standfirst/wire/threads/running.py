"""A whole stream of items put into threads, and the thread that each ended in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .gathering import Threads
from .items import Item
from .settings import SETTINGS, Settings


def gathered(
    items: Iterable[Item],
    settings: Settings = SETTINGS,
    tell: Callable[[int, int | None, str], None] = lambda done, total, what: None,
) -> dict[str, str]:
    """Return for each item, by its id and in order of arrival, the thread it ended in.

    A thread is named by the id of its first item. Ids must be unique. Items live at the end are settled; those that
    left the window earlier stay in the thread they were in then, or in what it became part of.
    """
    threads = Threads(settings)
    numbers: dict[str, int] = {}
    became: dict[int, int] = {}
    for done, item in enumerate(items, 1):
        numbers[item.id] = threads.add(item)
        numbers.update(threads.left())
        became.update(threads.joined())
        tell(done, None, "items")
    threads.settle(lambda done, total: tell(done, total, "items settled"))
    live = dict(threads.live())
    names: dict[int, str] = {}
    ended: dict[str, str] = {}
    for name, number in numbers.items():
        last = live[name] if name in live else _end(number, became)
        ended[name] = names.setdefault(last, name)
    return ended


def _end(number: int, became: dict[int, int]) -> int:
    while number in became:
        number = became[number]
    return number
