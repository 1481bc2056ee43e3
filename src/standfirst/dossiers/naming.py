"""Names that nobody has yet."""

from __future__ import annotations

from collections.abc import Iterator

from standfirst.dossiers.reckoning import Dossier

SECTIONS = ("agents", "places", "sources", "agreements", "provisions", "claims", "events")
"""The parts of a dossier whose records have ids."""


def ids_of(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Yield the id of every record of a dossier, with its section."""
    for section in SECTIONS:
        for record in getattr(dossier, section):
            yield record.id, section


def numbered(stem: str, taken: set[str]) -> str:
    """Return ``stem-1``, ``stem-2`` ..., the first that is not taken."""
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def free(base: str, taken: set[str]) -> str:
    """Return ``base`` or, where it is taken, ``base-2``, ``base-3`` ...; it is taken from now on."""
    number, found = 2, base
    while found in taken:
        number, found = number + 1, f"{base}-{number}"
    taken.add(found)
    return found
