"""One process serves a folder; a second one is told which."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standfirst.terminal import CommandFailed

LOCK_FILE = "serving"


class Lock:
    """The lock on a folder that is being served. It holds the process number and, once there is one, the address."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def note(self, address: str) -> None:
        """Write down the process number and the ``address`` that it answers at."""
        text = f"{os.getpid()} {address}\n".encode()
        os.truncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text, 0)


@contextmanager
def serving(folder: Path) -> Iterator[Lock]:
    """Hold the lock on ``folder`` for the block. The system lets go of it however the process ends.

    Raises:
        CommandFailed: another process serves the folder. The message names it.
    """
    path = folder / LOCK_FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process, _, address = path.read_text(encoding="utf-8").strip().partition(" ")
            raise CommandFailed(
                f"{folder} is being served already, by process {process or 'unknown'}"
                + (f" at {address}" if address else "")
                + f". End that one first: kill {process or 'PID'}"
            ) from None
        lock = Lock(descriptor)
        lock.note("")
        try:
            yield lock
        finally:
            os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)


def served_by(folder: Path) -> str:
    """Return ``"<process> <address>"`` of the process that serves ``folder``, or ``""`` where none does."""
    path = folder / LOCK_FILE
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return path.read_text(encoding="utf-8").strip() or "unknown"
    finally:
        os.close(descriptor)
    return ""
