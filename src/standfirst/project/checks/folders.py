"""The folder: who may read it, who can write it, and how much room is left."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator

from standfirst.project.checks.finding import Finding
from standfirst.project.folder import SETTINGS_FILE, Folder

LITTLE = 200 * 1024 * 1024
SCARCE = 1024 * 1024 * 1024


def permissions(folder: Folder) -> Iterator[Finding]:
    """Settings and database are nobody else's to read."""
    for path, level in ((folder.path / SETTINGS_FILE, "error"), (folder.database, "warning")):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(
                "error" if level == "error" else "warning",
                path.name,
                f"others on this machine can read it (mode {stat.S_IMODE(path.stat().st_mode):04o})",
                f"chmod 600 {path}",
            )
        if path.exists() and path.stat().st_uid != os.geteuid():
            yield Finding(
                "warning",
                path.name,
                f"it belongs to another user (number {path.stat().st_uid})",
                "Run Standfirst as the user whom the folder belongs to.",
            )


def writable(folder: Folder) -> Iterator[Finding]:
    """Uploads, mail and the database can be written."""
    for path in (folder.path, folder.media, folder.outgoing_mail):
        if not path.is_dir():
            if path != folder.outgoing_mail or not folder.mail.host:
                yield Finding("error", path.name, f"{path} is missing", f"mkdir -m 700 {path}")
            continue
        try:
            with tempfile.TemporaryFile(dir=path):
                pass
        except OSError as error:
            yield Finding("error", path.name, f"{path} can't be written: {error.strerror}", f"chmod u+rwx {path}")
    if folder.database.exists() and not os.access(folder.database, os.W_OK):
        yield Finding("error", "database", f"{folder.database} can't be written", f"chmod 600 {folder.database}")


def space(folder: Folder) -> Iterator[Finding]:
    """There is room on the disk: for a copy of the database too, which a backup makes."""
    free = shutil.disk_usage(folder.path).free
    wanted = folder.database.stat().st_size if folder.database.exists() else 0
    if free < LITTLE + wanted:
        yield Finding("error", "disk", f"{free // 2**20} MB are left", "Free some space, or move to a larger disk.")
    elif free < SCARCE + wanted:
        yield Finding("warning", "disk", f"{free // 2**20} MB are left", "Free some space soon.")
