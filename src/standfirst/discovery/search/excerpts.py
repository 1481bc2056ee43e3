"""Hits, marked in the text as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standfirst.discovery.search.query import Term
from standfirst.publication.languages import fold_with_map

Run = tuple[str, bool]
"""A piece of text, and whether it is a hit."""


def hits(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the places of all terms in ``text`` (offsets in code points of the unfolded text), in order."""
    folded, offsets = fold_with_map(text)
    ends = [*offsets[1:], len(text)]
    found: list[tuple[int, int]] = []
    for term in terms:
        words = r"[\W_]+".join(map(re.escape, term.words))
        pattern = rf"(?<![^\W_]){words}" + (r"[^\W_]*" if term.prefix else r"(?![^\W_])")
        for match in re.finditer(pattern, folded):
            found.append((offsets[match.start()], _end(match.end(), ends, text)))
    return _merged(sorted(found))


def _end(folded_end: int, ends: list[int], text: str) -> int:
    return ends[folded_end - 1] if folded_end <= len(ends) else len(text)


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str, terms: Sequence[Term]) -> list[Run]:
    """Return the whole of ``text`` as runs."""
    runs: list[Run] = []
    position = 0
    for start, end in hits(text, terms):
        if start > position:
            runs.append((text[position:start], False))
        runs.append((text[start:end], True))
        position = end
    if position < len(text):
        runs.append((text[position:], False))
    return runs


def _first_hit(text: str, terms: Sequence[Term]) -> int:
    # Only as much is folded as it takes: a long text is looked through piece by piece, the first one small.
    begin, step = 0, 800
    while begin < len(text):
        if places := hits(text[begin : begin + step + 200], terms):
            return begin + places[0][0]
        begin, step = begin + step, 4000
    return 0


def excerpt(text: str, terms: Sequence[Term], *, width: int = 240) -> list[Run]:
    """Return about ``width`` characters around the first hit, cut at spaces; the beginning where nothing is hit."""
    at = _first_hit(text, terms)
    start = 0 if at < width // 3 else text.rfind(" ", 0, at - width // 4) + 1
    stop = len(text) if start + width >= len(text) else max(text.rfind(" ", start, start + width), at + 1)
    runs = marked(text[start:stop].replace("\n", " "), terms)
    return [*([("… ", False)] if start else []), *runs, *([(" …", False)] if stop < len(text) else [])]
