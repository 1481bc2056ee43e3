"""Where outlets disagree on numbers: each number with who printed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standfirst.publication.languages import lower, primary

from .items import Item
from .words import common_words, guessed_language, number, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%.!?;\n]")
_YEARS = range(1900, 2101)
_LEAD = 600
"""Characters of a text that are read: what is counted is said at its head, history follows."""
_REACH = 2
_END = frozenset(".!?;\n")


@dataclass(frozen=True)
class Figure:
    """One number as an item has it: ``of`` is the stem of the word it counts, in the item's language."""

    item: str
    outlet: str
    language: str
    of: str
    value: float
    printed: str
    """The number and the word as printed."""


@dataclass(frozen=True)
class Disagreement:
    """Different numbers of one thing, the smallest first; the values of one item count together."""

    of: str
    language: str
    figures: tuple[Figure, ...]


def figures(item: Item) -> Iterator[Figure]:
    """Yield the numbers of an item's title and head, each with the word it counts. Years are left out.

    The word is the first telling one within two words after the number (``14 people hurt`` counts people).
    """
    language = primary(item.language) if item.language else guessed_language(item.title, item.text)
    silent = common_words(language) - {"people", "percent"}
    tokens = _TOKEN.findall(f"{item.title}\n{item.text[:_LEAD]}")
    for place, token in enumerate(tokens):
        if not token[0].isdigit():
            continue
        value = _value(token)
        if value is None or (value in _YEARS and value == int(value) and len(token) == 4):
            continue
        for word in tokens[place + 1 : place + 1 + _REACH]:
            if word in _END or word[0].isdigit():
                break
            key = lower(word, language)
            if word == "%" or (key not in silent and len(key) > 2):
                of = word if word == "%" else stem(key, language)
                yield Figure(item.id, item.outlet or item.id, language, of, value, f"{token} {word}")
                break


def disagreements(items: Sequence[Item]) -> list[Disagreement]:
    """Return what is counted differently by different outlets of a thread, what most outlets count first.

    Within one language only: what is counted is told by its word. An outlet that says two numbers of one thing
    (12 of the 40 hurt) doesn't disagree with one that says one of the two.
    """
    by_thing: dict[tuple[str, str], dict[str, dict[float, Figure]]] = {}
    for item in items:
        for figure in figures(item):
            of_outlet = by_thing.setdefault((figure.of, figure.language), {}).setdefault(figure.outlet, {})
            of_outlet.setdefault(figure.value, figure)
    found = []
    for (of, language), by_outlet in by_thing.items():
        sets = [set(values) for values in by_outlet.values()]
        if any(not one & other for one in sets for other in sets):
            rows = [figure for values in by_outlet.values() for figure in values.values()]
            rows.sort(key=lambda row: (row.value, row.outlet))
            found.append((len(by_outlet), Disagreement(of, language, tuple(rows))))
    found.sort(key=lambda each: (-each[0], each[1].of))
    return [disagreement for _, disagreement in found]


def _value(token: str) -> float | None:
    try:
        return float(number(token))
    except ValueError:
        return None
