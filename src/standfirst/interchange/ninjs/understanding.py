"""The part of a batch that needs no database, done by a helper process one batch ahead where that is worth it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from django.db import connections

from standfirst.interchange.ninjs.lines import Line, LineRefused
from standfirst.interchange.ninjs.preparing import Prepared, prepare
from standfirst.interchange.ninjs.results import Result

WORTH_IT = 4 * 1024 * 1024
"""Bytes of file from which on a helper is started."""


@dataclass(frozen=True)
class Rules:
    """What understanding lines depends on besides them: our languages by lower-case tag, and the time zone."""

    languages: Mapping[str, str]
    zone: str


@dataclass(frozen=True)
class Batch:
    """Lines understood, and those that can't be used."""

    lines: list[Line]
    prepared: list[Prepared]
    refused: list[Result]


def understand(lines: list[Line], rules: Rules) -> Batch:
    """Understand ``lines``."""
    prepared, refused = [], []
    for line in lines:
        try:
            prepared.append(prepare(line, rules.languages, rules.zone))
        except LineRefused as reason:
            refused.append(Result(line, "rejected", [str(reason)]))
    return Batch(lines, prepared, refused)


def understood(batches: Iterator[list[Line]], rules: Rules, size: int) -> Iterator[Batch]:
    """Yield each of ``batches`` understood; in a file of many bytes (``size``), by a helper while the one before is
    written."""
    if size < WORTH_IT or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        yield from (understand(lines, rules) for lines in batches)
        return
    with _helper(rules) as helper:
        waiting: list[Line] = []
        for lines in batches:
            # Only one batch is under way, so that neither side waits for the other to read.
            done = helper.answer(waiting) if waiting else None
            helper.send(lines)
            waiting = lines
            if done is not None:
                yield done
        if waiting:
            yield helper.answer(waiting)


class _Helper:
    """The other process, or this one once that is gone: killed from outside, or for want of memory."""

    def __init__(self, pipe: Connection, rules: Rules) -> None:
        self._pipe: Connection | None = pipe
        self._rules = rules

    def send(self, lines: list[Line]) -> None:
        if self._pipe is not None:
            try:
                self._pipe.send(lines)
            except OSError:
                self._pipe = None

    def answer(self, lines: list[Line]) -> Batch:
        """Return the batch of ``lines``, which were sent before."""
        if self._pipe is not None:
            try:
                answer: Batch = self._pipe.recv()
                return answer
            except (EOFError, OSError):
                self._pipe = None
        return understand(lines, self._rules)


@contextmanager
def _helper(rules: Rules) -> Iterator[_Helper]:
    # A forked process shares the memory of all that is loaded; a database connection must not be shared.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, ours, rules), daemon=True)
    process.start()
    theirs.close()
    try:
        yield _Helper(ours, rules)
    finally:
        ours.close()
        process.join(10)


def _serve(pipe: Connection, other: Connection, rules: Rules) -> None:
    """Understand batches until the other side is closed, also by a kill."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(understand(pipe.recv(), rules))
