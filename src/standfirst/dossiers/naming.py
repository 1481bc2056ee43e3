"""Names that nobody has yet."""

from __future__ import annotations


def free(base: str, taken: set[str]) -> str:
    """Return ``base`` or, where it is taken, ``base-2``, ``base-3`` ...; it is taken from now on."""
    number, found = 2, base
    while found in taken:
        number, found = number + 1, f"{base}-{number}"
    taken.add(found)
    return found
