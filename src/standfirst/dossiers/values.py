"""What is told of a dossier, wherever it is shown: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standfirst.dossiers.charts import LimitChart
from standfirst.publication.values import Link


@dataclass(frozen=True)
class Told:
    """A text, and its language where that is not the page's."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Printed:
    """Where something was printed: the outlet, its date, and the place in the dossier's list of sources."""

    outlet: Told
    date: str
    path: str


@dataclass(frozen=True)
class OverrideValue:
    """An editor's signed verdict, shown beside the computed one."""

    verdict: str
    by: str
    reason: Told
    date: str


@dataclass(frozen=True)
class Answer:
    """Where an agreement or provision stands."""

    about: str
    kind: str
    name: Told
    path: str
    record: str
    """``verdict``, ``state`` or ``standing``: what ``status`` is a word of."""
    status: str
    level: str
    sentences: tuple[str, ...]
    since: date | None
    flip: str
    state: str = ""
    standing: str = ""
    override: OverrideValue | None = None


@dataclass(frozen=True)
class PartyValue:
    """A party to an agreement."""

    name: Told
    role: str
    status: str
    claim_path: str = ""


@dataclass(frozen=True)
class ClaimValue:
    """One claim, with who says it and where it was printed."""

    anchor: str
    asserter: Told
    role: str
    origin: Told | None
    """Whose voice it counts as, where that is another's."""
    says: str
    text: Told
    quote: Told
    how: str
    side: str
    """``within``, ``exceeding``, ``undecided`` or, where it is set aside, empty."""
    aside: str
    valid: str
    recorded: str
    printed: tuple[Printed, ...]


@dataclass(frozen=True)
class EventValue:
    """Something that happened, is planned or is under way."""

    anchor: str
    kind: str
    date: str
    title: Told
    status: str
    place: Told
    participants: tuple[tuple[Told, str], ...]
    about: Link | None
    printed: tuple[Printed, ...]
    type: str = ""
    alleged: Told = Told("")
    casualties: str = ""
    verification: str = ""


@dataclass(frozen=True)
class Changed:
    """One answer before and after a day."""

    name: Told
    path: str
    record: str
    was: str
    now: str
    same: bool
    """Only what it rests on changed."""


@dataclass(frozen=True)
class DayValue:
    """A day on which answers changed."""

    day: date
    path: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True)
class AgreementValue:
    """An agreement with its parties and what was agreed in it."""

    answer: Answer
    signed: str
    parties: tuple[PartyValue, ...]
    provisions: tuple[Answer, ...]


@dataclass(frozen=True)
class Answered:
    """What a dossier says of something in a word, with its level: ``record`` says what ``status`` is a word of."""

    record: str
    status: str
    level: str = ""


@dataclass(frozen=True)
class StaleValue:
    """A sentence of the story that was written when the dossier said something else."""

    sentence: str
    day: date | None
    was: Answered | None
    now: Answered | None
    fallen: tuple[str, ...]


@dataclass(frozen=True)
class BoxValue:
    """Where a provision or the agreements of a dossier stand, in a story."""

    title: Told
    path: str
    answers: tuple[Answer, ...]
    chart: LimitChart | None
    anchor: str
    """Begins the ids of its chart."""
    stale: tuple[StaleValue, ...] = ()
