"""Which paragraph of one text belongs to which of another, in order. Nothing crosses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from math import log

from rapidfuzz import fuzz

Pair = tuple[int | None, int | None]
"""Places in the two lists; None where one has nothing there."""

_GAP = 0.75
_LARGEST = 400_000
_NUMBER = re.compile(r"\d+")
_SAME_PARAGRAPH = 35
_SHORT = 20
"""Characters added to each: the shorter two paragraphs are, the less their lengths say."""


def align(originals: Sequence[str], ours: Sequence[str]) -> list[Pair]:
    """Pair the paragraphs of a text with those of its translation: by words that are the same, by numbers and by length.

    Length as in Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
    19(1), 1993: a translation is about as long as what it translates, measured by the whole of both texts.
    """
    lengths = (sum(map(len, ours)) + 1) / (sum(map(len, originals)) + 1)
    # Beyond this, one of the texts lacks something.
    expected = min(max(lengths, 0.8), 1.25)
    figures = [set(_NUMBER.findall(text)) for text in originals]
    our_figures = [set(_NUMBER.findall(text)) for text in ours]

    def cost(one: int, other: int) -> float:
        if originals[one] == ours[other]:
            return 0.0
        ratio = abs(log((len(ours[other]) + _SHORT) / ((len(originals[one]) + _SHORT) * expected)))
        both = figures[one] | our_figures[other]
        missing = 1 - len(figures[one] & our_figures[other]) / len(both) if both else 0.33
        return min(ratio, 1.4) * 0.8 + 0.6 * missing

    return _cheapest(len(originals), len(ours), cost)


def follow(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pair the paragraphs of an earlier text with those of a later one in the same language."""
    pairs: list[Pair] = []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, other, other_end in steps:
        if kind == "equal":
            pairs += zip(range(start, end), range(other, other_end), strict=True)
            continue
        old, new = before[start:end], after[other:other_end]
        within = _cheapest(len(old), len(new), lambda one, two, old=old, new=new: _unlike(old[one], new[two]))  # type: ignore[misc]
        pairs += [
            (None if one is None else one + start, None if two is None else two + other)
            for one, two in within
        ]
    return pairs


def _unlike(one: str, other: str) -> float:
    score = fuzz.ratio(one[:4000], other[:4000])
    return 2 * _GAP + 1 if score < _SAME_PARAGRAPH else 1 - score / 100


def _cheapest(count: int, other: int, cost: Callable[[int, int], float]) -> list[Pair]:
    """Return the pairs of least cost, by dynamic programming; of very long texts those in the same places."""
    if count * other > _LARGEST:
        both: list[Pair] = [
            (n if n < count else None, n if n < other else None) for n in range(max(count, other))
        ]
        return both
    best = [[0.0] * (other + 1) for _ in range(count + 1)]
    step = [[0] * (other + 1) for _ in range(count + 1)]
    for one in range(count + 1):
        for two in range(other + 1):
            options = []
            if one and two:
                options.append((best[one - 1][two - 1] + cost(one - 1, two - 1), 0))
            if one:
                options.append((best[one - 1][two] + _GAP, 1))
            if two:
                options.append((best[one][two - 1] + _GAP, 2))
            if options:
                best[one][two], step[one][two] = min(options)
    pairs: list[Pair] = []
    one, two = count, other
    while one or two:
        which = step[one][two]
        one, two = one - (which != 2), two - (which != 1)
        pairs.append((one if which != 2 else None, two if which != 1 else None))
    return pairs[::-1]
