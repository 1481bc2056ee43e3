"""The incident log: all of it, and by kind, place and month, each a page that needs no script; and a report for each day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from standfirst.dossiers.documents import lists
from standfirst.dossiers.documents.pages import DossierPages, around, cut, neighbours, rests_of
from standfirst.dossiers.documents.values import IncidentsPage, Narrowed, ReportPage, ReportRow
from standfirst.dossiers.naming import free
from standfirst.dossiers.reading import Open
from standfirst.dossiers.reckoning.courses import recorded_on
from standfirst.dossiers.reckoning.records import Event, Source
from standfirst.dossiers.telling import Teller
from standfirst.dossiers.values import Told
from standfirst.keys.recording import kept
from standfirst.publication.languages import slug
from standfirst.publication.values import Link

_LOG = re.compile(r"incidents/(?:((?:kind|place|month)/[a-z0-9-]+)/)?(?:([1-9]\d{0,5})/)?")
_REPORT = re.compile(r"incidents/day/(\d{4}-\d\d-\d\d)/")


@dataclass(frozen=True)
class Part:
    """A part of the log: its address below ``incidents/``, by what it is chosen, and its incidents."""

    word: str
    by: str
    value: str
    items: tuple[Event, ...]


@kept
def incidents_of(dossier: Open) -> tuple[Event, ...]:
    """Every incident, the earliest first."""
    return tuple(lists.in_time(event for event in dossier.value.events if event.kind == "incident"))


@kept
def parts_of(dossier: Open) -> dict[str, Part]:
    """By its address, the whole log, then its parts by kind, place and month; those of no kind, place or exact month
    have none."""
    everything = incidents_of(dossier)
    found = [Part("", "", "", everything)]
    by: dict[str, Callable[[Event], str]] = {
        "kind": lambda event: event.type or "",
        "place": lambda event: event.place or "",
        "month": _month,
    }
    for name, of in by.items():
        taken: set[str] = set()
        items: dict[str, list[Event]] = {}
        for event in everything:
            items.setdefault(of(event), []).append(event)
        for value in sorted(items.keys() - {""}):
            address = free(value if name == "month" else slug(value, "en", 60) or name, taken)
            found.append(Part(f"{name}/{address}", name, value, tuple(items[value])))
    return {part.word: part for part in found}


def _month(event: Event) -> str:
    first, last = event.date.earliest, event.date.latest
    same = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    return f"{first:%Y-%m}" if same and first is not None else ""


def exact_day(record: Event | Source) -> date | None:
    """The day of what is known to the day."""
    return record.date.earliest if record.date.first == record.date.last else None


class Incidents(DossierPages):
    """The incident log, with how many were reported on each day of each kind."""

    name, template = "dossier-incidents", "pages/incidents.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        for part in parts_of(dossier).values():
            yield from rests_of(f"incidents/{part.word}".rstrip("/"), len(part.items), lists.EVENTS_A_PAGE)

    def has(self, rest: str) -> bool:
        return _LOG.fullmatch(rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        match = _LOG.fullmatch(rest)
        parts = parts_of(teller.dossier)
        part = parts.get(match[1] or "") if match is not None else None
        if match is None or part is None or match[2] == "1":
            return None
        number = int(match[2] or 1)
        here = cut(part.items, number, lists.EVENTS_A_PAGE)
        if here is None:
            return None
        title = " · ".join(
            filter(None, (_("Incidents"), _label(teller, part), str(number) if number > 1 else ""))
        )
        kinds, rows = lists.totals(here)
        base = f"{teller.base}incidents/{part.word}".rstrip("/") + "/"
        return IncidentsPage(
            around(teller, rest, title),
            tuple(map(teller.event, here)),
            kinds,
            rows,
            *neighbours(base, number, len(part.items), lists.EVENTS_A_PAGE),
            narrowed=_narrowed(teller, parts.values(), part),
            whole=f"{teller.base}incidents/" if part.word else "",
            days={day: f"{teller.base}incidents/day/{day}/" for day in report_days(teller.dossier)},
        )


def _label(teller: Teller, part: Part) -> str:
    if part.by == "place":
        return teller.told(teller.places[part.value].name).text
    return teller.speaker.day(part.value) if part.by == "month" else part.value


def _narrowed(teller: Teller, parts: Iterable[Part], chosen: Part) -> tuple[Narrowed, ...]:
    """The links to parts of the log, in three lists; a list of one is no choice."""
    labels = (("kind", _("By kind")), ("place", _("By place")), ("month", _("By month")))
    found = []
    for by, label in labels:
        links = tuple(
            (Link(_label(teller, part), f"{teller.base}incidents/{part.word}/"), part is chosen)
            for part in parts
            if part.by == by
        )
        if len(links) > 1 or (links and links[0][1]):
            found.append(Narrowed(label, links))
    return tuple(found)


@kept
def by_day(dossier: Open) -> dict[date, list[Event]]:
    """The incidents known to the day, by that day."""
    found: dict[date, list[Event]] = {}
    for event in incidents_of(dossier):
        day = exact_day(event)
        if day is not None:
            found.setdefault(day, []).append(event)
    return found


@kept
def report_days(dossier: Open) -> list[date]:
    """The days with a report: those on which an incident is known to have happened, each day after one, and the
    record's last, on which a source is dated: where none reported an incident, that is said.
    """
    days = set(by_day(dossier))
    last = max((day for day in map(exact_day, dossier.value.sources) if day is not None), default=None)
    found = days | {day + timedelta(days=1) for day in days if day < date.max} | {last or date.min}
    # There is no day before the first.
    return sorted(found - {date.min})


class Reports(DossierPages):
    """``incidents/day/<date>/``: for a monitoring desk, the incidents of a day against those of the day before."""

    name, template = "dossier-reports", "pages/incident_report.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        return (f"incidents/day/{day}/" for day in report_days(dossier))

    def has(self, rest: str) -> bool:
        return _REPORT.fullmatch(rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        match = _REPORT.fullmatch(rest)
        days = report_days(teller.dossier)
        if match is None or match[1] not in map(str, days):
            return None
        day = date.fromisoformat(match[1])
        before = day - timedelta(days=1)
        events = by_day(teller.dossier)
        dates = {source.id: source.date for source in teller.dossier.value.sources}
        rows: dict[tuple[str, str], list[int | None]] = {}
        here = events.get(day, [])
        for column, happened in enumerate((events.get(before, []), here)):
            for event in happened:
                counts = rows.setdefault((event.place or "", event.type or ""), [None, None])
                counts[column] = (counts[column] or 0) + 1
        place = days.index(day)
        return ReportPage(
            around=around(
                teller,
                rest,
                _("Incidents of %(day)s") % {"day": teller.speaker.day(day)},
            ),
            day=day,
            before=before,
            rows=tuple(
                ReportRow(
                    teller.told(teller.places[where].name) if where else Told(""), kind, counts[0], counts[1]
                )
                for (where, kind), counts in sorted(rows.items())
            ),
            incidents=tuple(map(teller.event, here)),
            late=tuple(
                teller.event(event).anchor
                for event in here
                if recorded_on(event.sources, dates) > day.toordinal()
            ),
            log=f"{teller.base}incidents/",
            older=f"{teller.base}incidents/day/{days[place - 1]}/" if place else "",
            newer=f"{teller.base}incidents/day/{days[place + 1]}/" if place + 1 < len(days) else "",
        )
