"""Who reported first, and who printed whose text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from standfirst.wire.copies import SAME_COPY, SAME_TEXT_EDITED, runs, share

from .items import Item

MOST_COMPARED = 500
_SHORTEST = 20
_LATEST = datetime.max.replace(tzinfo=UTC)


class Kind(StrEnum):
    """How close a text is to an earlier one."""

    EXACT = "exact"
    SAME_COPY = "same copy"
    EDITED = "same text, edited"


@dataclass(frozen=True)
class Copy:
    """An item whose text another outlet, or the same one, had earlier."""

    item: str
    of: str
    kind: Kind
    share: float
    """What part of their runs of three words both have, 0 to 1."""


def in_time(items: Sequence[Item]) -> list[Item]:
    """Return the items by date of publication; those without one come last, in the order given."""
    return sorted(items, key=lambda item: item.published or _LATEST)


def reported_first(items: Sequence[Item]) -> Item | None:
    """Return the item with the earliest date; None where none has one, for then nobody knows."""
    dated = [item for item in items if item.published is not None]
    return min(dated, key=lambda item: (item.published, item.id)) if dated else None


def copies(items: Sequence[Item]) -> list[Copy]:
    """Return each item of a thread whose text an earlier item had, with the earlier one it is closest to.

    A copy of a copy is traced to the first that had the text. Bare headlines are left out: two of the same words
    show nothing. At most the first 500 texts are compared.
    """
    earlier: list[tuple[Item, str, frozenset[int]]] = []
    first: dict[str, str] = {}
    found: list[Copy] = []
    for item in in_time(items):
        text = " ".join(item.text.split())
        known = runs(text)
        if len(known) < _SHORTEST:
            continue
        best, closest = 0.0, None
        for other, text_there, known_there in earlier:
            shared = 1.0 if text == text_there else share(known, known_there)
            if shared > best and first[other.id] == other.id:
                best, closest = shared, (other, text_there)
        if closest is not None and best >= SAME_TEXT_EDITED:
            other, text_there = closest
            kind = Kind.EXACT if text == text_there else Kind.SAME_COPY if best >= SAME_COPY else Kind.EDITED
            found.append(Copy(item.id, other.id, kind, round(best, 2)))
            first[item.id] = other.id
        else:
            first[item.id] = item.id
        if len(earlier) < MOST_COMPARED:
            earlier.append((item, text, known))
    return found
