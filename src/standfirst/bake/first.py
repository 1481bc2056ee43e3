"""The first bake into an empty folder: files are made sure of once at the end, not one by one.

Nobody has read anything from the folder yet, so there is no old state to fall back to and none to mix with. What has to
hold is that nothing passes for baked that isn't there. So before the first file it is noted that files are not yet sure, and
in which run of the machine. After the last one the whole file system is synced, and the note goes.

A process that is killed leaves files that the system still writes: the next one goes on, and syncs first. A machine that
fails leaves who knows what: the run is another one then, and everything is baked anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from standfirst.bake import state
from standfirst.bake.files import Files
from standfirst.bake.models import Document
from standfirst.bake.store import FolderStore, Store

_RUN = Path("/proc/sys/kernel/random/boot_id")


class UnsureFiles(Files):
    """Files that nobody waits for; temporary files and renames as ever, so that no reader sees half a page."""

    def sync(self, paths: Iterable[str]) -> None:
        """Wait for nothing."""


def possible(store: Store) -> bool:
    """Tell whether nothing was baked yet, and the folder is empty."""
    return (
        isinstance(store, FolderStore)
        and _RUN.exists()
        and next(iter(store.files.walk()), None) is None
        and not Document.objects.exclude(sha256="").exists()
    )


def begin() -> None:
    """Note that what is baked from now on is not sure."""
    known = state.state()
    known.unsure = _RUN.read_text().strip()
    known.save()


def end() -> None:
    """Make sure of everything at once, and take the note away."""
    os.sync()
    known = state.state()
    known.unsure = ""
    known.save()


def lost() -> bool:
    """Tell whether the machine failed, or was started anew, before what was baked was sure."""
    unsure = state.state().unsure
    return bool(unsure) and (not _RUN.exists() or _RUN.read_text().strip() != unsure)
