"""What can be wrong with a publication. Each finding says how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from standfirst.project.checks import buckets, engines, folders, identities, installed, settings
from standfirst.project.checks.finding import Finding
from standfirst.project.folder import Folder, FolderError, read_folder

__all__ = ["Finding", "examine"]

CHECKS: list[Callable[[Folder], Iterator[Finding]]] = [
    settings.secrets,
    settings.addresses,
    settings.time_zone,
    settings.clock,
    folders.permissions,
    folders.writable,
    folders.space,
    installed.versions,
    engines.mail,
    engines.database,
    identities.identity_key,
    buckets.bucket,
    engines.django_checks,
]
"""In the order in which they are made. The last ones need Django, which the settings must let start."""


def examine(path: Path) -> list[Finding]:
    """Return everything that is wrong with the publication in ``path``, as far as its settings let us look."""
    try:
        folder = read_folder(path)
    except FolderError as error:
        return [
            Finding("error", "settings", str(error), "Correct the file; every setting is explained in it.")
        ]
    return [finding for check in CHECKS for finding in _made(check, folder)]


def _made(check: Callable[[Folder], Iterator[Finding]], folder: Folder) -> list[Finding]:
    try:
        return list(check(folder))
    except Exception as error:  # noqa: BLE001 (a check that breaks is a finding, not the end of the others)
        return [
            Finding(
                "error",
                check.__name__.replace("_", " "),
                f"can't be checked: {type(error).__name__}: {error}",
                "Mend what the other findings say first, then check again.",
            )
        ]
