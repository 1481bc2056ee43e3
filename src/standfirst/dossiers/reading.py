"""Dossiers read for readers' pages: each once for all that is baked from one moment, with the keys it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from standfirst.dossiers import models as room
from standfirst.dossiers.changes import INDEX
from standfirst.dossiers.loading import head_data, rows_of
from standfirst.dossiers.mapping import value_of
from standfirst.dossiers.reckoning import Assessor, Breakpoint, Dossier, Pairs, breakpoints, pairs_of, rows_on
from standfirst.keys.recording import kept, read
from standfirst.publication.reading import languages, shell_changes_at
from standfirst.stories.zone import day_of, end_of


@dataclass(eq=False)
class Open:
    """A published dossier: its record, the value that is assessed, and its links to the publication's records."""

    row: room.Dossier
    value: Dossier
    assessor: Assessor
    agents: dict[str, room.DossierAgent]
    sources: dict[str, room.DossierSource]
    numbers: dict[str, int]
    """The place of each source in the list, from 1."""
    addresses: dict[str, str]
    """Where each agreement and provision has its page, below the dossier's."""
    points: tuple[Breakpoint, ...]

    @cached_property
    def pairs(self) -> Pairs:
        """The answers for every pair of days."""
        return pairs_of(self.assessor)

    def rows(self, day: date) -> Breakpoint | None:
        """The answers on ``day`` as known on that day; None before the first."""
        return rows_on(self.points, day)[0]

    def past(self, day: date) -> list[Breakpoint]:
        """The days up to ``day`` on which answers changed."""
        return [point for point in self.points if point.day <= day]

    def ident_at(self, rest: str) -> str | None:
        """The agreement or provision with its page at ``rest``, below the dossier's."""
        return next((ident for ident, address in self.addresses.items() if address == rest), None)

    def path(self, language: str) -> str:
        """The dossier's front."""
        return f"/{language}/dossiers/{self.row.slug}/"


@kept
def slugs(language: str) -> tuple[str, ...]:
    """The addresses of the published dossiers that have pages in ``language``."""
    read(INDEX)
    rows = room.Dossier.objects.filter(live=True).order_by("slug").values_list("slug", "languages")
    return tuple(slug for slug, spoken in rows if language in spoken)


def slugs_of_any() -> tuple[str, ...]:
    """The addresses of the published dossiers that have pages in any of the publication's languages, each once."""
    return tuple(dict.fromkeys(slug for language in languages() for slug in slugs(language)))


@kept
def opened(slug: str) -> Open | None:
    """The published dossier at ``slug``; None where there is none."""
    row = room.Dossier.objects.filter(slug=slug).first()
    if row is None:
        read(INDEX)
        return None
    read(row.key)
    if not row.live:
        return None
    rows = rows_of(row)
    value = value_of(head_data(row), rows.data)
    assessor = Assessor(value)
    addresses: dict[str, str] = {}
    for word, model in (("agreements", room.Agreement), ("provisions", room.Provision)):
        found = model.objects.filter(dossier=row).values_list("ident", "address")
        addresses |= {ident: f"{word}/{address}/" for ident, address in found}
    return Open(
        row=row,
        value=value,
        assessor=assessor,
        agents={each.ident: each for each in rows.agents},
        sources={each.ident: each for each in rows.sources},
        numbers={source.id: number for number, source in enumerate(value.sources, 1)},
        addresses=addresses,
        points=breakpoints(assessor),
    )


def in_language(slug: str, language: str) -> Open | None:
    """The published dossier at ``slug`` where it has pages in ``language``."""
    if language not in languages():
        return None
    dossier = opened(slug)
    return dossier if dossier is not None and language in dossier.row.languages else None


def spoken(dossier: Open) -> list[str]:
    """The publication's languages in which the dossier has pages."""
    return [language for language in languages() if language in dossier.row.languages]


def changes_at(dossier: Open, instant: datetime) -> datetime | None:
    """When an answer or the shell next changes by itself."""
    following = rows_on(dossier.points, day_of(instant))[1]
    moments = [shell_changes_at(instant)]
    if following is not None:
        moments.append(start_of(following.day))
    return min((moment for moment in moments if moment is not None), default=None)


def start_of(day: date) -> datetime:
    """The moment at which ``day`` begins in the publication."""
    return end_of(date.fromordinal(day.toordinal() - 1))
