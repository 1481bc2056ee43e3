"""The records of a dossier file, as written: what follows from the rest is worked out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .dates import Edtf
from .durations import Duration
from .quantities import Value

Text = tuple[tuple[str, str], ...]
"""Text by language, in the order written: `(("en", "..."), ("az", "..."))`."""

NoteText = str | Text
"""Plain text, or text by language."""


@dataclass(frozen=True, slots=True)
class Head:
    id: str
    title: Text
    languages: tuple[str, ...]
    summary: Text = ()
    licence: str | None = None
    boundary_policy: Text = ()


@dataclass(frozen=True, slots=True)
class Agent:
    id: str
    name: Text
    kind: str
    part_of: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    id: str
    name: Text
    lat: Decimal | None = None
    lon: Decimal | None = None
    precision: str | None = None
    geonames: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    outlet: str
    date: Edtf
    title: NoteText | None = None
    language: str | None = None
    url: str | None = None
    archive: str | None = None
    kind: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    agent: str
    status: str
    role: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    id: str
    title: Text
    parties: tuple[Party, ...]
    sources: tuple[str, ...]
    signed: Edtf | None = None
    text_url: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """`op`, `value` and `unit`; or `allowed` kinds; or a `unit` alone, which is a count without a limit."""

    measure: str
    op: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewal:
    duration: Duration
    mode: str | None = None
    notice: NoteText | None = None


@dataclass(frozen=True, slots=True)
class Term:
    start: date
    duration: Duration
    renewal: Renewal | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    id: str
    agreement: str
    kind: str
    text: Text
    sources: tuple[str, ...]
    addressee: str | None = None
    monitored_by: tuple[str, ...] = ()
    measurable: str | None = None
    under: str | None = None
    from_: Edtf | None = None
    until: Edtf | None = None
    limit: Limit | None = None
    deadline: Edtf | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    id: str
    about: str
    asserter: str
    via: tuple[str, ...]
    valid: Edtf | None = None
    recorded: Edtf | None = None
    how: str | None = None
    stance: str | None = None
    of: str | None = None
    repeats: str | None = None
    rank: str | None = None
    reason: NoteText | None = None
    supersedes: str | None = None
    retracts: str | None = None
    text: Text = ()
    quote: Text = ()
    value: Value | None = None
    kind: str | None = None
    says: str | None = None

    @property
    def silent(self) -> bool:
        """Whether it says nothing of its own: neither value, kind nor says."""
        return self.value is None and self.kind is None and self.says is None


@dataclass(frozen=True, slots=True)
class Participant:
    agent: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Casualties:
    lo: Decimal | None = None
    best: Decimal | None = None
    hi: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    kind: str
    date: Edtf
    title: Text
    sources: tuple[str, ...]
    about: str | None = None
    place: str | None = None
    participants: tuple[Participant, ...] = ()
    status: str | None = None
    follows: str | None = None
    type: str | None = None
    alleged: str | None = None
    casualties: Casualties | None = None
    verification: str | None = None


@dataclass(frozen=True, slots=True)
class Override:
    about: str
    verdict: str
    by: str
    reason: NoteText
    date: Edtf
    from_: Edtf | None = None
    to: Edtf | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    dossier: Head
    agents: tuple[Agent, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Source, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    provisions: tuple[Provision, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    overrides: tuple[Override, ...] = ()
