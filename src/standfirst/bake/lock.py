"""One baker at a time for a publication."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LOCK_FILE = "baking"


class Taken(Exception):
    """Another process bakes this publication: ``process`` is its number, empty where it isn't known."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


@dataclass
class Held:
    """The lock. Processes that are given its ``descriptor`` hold it too, until the last of them ends."""

    descriptor: int
    unclean: bool
    """Whether the process that held it before was killed: it may have left temporary files."""


@contextmanager
def baking(folder: Path) -> Iterator[Held]:
    """Hold the right to bake the publication in ``folder``. The system lets go of it however the process ends.

    Raises:
        Taken: another process has it.
        OSError: the folder can't be written.
    """
    path = folder / LOCK_FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(os.pread(descriptor, 20, 0).decode(errors="replace").strip()) from None
        unclean = os.fstat(descriptor).st_size > 0
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield Held(descriptor, unclean)
        # Only after a clean end: what ends otherwise leaves the number, and the next one sweeps.
        os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)
