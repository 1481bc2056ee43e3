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
from .terms import SOUND
from .weights import Vector

_STRONGEST = 200
"""Terms of a group that are compared; those of a single item are fewer."""
_LOOKED_AT = 3_000
_COMPARED = 16
"""Sums looked at to find the groups most likely to be alike, and how many of them are compared in full."""
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
        strongest = sorted(vector, key=vector.__getitem__, reverse=True)[:_STRONGEST]
        common, looked_at = self._first_look(vector, strongest)
        common.pop(but, None)
        groups, sums_by_term = self.groups, self._sums
        chosen = list(common)
        if len(chosen) > _COMPARED:
            means = [(common[number] / groups[number].size, number) for number in chosen]
            chosen = [number for _, number in heapq.nlargest(_COMPARED, means)]
        for term in strongest[looked_at:]:
            sums = sums_by_term.get(term)
            if sums is not None:
                weight = vector[term]
                for number in chosen:
                    if number in sums:
                        common[number] += weight * sums[number]
        found = []
        for number in chosen:
            more = self._more(group, groups[number], common[number])
            if more > 0 and self._rests_on_more(group, vector, number, strongest):
                found.append((more, number))
        found.sort(key=lambda each: (-each[0], each[1]))
        return found

    def more_alike(self, group: Group, vector: Mapping[str, float], number: int) -> float:
        """Return how much more alike two groups are than they must be; less than 0 where they are too different."""
        if not self._rests_on_more(group, vector, number, vector):
            return -1.0
        return self._more(group, self.groups[number], self.common(vector, number))

    def _rests_on_more(
        self, group: Group, vector: Mapping[str, float], number: int, terms: Iterable[str]
    ) -> bool:
        """Whether two groups are alike by more than one word: a name or a number alone is in many happenings."""
        other = self.groups[number]
        one_language = not group.masses.keys().isdisjoint(other.masses.keys())
        rest = strongest = 0.0
        for term in terms:
            sums = self._sums.get(term)
            if sums is None or number not in sums or (one_language and term[0] == SOUND):
                continue
            common = vector[term] * sums[number]
            rest += common
            strongest = max(strongest, common)
        needed = self.settings.alone * self.needed(group, other)
        return (rest - strongest) / (group.size * other.size) >= needed

    def _more(self, one: Group, other: Group, common: float) -> float:
        if not self._in_time(one, other):
            return -1.0
        return common / (one.size * other.size) - self.needed(one, other)

    def common(self, vector: Mapping[str, float], number: int) -> float:
        """Return the product of a sum of vectors with that of a group."""
        product = 0.0
        sums_by_term = self._sums
        for term, weight in vector.items():
            sums = sums_by_term.get(term)
            if sums is not None and number in sums:
                product += weight * sums[number]
        return product

    def _first_look(self, vector: Mapping[str, float], strongest: list[str]) -> tuple[dict[int, float], int]:
        """Return what each group has in common with the vector by its strongest terms, and how many those were."""
        common: dict[int, float] = {}
        looked_at = 0
        for place, term in enumerate(strongest):
            sums = self._sums.get(term)
            if sums is None:
                continue
            if looked_at + len(sums) > _LOOKED_AT and common:
                return common, place
            looked_at += len(sums)
            weight = vector[term]
            for number, sum_ in sums.items():
                if number in common:
                    common[number] += weight * sum_
                else:
                    common[number] = weight * sum_
        return common, len(strongest)

    def needed(self, one: Group, other: Group) -> float:
        """Return how alike the pairs of two groups must be on average."""
        total = 0.0
        for language, mass in one.masses.items():
            for language_there, mass_there in other.masses.items():
                needed = mass * mass_there
                total += needed if language == language_there else needed * self.settings.across
        least = self.settings.alike * total / (one.size * other.size)
        # What holds a group together says nothing of how alike reports in two languages are.
        within = sum(mass * other.masses.get(language, 0.0) for language, mass in one.masses.items())
        comparable = within / (sum(one.masses.values()) * sum(other.masses.values()) or 1.0)
        comparable *= (1 - one.bare / one.size) * (1 - other.bare / other.size)
        return max(least, self.settings.apart * comparable * min(one.inner(), other.inner()))

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
