"""The few numbers that decide what comes together, and what is kept. Why these: docs/decisions/0120."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Settings:
    """Numbers of one gathering; the defaults are what is measured in docs/benchmarks/threads.md."""

    alike: float = 0.004
    length: float = 0.4
    """Two items of m and n terms must be alike by ``alike * (m * n) ** length``: the more is said, the more is shared
    by chance."""
    across: float = 0.35
    """What part of that is asked of two languages, which share no more than names and numbers."""
    alone: float = 0.25
    """Without the strongest word they share, two groups must have this part of what is asked of them."""
    apart: float = 0.9
    """Two groups of whole texts stay apart where they are less alike than this part of what holds each together."""

    name: float = 2.0
    number: float = 2.0
    title: float = 2.0
    sound: float = 1.0
    """How often a name, a number in a text, a word of the title and the sound of a name count; a word counts once."""
    rarely_lower: float = 0.2
    """A word is a name where at most this part of the items with it has it in lower case."""
    background: float = 1e5
    """Items taken to have been read before the first: a story's own words must not look common in a small file."""
    lead: int = 1_500
    """Characters of a text that count. News says at its head what happened."""
    most_terms: int = 60

    window: timedelta = timedelta(days=14)
    most_live: int = 50_000
    """Items compared with at most: beyond it the first to have come leave before the window ends."""
    most_settled: int = 20_000
    """Items settled at most, the last to have come."""


SETTINGS = Settings()
