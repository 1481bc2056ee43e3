"""The words of a text as both engines get them: neither takes text apart by rules of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from standfirst.publication.languages import fold

WORD = re.compile(r"[^\W_]+")
"""Letters and digits of any script: so no word of a text or a query can be an operator of an engine."""
LONGEST = 200
"""Letters of a word that are told apart; a query isn't longer either."""
_VECTOR_BYTES = 900_000
"""PostgreSQL takes 1 MB in one vector: what goes beyond stays unfound there."""
_LAST_POSITION = 16_383
_WEIGHTS = "ABC"


def words(text: str) -> list[str]:
    """Return the folded words of ``text`` in order."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def tsvector(fields: Iterable[str]) -> str:
    """Return at most three texts, the weightiest first, as the text of a PostgreSQL ``tsvector``.

    Between two texts a position is left out, so that no phrase is found across them. Positions end at 16,383:
    later words are found, but in no phrase.
    """
    places: dict[str, list[str]] = {}
    position, size = 0, 0
    for weight, text in zip(_WEIGHTS, fields, strict=False):
        for word in words(text):
            position += 1
            size += 2 if word in places else len(word.encode()) + 8
            if size > _VECTOR_BYTES:
                break
            places.setdefault(word, []).append(f"{min(position, _LAST_POSITION)}{weight}")
        position += 1
    # Of one word an engine keeps 255 places.
    return " ".join(f"'{word}':{','.join(found[:255])}" for word, found in places.items())
