"""What state a paragraph of a translation is in, and how it gets there."""

from __future__ import annotations

import hashlib
from enum import StrEnum


class State(StrEnum):
    """The state of one paragraph. Stale outranks the others while the original says something else than it did."""

    NEW = "new"
    MACHINE = "machine"
    EDITED = "edited"
    REVIEWED = "reviewed"
    STALE = "stale"


def digest(text: str) -> str:
    """Return the hash of a paragraph: SHA-256 of its words in UTF-8, white space made one space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def field_mark(text: str) -> str:
    """Return the hash of what a field holds: as ``digest``, but line breaks count."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def saved(before: State, *, changed: bool, reviewed: bool, empty: bool) -> State:
    """Return the state after a person has saved the paragraph; ``reviewed`` is their word that it is right.

    An empty paragraph is new, or left out on purpose where that was reviewed.
    """
    if reviewed:
        return State.REVIEWED
    if empty:
        return State.NEW
    if changed or before is State.REVIEWED:
        return State.EDITED
    return before


def shown(kept: State, rests_on: str, original: str | None) -> State:
    """Return the state as it is now: ``rests_on`` is the hash of what was translated, ``original`` of what stands there.

    None: the paragraph is gone from the original.
    """
    return State.STALE if kept is not State.NEW and rests_on and rests_on != original else kept
