"""How much each term of an item says, by what the window has taught."""

from __future__ import annotations

import math
from array import array

from .settings import Settings
from .terms import NUMBER, Counted

Vector = tuple[tuple[str, ...], "array[float]"]
"""Terms, and their weights in the same order; the squares of the weights add up to 1."""


class Window:
    """In how many live items each term is, and in how many of them in lower case."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.items = 0
        self.seen = 0
        self._with: dict[str, int] = {}
        self._small: dict[str, int] = {}

    def add(self, counted: Counted) -> None:
        """Learn from an item that has come."""
        self.items += 1
        self.seen += 1
        for term in counted.terms:
            self._with[term] = self._with.get(term, 0) + 1
        for stem in counted.small:
            self._small[stem] = self._small.get(stem, 0) + 1

    def remove(self, counted: Counted) -> None:
        """Forget an item that has left."""
        self.items -= 1
        for counts, terms in ((self._with, counted.terms), (self._small, counted.small)):
            for term in terms:
                left = counts.get(term, 0) - 1
                if left > 0:
                    counts[term] = left
                else:
                    counts.pop(term, None)

    def vector(self, counted: Counted) -> Vector:
        """Return what the item says by what is known now: its strongest terms."""
        settings = self.settings
        documents = math.log(settings.background + self.items)
        names = {stem for stem in counted.sounds.values() if self._is_name(stem)}
        strongest: list[tuple[float, str]] = []
        for term, count in counted.terms.items():
            part = 1.0
            heard_in = counted.sounds.get(term)
            if heard_in is not None:
                if heard_in not in names:
                    continue
                part = settings.sound
            elif term in names:
                count *= settings.name
            elif term[0] == NUMBER and not counted.bare:
                count *= settings.number
            rarity = documents - math.log(max(1, self._with.get(term, 1)))
            strongest.append((part * (1 + math.log(max(1.0, count))) * rarity, term))
        strongest.sort(key=lambda each: (-each[0], each[1]))
        del strongest[self.settings.most_terms :]
        length = math.sqrt(sum(weight * weight for weight, _ in strongest)) or 1.0
        return (
            tuple(term for _, term in strongest),
            array("f", [weight / length for weight, _ in strongest]),
        )

    def _is_name(self, stem: str) -> bool:
        return self._small.get(stem, 0) <= self.settings.rarely_lower * self._with.get(stem, 0)
