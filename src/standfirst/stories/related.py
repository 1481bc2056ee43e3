"""“You might also like”: how alike two stories are, from the two alone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = 6
NEIGHBOURS = 200
"""A pair is compared where one is among the newest 200 before the other, in a topic and language of both."""
WINDOW = timedelta(days=365)
HALF_YEAR = timedelta(days=182)


@dataclass(frozen=True)
class Traits:
    """What of a story decides its company. All compared stories are in one language."""

    pk: int
    uid: str
    published_at: datetime
    topics: frozenset[int]


@dataclass(frozen=True)
class Place:
    """One place in a list."""

    score: float
    other: Traits

    @property
    def rank(self) -> tuple[float, float, str]:
        """Sorts best first: the score, then the newer story, then the uid."""
        return (-self.score, -self.other.published_at.timestamp(), self.other.uid)


def score(one: Traits, other: Traits) -> float:
    """Return how alike two stories are: shared topics (cosine, up to 1) and closeness in time (up to 0.5).

    Symmetric. 0 without a shared topic, or where they lie more than a year apart.
    """
    apart = abs(one.published_at - other.published_at)
    shared = len(one.topics & other.topics)
    if not shared or apart > WINDOW:
        return 0.0
    alike = shared / math.sqrt(len(one.topics) * len(other.topics))
    return round(alike + 0.5 / (1 + apart / HALF_YEAR), 9)


def best(story: Traits, candidates: Iterable[Traits]) -> list[Place]:
    """Return the best ``KEPT`` of ``candidates`` for ``story``, best first."""
    places = {
        other.pk: Place(value, other)
        for other in candidates
        if other.pk != story.pk and (value := score(story, other)) > 0
    }
    return sorted(places.values(), key=lambda place: place.rank)[:KEPT]
