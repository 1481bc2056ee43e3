"""How much each term of an item says, by what the window has taught."""

from __future__ import annotations

import math
from array import array

from .settings import Settings
from .terms import NUMBER, Counted

Vector = tuple[tuple[str, ...], "array[float]"]
"""Terms, the strongest first, and their weights, whose squares add up to 1."""


class Window:
    """In how many live items each term is, and in how many of them in lower case."""

    def __init__(self, settings: Settings) -> None:
        self.items = 0
        self._settings = settings
        self._with: dict[str, int] = {}
        self._small: dict[str, int] = {}

    def add(self, counted: Counted) -> None:
        """Learn from an item that has come."""
        self.items += 1
        for term, small in zip(counted.terms, counted.small, strict=True):
            self._with[term] = self._with.get(term, 0) + 1
            if small:
                self._small[term] = self._small.get(term, 0) + 1

    def remove(self, counted: Counted) -> None:
        """Forget an item that has left."""
        self.items -= 1
        for term, small in zip(counted.terms, counted.small, strict=True):
            _less(self._with, term)
            if small:
                _less(self._small, term)

    def vector(self, counted: Counted) -> Vector:
        """Return what the item says, by what is known now: TF-IDF of its strongest terms."""
        settings = self._settings
        all_items = math.log(settings.background + self.items)
        terms, seen_with, small = counted.terms, self._with, self._small
        names = {
            place
            for place in set(counted.heard_in)
            if place >= 0
            and small.get(terms[place], 0) <= settings.rarely_lower * seen_with.get(terms[place], 0)
        }
        strongest: list[tuple[float, str]] = []
        for place, (term, count, heard_in) in enumerate(
            zip(terms, counted.counts, counted.heard_in, strict=True)
        ):
            part, often = 1.0, count
            if heard_in >= 0:
                if heard_in not in names:
                    continue
                part = settings.sound
            elif place in names:
                often = count * settings.name
            elif term[0] == NUMBER and not counted.bare:
                often = count * settings.number
            rarity = all_items - math.log(max(1, seen_with.get(term, 1)))
            strongest.append((-part * (1 + math.log(max(1.0, often))) * rarity, term))
        strongest.sort()
        del strongest[settings.most_terms :]
        length = math.sqrt(sum(weight * weight for weight, _ in strongest)) or 1.0
        return (
            tuple(term for _, term in strongest),
            array("f", [-weight / length for weight, _ in strongest]),
        )


def _less(counts: dict[str, int], term: str) -> None:
    left = counts[term] - 1
    if left:
        counts[term] = left
    else:
        del counts[term]
