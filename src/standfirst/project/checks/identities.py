"""The key that seals who sent a report from the field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from standfirst.project.backup import backed_up
from standfirst.project.checks.finding import Finding
from standfirst.project.folder import Folder

_LARGEST = 64 * 1024
"""Bytes: no copy of a key is larger."""


def identity_key(folder: Folder) -> Iterator[Finding]:
    """The key is there where something was sealed with it, is nobody else's to read, and in no backup."""
    path = folder.identity_key
    key = path.read_bytes().strip() if path.is_file() else b""
    if key:
        if path.stat().st_mode & 0o077:
            yield Finding("error", path.name, "others on this machine can read it", f"chmod 600 {path}")
        for name, file in backed_up(folder):
            if _holds(file, path, key):
                yield Finding(
                    "error",
                    path.name,
                    f"a backup would hold it: {name} is the key, or has it in it",
                    f"Take it out of {file}. Keep your copy of the key where no backup of this publication is.",
                )
    from standfirst.project.start import open_publication

    open_publication(folder.path)
    from standfirst.dossiers.identities import KeyMissing, unsealed
    from standfirst.dossiers.models import Report, Reporter

    for model in (Reporter, Report):
        sealed = model.objects.exclude(identity="").order_by("-pk").values_list("identity", flat=True).first()
        if sealed is None:
            continue
        try:
            unsealed(sealed)
        except KeyMissing:
            yield Finding(
                "error",
                path.name,
                "who sent reports can't be read: the key is "
                + ("another than the one they were sealed with" if key else "missing"),
                f"Put the copy that you kept at {path}. Without it those names are lost; the reports are not.",
            )
            return


def _holds(file: Path, path: Path, key: bytes) -> bool:
    try:
        return file.samefile(path) or (file.stat().st_size <= _LARGEST and key in file.read_bytes())
    except OSError:
        return False
