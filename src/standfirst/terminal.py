"""What every command shares: how it fails, and how it shows that long work goes on. Below all rooms, without Django."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any, TextIO

DONE, FAILED, WRONG_USE = 0, 1, 2


class CommandFailed(Exception):
    """The command can't do what was asked. The message says what is wrong, where, and what to do (status 1)."""


class WrongUse(Exception):
    """The command was called wrongly. The message says how to call it (status 2)."""


def parser(name: str, description: str, **options: Any) -> argparse.ArgumentParser:
    """Return the argument parser of the command ``standfirst <name>``; a wrong call ends it with status 2."""
    return argparse.ArgumentParser(prog=f"standfirst {name}", description=description, **options)


def print_json(answer: Any) -> None:
    """Print ``answer`` as JSON, for a program to read."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


@dataclass
class Progress:
    """Shows on standard error how far long work is: a moving line on a terminal, else a line every few seconds.

    Call it with what is done, how much there is (None where unknown) and what it counts.
    """

    every: float = 5.0
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _last: float = 0.0
    _open: bool = False

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """Show ``done`` of ``total`` ``what``. Cheap to call for every item."""
        now = time.monotonic()
        moving = self.stream.isatty()
        finished = total is not None and done >= total
        if now - self._last < (0.1 if moving else self.every) and not finished:
            return
        self._last = now
        line = f"{done} of {total} {what}" if total is not None else f"{done} {what}"
        if moving:
            self.stream.write(f"\r\x1b[K{line}" + ("\n" if finished else ""))
            self._open = not finished
        else:
            self.stream.write(line + "\n")
        self.stream.flush()

    def say(self, line: str) -> None:
        """Print one line of its own: the next step has begun."""
        self.stream.write(("\n" if self._open else "") + line + "\n")
        self._open = False
        self.stream.flush()
