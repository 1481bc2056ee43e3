"""How alike groups of items are, and which group is the most alike: average linkage over an index of terms.

The likeness of two groups is the mean, over all pairs of an item here and an item there, of the cosine of their
vectors less what that sort of pair must have. Sums of vectors hold all of it: no pair is ever looked at alone.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .settings import Settings
from .weights import Vector

Sort = tuple[str, bool]
"""What must be known of an item to say how alike another must be: its language, and whether it is a bare headline."""
_STRONGEST = 40
_LOOKED_AT = 6_000
_COMPARED = 24


@dataclass(slots=True)
class Group:
    """Items taken together: how many of each sort, and from when to when."""

    sorts: Counter[Sort] = field(default_factory=Counter)
    size: int = 0
    first: datetime | None = None
    last: datetime | None = None

    def take(self, other: Group) -> None:
        """Count the items of ``other`` as this group's too."""
        self.sorts.update(other.sorts)
        self.size += other.size
        starts = [each for each in (self.first, other.first) if each is not None]
        ends = [each for each in (self.last, other.last) if each is not None]
        self.first, self.last = min(starts, default=None), max(ends, default=None)


class Index:
    """The sums of the groups' vectors, by term."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.groups: dict[int, Group] = {}
        self._sums: dict[str, dict[int, float]] = {}
        self._needed: dict[tuple[Sort, Sort], float] = {}

    def add(self, number: int, group: Group, vector: Mapping[str, float]) -> None:
        """Add a group with the sum of its vectors, or more items to the one that has this number."""
        known = self.groups.get(number)
        if known is None:
            self.groups[number] = group
        else:
            known.take(group)
        for term, weight in vector.items():
            sums = self._sums.setdefault(term, {})
            sums[number] = sums.get(number, 0.0) + weight

    def remove(self, number: int, terms: Iterable[str]) -> None:
        """Remove a whole group; ``terms`` are those of its items."""
        del self.groups[number]
        for term in terms:
            sums = self._sums.get(term)
            if sums is not None and sums.pop(number, None) is not None and not sums:
                del self._sums[term]

    def alike(self, group: Group, vector: Mapping[str, float], but: int = -1) -> list[tuple[float, int]]:
        """Return the groups that are more alike to this one than they must be, the most alike first.

        ``vector`` is the sum of the group's vectors; the group ``but`` is left out.
        """
        found = []
        for number in self._candidates(vector, but):
            other = self.groups[number]
            if not self._in_time(group, other):
                continue
            common = 0.0
            sums_by_term = self._sums
            for term, weight in vector.items():
                sums = sums_by_term.get(term)
                if sums is not None and number in sums:
                    common += weight * sums[number]
            more = common / (group.size * other.size) - self.needed(group, other)
            if more > 0:
                found.append((more, number))
        found.sort(key=lambda each: (-each[0], each[1]))
        return found

    def _candidates(self, vector: Mapping[str, float], but: int) -> list[int]:
        strongest = heapq.nlargest(_STRONGEST, vector, key=vector.__getitem__)
        looked_at = 0
        partly: dict[int, float] = {}
        for term in strongest:
            sums = self._sums.get(term)
            if sums is None:
                continue
            looked_at += len(sums)
            if looked_at > _LOOKED_AT and partly:
                break
            weight = vector[term]
            for number, sum_ in sums.items():
                partly[number] = partly.get(number, 0.0) + weight * sum_
        partly.pop(but, None)
        groups = self.groups
        if len(partly) <= _COMPARED:
            return list(partly)
        return heapq.nlargest(_COMPARED, partly, key=lambda number: partly[number] / groups[number].size)

    def needed(self, one: Group, other: Group) -> float:
        """Return how alike the pairs of two groups must be on average."""
        total = 0.0
        for sort, count in one.sorts.items():
            for sort_there, count_there in other.sorts.items():
                pair = (sort, sort_there)
                needed = self._needed.get(pair)
                if needed is None:
                    needed = self._needed[pair] = self._of_pair(sort, sort_there)
                total += count * count_there * needed
        return total / (one.size * other.size)

    def _of_pair(self, one: Sort, other: Sort) -> float:
        settings = self.settings
        bare = one[1] + other[1]
        needed = (settings.texts, math.sqrt(settings.texts * settings.headlines), settings.headlines)[bare]
        return needed if one[0] == other[0] else needed * settings.across

    def _in_time(self, one: Group, other: Group) -> bool:
        if one.first is None or one.last is None or other.first is None or other.last is None:
            return True
        window = self.settings.window
        return one.first - window <= other.last and other.first - window <= one.last


def summed(vectors: Iterable[Vector]) -> dict[str, float]:
    """Return the sum of vectors."""
    total: dict[str, float] = {}
    for terms, weights in vectors:
        for term, weight in zip(terms, weights, strict=True):
            total[term] = total.get(term, 0.0) + weight
    return total
