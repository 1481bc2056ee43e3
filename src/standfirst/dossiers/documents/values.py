"""Pages of dossiers as templates need them: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from standfirst.dossiers.charts import LifelineChart, LimitChart, PlaceMap
from standfirst.dossiers.values import (
    AgreementValue,
    Answer,
    Changed,
    ClaimValue,
    DayValue,
    EventValue,
    PartyValue,
    Printed,
    Told,
)
from standfirst.provenance.values import SourceValue
from standfirst.publication.values import Crumb, Head, Link


@dataclass(frozen=True)
class PairRow:
    """One agreement or provision of the control for two days."""

    about: str
    kind: str
    name: Told
    path: str


@dataclass(frozen=True)
class PairsControl:
    """The control for any two days, and where its answers are."""

    files: str
    first: date
    last: date
    before: bool
    after: bool
    """Whether the answers of the first and of the last day hold on all days before and after."""
    day: date | None
    rows: tuple[PairRow, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Around:
    """What every page of a dossier shows of it."""

    title: Told
    path: str
    links: tuple[Link, ...]
    head: Head
    breadcrumb: tuple[Crumb, ...]


class _InDossier:
    """A page of a dossier: its head stands in what is around it."""

    around: Around

    @property
    def head(self) -> Head:
        """What the page says of itself."""
        return self.around.head


@dataclass(frozen=True)
class DossierIndex:
    """All dossiers of a language."""

    head: Head
    breadcrumb: tuple[Crumb, ...]
    entries: tuple[tuple[Told, Told, str], ...]
    """``(title, summary, path)``."""


@dataclass(frozen=True)
class DossierFront(_InDossier):
    """What a dossier is, where it stands, and what changed lately."""

    around: Around
    summary: Told
    agreements: tuple[AgreementValue, ...]
    lately: tuple[DayValue, ...]
    lifeline: LifelineChart | None
    names: dict[str, str]
    """Of the lines of the lifeline, by id."""
    licence: str
    licence_url: str
    boundary_policy: Told
    versions: tuple[Link, ...]
    files: tuple[tuple[str, str], ...]
    report: str = ""
    """The form for reports of the public, where there is one."""


@dataclass(frozen=True)
class ProvisionPage(_InDossier):
    """One provision or agreement: the answer, every claim, and what would change it."""

    around: Around
    answer: Answer
    text: Told
    agreement: Answer | None
    addressee: Told
    monitors: tuple[Told, ...]
    limit: str
    deadline: str
    measurable: str
    printed: tuple[Printed, ...]
    parties: tuple[PartyValue, ...]
    provisions: tuple[Answer, ...]
    claims: tuple[ClaimValue, ...]
    aside: tuple[ClaimValue, ...]
    events: tuple[EventValue, ...]
    chart: LimitChart | None
    text_url: str = ""
    pairs: PairsControl | None = None


@dataclass(frozen=True)
class EventsPage(_InDossier):
    """The chronology, or a page of it."""

    around: Around
    events: tuple[EventValue, ...]
    older: str = ""
    newer: str = ""


@dataclass(frozen=True)
class CountRow:
    """The incidents of a day, or of days in a row on which nobody reported any."""

    first: date
    last: date
    counts: tuple[int | None, ...]
    """One for each kind; None: no data."""


@dataclass(frozen=True)
class Narrowed:
    """Parts of the log by one thing: each a link, and whether it is the part shown."""

    label: str
    links: tuple[tuple[Link, bool], ...]


@dataclass(frozen=True)
class IncidentsPage(_InDossier):
    """The incident log: each incident, and how many were reported on each day of each kind."""

    around: Around
    incidents: tuple[EventValue, ...]
    kinds: tuple[str, ...]
    rows: tuple[CountRow, ...]
    older: str = ""
    newer: str = ""
    narrowed: tuple[Narrowed, ...] = ()
    whole: str = ""
    """The whole log, where this is a part of it."""
    days: dict[date, str] = field(default_factory=dict)
    """The report of each day that has one."""


@dataclass(frozen=True)
class ReportRow:
    """The incidents of one kind at one place on two days; None: no data."""

    place: Told
    kind: str
    before: int | None
    count: int | None


@dataclass(frozen=True)
class ReportPage(_InDossier):
    """The incidents of a day against those of the day before."""

    around: Around
    day: date
    before: date
    rows: tuple[ReportRow, ...]
    incidents: tuple[EventValue, ...]
    late: tuple[str, ...]
    """The anchors of those that came on record after the day."""
    log: str
    older: str = ""
    newer: str = ""


@dataclass(frozen=True)
class PlaceValue:
    """A place, with every party's name for it."""

    name: Told
    others: tuple[tuple[str, str], ...]
    """Its other names, each with its language."""
    latitude: str
    longitude: str
    precision: str
    events: int


@dataclass(frozen=True)
class MapPage(_InDossier):
    """The dossier's places."""

    around: Around
    places: tuple[PlaceValue, ...]
    map: PlaceMap
    boundary_policy: Told


@dataclass(frozen=True)
class SourcesPage(_InDossier):
    """Everything the dossier rests on."""

    around: Around
    sources: tuple[SourceValue, ...]
    older: str = ""
    newer: str = ""


@dataclass(frozen=True)
class DaysPage(_InDossier):
    """The latest days on which an answer changed, or those of a year."""

    around: Around
    days: tuple[DayValue, ...]
    years: tuple[Link, ...]
    lifeline: LifelineChart | None
    names: dict[str, str]
    pairs: PairsControl | None = None


@dataclass(frozen=True)
class DayPage(_InDossier):
    """How things stood on a day, as it was known on that day."""

    around: Around
    day: date
    until: date | None
    """The last day before another answer."""
    come: bool
    answers: tuple[Answer, ...] = ()
    changes: tuple[Changed, ...] = ()
    older: str = ""
    newer: str = field(default="")
    pairs: PairsControl | None = None
