"""Which saved watches an item is for. Without Django; watches are made ready once, and items pass by.

A line of words fits where each of its words begins a word of the title or the text: ``ferr`` and ``Bakı`` find
``ferries`` and ``Bakıda``. Words are compared folded, so that spelling by keyboard doesn't matter. There are no patterns:
whatever isn't a letter or a digit only separates words. An item costs its own words times the lengths there are of
watched words, and then only the watches one of whose words it has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from standfirst.publication.languages import fold, primary

MOST_LINES, LONGEST_LINE, MOST_IN_A_LINE, SHORTEST = 50, 100, 8, 2
LONGEST_WORD = 30
"""Longer ones are compared by their beginning."""
READ = 20_000
"""Characters of an item's text that are looked at."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Criteria:
    """What a watch waits for. Empty: anything; of ``words`` and ``places`` one line each must fit."""

    words: tuple[frozenset[str], ...] = ()
    places: tuple[frozenset[str], ...] = ()
    outlets: frozenset[int] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looked:
    """An item as watches look at it."""

    title: str
    text: str
    language: str
    outlet: int


def line_words(line: str) -> frozenset[str]:
    """Return the words of a line, folded; those too short to say anything are left out."""
    found = (word[:LONGEST_WORD] for word in _WORD.findall(fold(line[:LONGEST_LINE])))
    return frozenset([word for word in found if len(word) >= SHORTEST][:MOST_IN_A_LINE])


def lines(texts: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Return lines as they are compared; a line without a word is none."""
    return tuple(filter(None, (line_words(text) for text in list(texts)[:MOST_LINES])))


class Watches:
    """Watches made ready: ask each item that comes which ones it is for."""

    def __init__(self, watches: Mapping[int, Criteria]) -> None:
        self._watches = dict(watches)
        self._words = {
            word for each in watches.values() for line in (*each.words, *each.places) for word in line
        }
        self._lengths = sorted({len(word) for word in self._words})
        self._first = {word[:SHORTEST] for word in self._words}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._wordless: list[int] = []
        for number, each in watches.items():
            for line in each.words or each.places:
                self._by_word[min(line, key=lambda word: (-len(word), word))].append(number)
            if not (each.words or each.places):
                self._wordless.append(number)

    def __len__(self) -> int:
        return len(self._watches)

    def of(self, item: Looked) -> list[int]:
        """Return the numbers of the watches that an item is for."""
        found = self._found(item) if self._words else frozenset()
        near = {number for word in found for number in self._by_word.get(word, ())}
        return [
            number
            for number in sorted(near.union(self._wordless))
            if _fits(self._watches[number], item, found)
        ]

    def _found(self, item: Looked) -> frozenset[str]:
        tokens = set(_WORD.findall(fold(f"{item.title[:READ]}\n{item.text[:READ]}")))
        return frozenset(
            token[:length]
            for token in tokens
            if token[:SHORTEST] in self._first
            for length in self._lengths
            if length <= len(token) and token[:length] in self._words
        )


def _fits(criteria: Criteria, item: Looked, found: frozenset[str]) -> bool:
    return (
        (not criteria.outlets or item.outlet in criteria.outlets)
        and (not criteria.languages or bool({item.language, primary(item.language)} & criteria.languages))
        and (not criteria.words or any(line <= found for line in criteria.words))
        and (not criteria.places or any(line <= found for line in criteria.places))
    )
