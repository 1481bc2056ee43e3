"""How like two texts are, and the marks by which the like are found among very many."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

from rapidfuzz import fuzz

from standfirst.publication.languages import fold, lower

NEAR = 75
"""Percent: what is less like isn't proposed."""
EXACT = 100
MARKS = 8
_WORD = re.compile(r"[^\W_]+")


def score(text: str, other: str, language: str) -> int:
    """Return how like two texts of one language are, in percent; 100 only where they are the same.

    The similarity is rapidfuzz's ``ratio``: twice the length of the longest common subsequence by the length of both.
    Capitals count as their small letters, in az and tr by those languages' own rule: then it is 99.
    """
    one, two = " ".join(text.split()), " ".join(other.split())
    if one == two:
        return EXACT
    like = fuzz.ratio(lower(one, language), lower(two, language), score_cutoff=NEAR)
    return min(int(like), EXACT - 1)


def marks(text: str) -> frozenset[int]:
    """Return up to eight numbers (31 bits) by which a text is found: like texts share some of them.

    They are the smallest hashes of its pairs of neighbouring words (a sketch as in Broder, "On the resemblance and
    containment of documents", 1997), folded; of a single word that word's.
    """
    words = _WORD.findall(fold(text))
    pairs = [f"{one} {two}" for one, two in pairwise(words)] or words
    return frozenset(sorted({_hash(pair) for pair in pairs})[:MARKS])


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest()) >> 1
