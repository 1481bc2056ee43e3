"""Chronology and sources of a dossier, at most 200 entries a page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from standfirst.dossiers.documents.pages import DossierPages, around, cut, neighbours, page_number, rests_of
from standfirst.dossiers.documents.values import Around, CountRow, EventsPage, SourcesPage
from standfirst.dossiers.reading import Open
from standfirst.dossiers.reckoning.records import Event, Source
from standfirst.dossiers.telling import SOURCES_A_PAGE, Teller

EVENTS_A_PAGE = 200


def N_(message: str) -> str:
    """Mark a message for extraction and return it as it is."""
    return message


def in_time(events: Iterable[Event]) -> list[Event]:
    """Events by their earliest day, then the latest, then the order of the file."""
    return sorted(events, key=lambda event: (event.date.first, event.date.last))


class _Lists(DossierPages):
    """A list cut into pages."""

    word: str
    title: Any

    @abstractmethod
    def items(self, dossier: Open) -> Sequence[Any]:
        """Everything in the list."""

    def size(self) -> int:
        """How many stand on a page."""
        return EVENTS_A_PAGE

    @abstractmethod
    def page(self, teller: Teller, frame: Around, items: Sequence[Any], further: str, back: str) -> Any:
        """One page with these of the list."""

    def rests(self, dossier: Open) -> Iterable[str]:
        return rests_of(self.word, len(self.items(dossier)), self.size())

    def has(self, rest: str) -> bool:
        return page_number(self.word, rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        number, items = page_number(self.word, rest) or 1, self.items(teller.dossier)
        here = cut(items, number, self.size())
        if here is None:
            return None
        title = _(self.title) if number == 1 else f"{_(self.title)} · {number}"
        frame = around(teller, rest, title)
        return self.page(
            teller, frame, here, *neighbours(f"{teller.base}{self.word}/", number, len(items), self.size())
        )


class Chronology(_Lists):
    """Every event, the earliest first."""

    name, template = "dossier-chronologies", "pages/chronology.html"
    word, title = "chronology", N_("Chronology")

    def items(self, dossier: Open) -> Sequence[Event]:
        return in_time(dossier.value.events)

    def page(self, teller: Teller, frame: Around, items: Sequence[Any], further: str, back: str) -> Any:
        return EventsPage(frame, tuple(map(teller.event, items)), further, back)


class SourceLists(_Lists):
    """Everything that the dossier rests on, in the order of its file."""

    name, template = "dossier-sources", "pages/dossier_sources.html"
    word, title = "sources", N_("Sources")

    def items(self, dossier: Open) -> Sequence[Source]:
        return dossier.value.sources

    def size(self) -> int:
        return SOURCES_A_PAGE

    def page(self, teller: Teller, frame: Around, items: Sequence[Any], further: str, back: str) -> Any:
        return SourcesPage(frame, tuple(teller.source(source.id) for source in items), further, back)


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
