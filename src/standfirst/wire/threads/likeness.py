"""How alike groups of items are, and which group is the most alike: average linkage over an index of terms.

The likeness of two groups is the mean, over all pairs of an item here and an item there, of the cosine of their
vectors less what that sort of pair must have. Sums of vectors hold all of it: no pair is ever looked at alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .settings import Settings
from .weights import Vector

_STRONGEST = 40
_LOOKED_AT = 6_000
_COMPARED = 24
_NOTHING = 1e-5


@dataclass(slots=True)
class Group:
    """Items taken together: how much they say, by language; how many they are, from when to when."""

    masses: dict[str, float] = field(default_factory=dict)
    size: int = 0
    bare: int = 0
    square: float = 1.0
    first: datetime | None = None
    last: datetime | None = None

    def take(self, other: Group, common: float) -> None:
        """Count the items of ``other`` as this group's too; ``common`` is the product of the two sums of vectors."""
        self.square += other.square + 2 * common
        for language, mass in other.masses.items():
            self.masses[language] = self.masses.get(language, 0.0) + mass
        self.size += other.size
        self.bare += other.bare
        starts = [each for each in (self.first, other.first) if each is not None]
        ends = [each for each in (self.last, other.last) if each is not None]
        self.first, self.last = min(starts, default=None), max(ends, default=None)


    def lose(self, other: Group, common: float) -> None:
        """Count the items of ``other`` no longer. The time from first to last stays as it was."""
        self.square += other.square - 2 * common
        for language, mass in other.masses.items():
            self.masses[language] = max(0.0, self.masses[language] - mass)
        self.size -= other.size
        self.bare -= other.bare

    def inner(self) -> float:
        """Return how alike the group's items are to each other, cautiously where they are few."""
        return (self.square - self.size) / (self.size * (self.size + 1))


class Index:
    """The sums of the groups' vectors, by term."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.groups: dict[int, Group] = {}
        self._sums: dict[str, dict[int, float]] = {}

    def add(self, number: int, group: Group, vector: Mapping[str, float]) -> None:
        """Add a group with the sum of its vectors."""
        self.groups[number] = group
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

    def take_away(self, number: int, group: Group, vector: Mapping[str, float]) -> None:
        """Take an item, itself a group, out of a group."""
        whole = self.groups[number]
        whole.lose(group, self.common(vector, number))
        if not whole.size:
            del self.groups[number]
        for term, weight in vector.items():
            sums = self._sums[term]
            sums[number] -= weight
            if not whole.size or sums[number] < _NOTHING:
                del sums[number]
                if not sums:
                    del self._sums[term]

    def alike(self, group: Group, vector: Mapping[str, float], but: int = -1) -> list[tuple[float, int]]:
        """Return the groups that are more alike to this one than they must be, the most alike first.

        ``vector`` is the sum of the group's vectors; the group ``but`` is left out.
        """
        found = []
        for number in self._candidates(vector, but):
            more = self.more_alike(group, vector, number)
            if more > 0:
                found.append((more, number))
        found.sort(key=lambda each: (-each[0], each[1]))
        return found

    def more_alike(self, group: Group, vector: Mapping[str, float], number: int) -> float:
        """Return how much more alike two groups are than they must be; less than 0 where they are too different."""
        other = self.groups[number]
        if not self._in_time(group, other):
            return -1.0
        return self.common(vector, number) / (group.size * other.size) - self.needed(group, other)

    def common(self, vector: Mapping[str, float], number: int) -> float:
        """Return the product of a sum of vectors with that of a group."""
        product = 0.0
        sums_by_term = self._sums
        for term, weight in vector.items():
            sums = sums_by_term.get(term)
            if sums is not None and number in sums:
                product += weight * sums[number]
        return product

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
        for language, mass in one.masses.items():
            for language_there, mass_there in other.masses.items():
                needed = mass * mass_there
                total += needed if language == language_there else needed * self.settings.across
        least = self.settings.alike * total / (one.size * other.size)
        whole = (1 - one.bare / one.size) * (1 - other.bare / other.size)
        return max(least, self.settings.apart * whole * min(one.inner(), other.inner()))

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
