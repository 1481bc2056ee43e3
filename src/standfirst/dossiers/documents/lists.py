"""Chronology, incident log and sources of a dossier, at most 200 entries a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from standfirst.dossiers.documents.pages import DossierPages, around, cut, neighbours, page_number, rests_of
from standfirst.dossiers.reading import Open
from standfirst.dossiers.reckoning.records import Event
from standfirst.dossiers.telling import SOURCES_A_PAGE, Teller
from standfirst.dossiers.values import CountRow, EventsPage, IncidentsPage, SourcesPage

EVENTS_A_PAGE = 200
INCIDENT = "incident"


def in_time(events: Iterable[Event]) -> list[Event]:
    """Events by their earliest day, then the latest, then the order of the file."""
    return sorted(events, key=lambda event: (event.date.first, event.date.last))


class Chronology(DossierPages):
    """Every event, the earliest first."""

    name, template = "dossier-chronologies", "pages/chronology.html"
    word = "chronology"

    def rests(self, dossier: Open) -> Iterable[str]:
        return rests_of(self.word, len(dossier.value.events), EVENTS_A_PAGE)

    def has(self, rest: str) -> bool:
        return page_number(self.word, rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        number, events = page_number(self.word, rest) or 1, in_time(teller.dossier.value.events)
        here = cut(events, number, EVENTS_A_PAGE)
        if here is None:
            return None
        further, back = neighbours(f"{teller.base}{self.word}/", number, len(events), EVENTS_A_PAGE)
        return EventsPage(
            around(teller, rest, _numbered(_("Chronology"), number)),
            tuple(map(teller.event, here)),
            further,
            back,
        )


class Incidents(DossierPages):
    """The incident log, with how many were reported on each day of each kind."""

    name, template = "dossier-incidents", "pages/incidents.html"
    word = "incidents"

    def rests(self, dossier: Open) -> Iterable[str]:
        return rests_of(self.word, len(_incidents(dossier)), EVENTS_A_PAGE)

    def has(self, rest: str) -> bool:
        return page_number(self.word, rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        number, events = page_number(self.word, rest) or 1, _incidents(teller.dossier)
        here = cut(events, number, EVENTS_A_PAGE)
        if here is None:
            return None
        further, back = neighbours(f"{teller.base}{self.word}/", number, len(events), EVENTS_A_PAGE)
        kinds, rows = totals(here)
        return IncidentsPage(
            around(teller, rest, _numbered(_("Incidents"), number)),
            tuple(map(teller.event, here)),
            kinds,
            rows,
            further,
            back,
        )


def _incidents(dossier: Open) -> list[Event]:
    return in_time(event for event in dossier.value.events if event.kind == INCIDENT)


def totals(events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[CountRow, ...]]:
    """How many incidents of each kind were reported on each day, from the first day with one to the last.

    An incident of several days counts on its first. A day of which nobody reported has no data, which is not nought;
    such days in a row are one row.
    """
    kinds = tuple(sorted({event.type or "" for event in events}))
    days: dict[date, dict[str, int]] = {}
    for event in events:
        day = event.date.earliest or event.date.latest
        if day is not None:
            counts = days.setdefault(day, {})
            counts[event.type or ""] = counts.get(event.type or "", 0) + 1
    rows: list[CountRow] = []
    for day in sorted(days):
        if rows and rows[-1].last + timedelta(days=1) < day:
            nothing = (None,) * len(kinds)
            rows.append(CountRow(rows[-1].last + timedelta(days=1), day - timedelta(days=1), nothing))
        rows.append(CountRow(day, day, tuple(days[day].get(kind) for kind in kinds)))
    return kinds, tuple(rows)


class SourceLists(DossierPages):
    """Everything that the dossier rests on, in the order of its file."""

    name, template = "dossier-sources", "pages/dossier_sources.html"
    word = "sources"

    def rests(self, dossier: Open) -> Iterable[str]:
        return rests_of(self.word, len(dossier.value.sources), SOURCES_A_PAGE)

    def has(self, rest: str) -> bool:
        return page_number(self.word, rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        number, sources = page_number(self.word, rest) or 1, teller.dossier.value.sources
        here = cut(sources, number, SOURCES_A_PAGE)
        if here is None:
            return None
        further, back = neighbours(f"{teller.base}{self.word}/", number, len(sources), SOURCES_A_PAGE)
        return SourcesPage(
            around(teller, rest, _numbered(_("Sources"), number)),
            tuple(teller.source(source.id) for source in here),
            further,
            back,
        )


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title} · {number}"
