"""What a reader typed, understood: folded words, phrases in quotation marks, and beginnings of words (``baki*``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standfirst.discovery.search.words import words

MAX_CHARACTERS = 200
MAX_TERMS = 12
_PIECE = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True)
class Term:
    """One word or phrase to be found, folded."""

    words: tuple[str, ...]
    prefix: bool = False
    """The last word may go on."""


def parse(text: str) -> tuple[Term, ...]:
    """Return the terms of ``text``, all of which must be found. Longer texts are cut; nothing is an error."""
    terms: list[Term] = []
    for phrase, piece in _PIECE.findall(text[:MAX_CHARACTERS]):
        found = tuple(words(phrase or piece))
        if not found:
            continue
        prefix = piece.endswith("*")
        # A word with a hyphen or an apostrophe in it is a phrase of its parts, as the index splits it.
        terms.append(Term(found, prefix))
    return tuple(terms[:MAX_TERMS])
