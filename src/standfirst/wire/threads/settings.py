"""The few numbers that decide what comes together. Chosen on one half of the topics: docs/decisions/0120."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Settings:
    """How alike two items must be on average, by what is known of them, and how much is kept.

    ``texts`` counts between two items with text, ``headlines`` between two without, their geometric mean between
    the two sorts. Between languages it is ``across`` times that, for names and numbers are all they share.
    """

    alike: float = 0.0045
    length: float = 0.4
    apart: float = 0.9
    across: float = 0.35
    window: timedelta = timedelta(days=14)
    most_live: int = 100_000
    """Items compared with at most; beyond it the oldest arrivals leave before the window ends."""

    lead: int = 2_500
    """Characters of a text that count: news says what happened at its head."""
    most_terms: int = 120
    background: float = 1e5
    """Documents that are taken to have been read before the first, none with its words but the commonest."""
    title: float = 2.0
    name: float = 2.0
    number: float = 2.0
    sound: float = 0.5
    """How often a word of the title, a name, a number of a text and the sound of a name count, a word counting once."""
    rarely_lower: float = 0.2
    """A word is a name where at most this part of the items with it has it in lower case."""


SETTINGS = Settings()
