"""Putting items together again from nothing, so that the order they came in stops mattering.

Greedy average linkage: of all groups the two most alike become one, until no two are more alike than they must be.
Two groups' likeness to a third is never above the better of what the two had alone, so what was computed
before stays an upper bound and is computed again only when its turn comes (a lazy heap).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

from .likeness import Group, Index, summed
from .settings import Settings
from .weights import Vector


def settled(
    groups: Sequence[Group],
    vectors: Sequence[Vector],
    settings: Settings,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> list[list[int]]:
    """Return the positions of the items that belong together; ``groups`` holds one item each and is used up."""
    index = Index(settings)
    sums: dict[int, dict[str, float]] = {}
    members: dict[int, list[int]] = {}
    heap: list[tuple[float, int, int]] = []

    def enter(number: int, group: Group, vector: dict[str, float], items: list[int]) -> None:
        sums[number], members[number] = vector, items
        index.add(number, group, vector)

    def look(number: int) -> None:
        best = index.alike(index.groups[number], sums[number], number)
        if best:
            heapq.heappush(heap, (-best[0][0], number, best[0][1]))

    for number, group in enumerate(groups):
        enter(number, group, summed([vectors[number]]), [number])
    for number in range(len(groups)):
        look(number)
        tell(number, len(groups))
    new = len(groups)
    while heap:
        _, number, other = heapq.heappop(heap)
        if number not in members:
            continue
        if other not in members:
            look(number)
            continue
        group, group_there = index.groups[number], index.groups[other]
        vector, vector_there = sums.pop(number), sums.pop(other)
        common = index.common(vector, other)
        index.remove(number, vector)
        index.remove(other, vector_there)
        group.take(group_there, common)
        if len(vector) < len(vector_there):
            vector, vector_there = vector_there, vector
        for term, weight in vector_there.items():
            vector[term] = vector.get(term, 0.0) + weight
        enter(new, group, vector, members.pop(number) + members.pop(other))
        look(new)
        new += 1
    return list(members.values())
