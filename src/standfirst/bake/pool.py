"""Helpers: processes that render and write pieces of a large bake. This process alone writes down what they did.

A helper gets one line of JSON for each piece and answers with one. It holds the lock too (its descriptor is handed
down), so that no other baker begins before the last file of a killed one's helpers is written.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from standfirst.bake.rendering import Outcome


class HelperLost(RuntimeError):
    """A helper ended before its piece was done. Its documents are stale as before."""


@dataclass
class Piece:
    """What a helper is doing."""

    paths: list[str]
    instant: datetime
    changed: set[str] = field(default_factory=set)
    """Keys that changed since it was given out: what read them is rendered again."""


class Pool:
    """Up to ``jobs`` helpers, started when there is work for them, or by ``begin``."""

    def __init__(self, jobs: int, lock: int | None = None) -> None:
        self.jobs = jobs
        self._lock = lock
        self._idle: list[subprocess.Popen[bytes]] = []
        self._busy: dict[int, tuple[subprocess.Popen[bytes], Piece]] = {}
        self.peak = 0
        """The most memory that a helper has used, in bytes."""

    @property
    def under_way(self) -> set[str]:
        """The paths that helpers are at."""
        return {path for _, piece in self._busy.values() for path in piece.paths}

    @property
    def free(self) -> int:
        """How many pieces can be given out now."""
        return self.jobs - len(self._busy)

    def changed(self, keys: Sequence[str]) -> None:
        """Note that ``keys`` were taken from the outbox while helpers are at work."""
        for _, piece in self._busy.values():
            piece.changed.update(keys)

    def begin(self) -> None:
        """Start all helpers before there is work: they read in the software while it is found out what is to be baked."""
        while len(self._idle) + len(self._busy) < self.jobs:
            self._idle.append(self._start())

    def give(self, paths: list[str], instant: datetime, *, first: bool = False) -> None:
        """Give a piece to a helper, as part of the ``first`` bake or of another.

        Raises:
            HelperLost: it ended while it had nothing to do. The piece is given to nobody.
        """
        helper = self._idle.pop() if self._idle else self._start()
        assert helper.stdin is not None and helper.stdout is not None
        try:
            _write(helper.stdin, {"paths": paths, "instant": instant.isoformat(), "first": first})
        except BrokenPipeError as error:
            raise _lost(helper) from error
        self._busy[helper.stdout.fileno()] = (helper, Piece(paths, instant))

    def take(self, timeout: float) -> tuple[Piece, list[Outcome], int] | None:
        """Return a piece that is done: its outcomes, and how many files were written. None after ``timeout``.

        Raises:
            HelperLost: a helper ended. OSError: a helper could not write.
        """
        ready, _, _ = select.select(list(self._busy), [], [], timeout)
        if not ready:
            return None
        helper, piece = self._busy.pop(ready[0])
        assert helper.stdout is not None
        line = helper.stdout.readline()
        if not line:
            raise _lost(helper)
        self._idle.append(helper)
        answer = json.loads(line)
        self.peak = max(self.peak, answer["peak"])
        if answer["error"]:
            raise OSError(answer["error"])
        return piece, [_outcome(each) for each in answer["outcomes"]], answer["written"]

    def close(self) -> None:
        """Let the helpers finish what they are at, and end them."""
        for helper in [*self._idle, *(helper for helper, _ in self._busy.values())]:
            assert helper.stdin is not None and helper.stdout is not None
            helper.stdin.close()
            helper.stdout.close()
            helper.wait()
        self._idle.clear()
        self._busy.clear()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "standfirst.bake.helper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(self._lock,) if self._lock is not None else (),
            env={**os.environ},
        )


def _lost(helper: subprocess.Popen[bytes]) -> HelperLost:
    helper.wait()
    assert helper.stdin is not None
    with suppress(BrokenPipeError):  # of what it was not there to take
        helper.stdin.close()
    return HelperLost(f"A helper of the bake ended with status {helper.returncode}.")


def _write(to: IO[bytes], value: dict[str, Any]) -> None:
    to.write(json.dumps(value).encode() + b"\n")
    to.flush()


def _outcome(row: dict[str, Any]) -> Outcome:
    changes_at = datetime.fromisoformat(row["changes_at"]) if row["changes_at"] else None
    return Outcome(**{**row, "keys": frozenset(row["keys"]), "changes_at": changes_at})


def as_row(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as a helper sends it, without its bytes: they are in place."""
    return {
        "path": outcome.path,
        "keys": sorted(outcome.keys),
        "sha256": outcome.sha256,
        "size": outcome.size,
        "status": outcome.status,
        "location": outcome.location,
        "changes_at": outcome.changes_at.isoformat() if outcome.changes_at else None,
        "failure": outcome.failure,
    }
