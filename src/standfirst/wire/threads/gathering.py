"""Threads as they grow: each item is put where it fits best as it comes, and the window is put in order anew at need."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .items import Item
from .likeness import Group, Index, summed
from .settings import SETTINGS, Settings
from .settling import settled
from .terms import Counted, counted
from .weights import Vector, Window

_BRIDGED = 3
"""With how many others of the threads that fit an item its own is compared: it may be what they have in common."""
_FIRST, _GROWN = 200, 1.5
"""From how many items on, and at what growth of the window, all items are weighed again by what it has taught."""


@dataclass(slots=True, eq=False)
class _Member:
    id: str
    counted: Counted
    vector: Vector
    published: datetime | None
    thread: int


class Threads:
    """The threads of the items that are within the window.

    ``add`` answers at once with the number of the item's thread; later items can join two threads into one, and
    ``settle`` puts every live item where it belongs regardless of the order they came in. Items that leave the window
    are told once by ``left``, threads that became part of others by ``joined``: nothing else is kept of them.
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self.settings = settings
        self.now: datetime | None = None
        """The latest date of an item so far; what is a window older has left."""
        self._window = Window(settings)
        self._index = Index(settings)
        self._members: dict[int, deque[_Member]] = {}
        self._order: deque[_Member] = deque()
        self._next = 0
        self._weighed_at = 0
        self._left: deque[tuple[str, int]] = deque()
        self._joined: deque[tuple[int, int]] = deque()

    def __len__(self) -> int:
        return len(self._order)

    def add(self, item: Item) -> int:
        """Put an item into the thread it fits best, or into a new one, and return the thread's number.

        An item without a date counts as of now.
        """
        known = counted(item, self.settings)
        when = item.published or self.now
        if when is not None and (self.now is None or when > self.now):
            self.now = when
        self._let_go()
        self._window.add(known)
        if self._window.items > max(_FIRST, self._weighed_at * _GROWN):
            self._weigh()
            self._index_anew()
        member = _Member(item.id, known, self._window.vector(known), when, -1)
        group, vector = _alone(member, self.settings), summed([member.vector])
        fitting = self._index.alike(group, vector)
        if fitting:
            member.thread = self._grow(fitting[0][1], group, vector)
        else:
            member.thread = self._open(group, vector)
        self._members.setdefault(member.thread, deque()).append(member)
        self._order.append(member)
        for _, other in fitting[1 : 1 + _BRIDGED]:
            member.thread = self._bridge(member.thread, other)
        return member.thread

    def restore(self, items: Iterable[tuple[Item, int]]) -> None:
        """Take back items, in order of arrival, in the threads they were in: nothing is compared. Before the first ``add``."""
        for item, number in items:
            known = counted(item, self.settings)
            when = item.published or self.now
            if when is not None and (self.now is None or when > self.now):
                self.now = when
            self._window.add(known)
            self._order.append(_Member(item.id, known, self._window.vector(known), when, number))
            self._next = max(self._next, number + 1)
        self._weigh()
        self._index_anew()

    def move(self, ids: Collection[str], number: int | None = None) -> int:
        """Put items into one thread, as an editor says: a new one where ``number`` is None. Return its number."""
        if number is None:
            number = self._next
            self._next += 1
        moved = [member for member in self._order if member.id in ids and member.thread != number]
        for member in moved:
            member.thread = number
        if moved:
            self._index_anew()
        return number

    def settle(self, tell: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Put the live items together again from nothing. A thread keeps the number that most of its items had.

        Takes about 3 ms an item; of more than ``settings.most_settled`` the last to have come are settled.
        """
        self._weigh()
        members = sorted(list(self._order)[-self.settings.most_settled :], key=lambda member: member.id)
        groups = settled(
            [_alone(member, self.settings) for member in members],
            [member.vector for member in members],
            self.settings,
            tell,
        )
        groups.sort(key=lambda group: (-len(group), min(members[place].id for place in group)))
        taken: set[int] = set()
        for group in groups:
            before = Counter(members[place].thread for place in group)
            number = next((each for each, _ in before.most_common() if each not in taken), None)
            if number is None:
                number = self._next
                self._next += 1
            taken.add(number)
            for place in group:
                members[place].thread = number
        self._index_anew()

    def live(self) -> Iterator[tuple[str, int]]:
        """Yield each live item's id with the number of its thread, in order of arrival."""
        for member in self._order:
            yield member.id, member.thread

    def left(self) -> Iterator[tuple[str, int]]:
        """Yield, once, each item that has left the window, with its thread's number at that time."""
        while self._left:
            yield self._left.popleft()

    def joined(self) -> Iterator[tuple[int, int]]:
        """Yield, once, each thread that has become part of another: its number, and the other's."""
        while self._joined:
            yield self._joined.popleft()

    def _open(self, group: Group, vector: dict[str, float]) -> int:
        number = self._next
        self._next += 1
        self._index.add(number, group, vector)
        return number

    def _grow(self, number: int, group: Group, vector: dict[str, float]) -> int:
        whole = self._index.groups[number]
        whole.take(group, self._index.common(vector, number))
        self._index.add(number, whole, vector)
        return number

    def _bridge(self, one: int, other: int) -> int:
        """Join two threads where an item has brought them together; return the number of the item's thread."""
        if len(self._members[one]) < len(self._members[other]):
            fewer, more = one, other
        else:
            fewer, more = other, one
        vector = summed(member.vector for member in self._members[fewer])
        group, whole = self._index.groups[fewer], self._index.groups[more]
        if self._index.more_alike(group, vector, more) <= 0:
            return one
        whole.take(group, self._index.common(vector, more))
        self._index.remove(fewer, vector)
        self._index.add(more, whole, vector)
        for member in self._members[fewer]:
            member.thread = more
        self._members[more].extend(self._members.pop(fewer))
        self._joined.append((fewer, more))
        return more

    def _let_go(self) -> None:
        while self._order and (self._is_old(self._order[0]) or len(self._order) >= self.settings.most_live):
            member = self._order.popleft()
            self._left.append((member.id, member.thread))
            self._window.remove(member.counted)
            self._shrink(member)

    def _is_old(self, member: _Member) -> bool:
        if member.published is None or self.now is None:
            return False
        return self.now - member.published > self.settings.window

    def _shrink(self, member: _Member) -> None:
        group, vector = _alone(member, self.settings), summed([member.vector])
        self._index.take_away(member.thread, group, vector)
        members = self._members[member.thread]
        members.remove(member)
        if not members:
            del self._members[member.thread]

    def _weigh(self) -> None:
        for member in self._order:
            member.vector = self._window.vector(member.counted)
        self._weighed_at = self._window.items

    def _index_anew(self) -> None:
        self._index = Index(self.settings)
        self._members = {}
        for member in self._order:
            self._members.setdefault(member.thread, deque()).append(member)
        for number, members in self._members.items():
            vector = summed(member.vector for member in members)
            whole = _alone(members[0], self.settings)
            for member in list(members)[1:]:
                whole.take(_alone(member, self.settings), 0.0)
            whole.square = sum(weight * weight for weight in vector.values())
            self._index.add(number, whole, vector)


def _alone(member: _Member, settings: Settings) -> Group:
    counted = member.counted
    mass = len(counted.terms) ** settings.length
    return Group({counted.language: mass}, 1, int(counted.bare), 1.0, member.published, member.published)
