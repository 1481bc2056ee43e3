"""Incidents as a table whose columns are those of UCDP GED where they mean the same, and have other names where not.

``where_prec`` and ``date_prec`` are UCDP's scales (Georeferenced Event Dataset, codebook): 1 exact to 6 country, and 1 a day,
2 two to six days, 3 a week, 4 a month, 5 a year. ``low``, ``best`` and ``high`` are deaths and injuries as the dossier counts
them, empty where nobody gave a number. Rows of incidents without casualties are in it, which UCDP leaves out.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from standfirst.dossiers.reckoning.records import Dossier, Event

from .telling import Index, iso, span, text_in

COLUMNS = (
    "id", "year", "date_start", "date_end", "date_prec", "edtf", "type", "title", "status", "verification", "alleged",
    "participants", "place", "where_coordinates", "where_prec", "latitude", "longitude", "low", "best", "high",
    "number_of_sources", "source_article", "source_office", "source_date", "source_original",
)  # fmt: skip
WHERE = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def incidents(dossier: Dossier, language: str) -> str:
    """Return the CSV (RFC 4180): a line of names, then a line for each incident."""
    index = Index(dossier)
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for event in dossier.events:
        if event.kind == "incident":
            rows.writerow([cell(value) for value in _row(event, index, language)])
    return written.getvalue()


def cell(value: object) -> str:
    """Return a value for a table; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def date_precision(days: int) -> int:
    """Return UCDP's ``date_prec`` of an event within so many days."""
    for precision, most in enumerate((1, 6, 7, 31), start=1):
        if days <= most:
            return precision
    return 5


def _row(event: Event, index: Index, language: str) -> list[object]:
    first, last = span(event.date)
    place = index.places.get(event.place or "")
    dead = event.casualties
    sources = [index.sources[source] for source in event.sources]
    year = first or last
    return [
        event.id, year.year if year else None, iso(first), iso(last),
        date_precision((last - first).days + 1) if first and last else 5, event.date.text,
        event.type, text_in(event.title, language), event.status or "done", event.verification,
        index.name(event.alleged, language),
        "; ".join(f"{index.name(each.agent, language)}{f' ({each.role})' if each.role else ''}" for each in event.participants),
        event.place, text_in(place.name, language) if place else None,
        WHERE.get(place.precision or "") if place else None, place.lat if place else None, place.lon if place else None,
        dead.lo if dead else None, dead.best if dead else None, dead.hi if dead else None, len(sources),
        "; ".join(source.url or index.printed(source.id, language) for source in sources),
        "; ".join(index.name(source.outlet, language) for source in sources),
        "; ".join(source.date.text for source in sources),
        "; ".join(source.raw or "" for source in sources).strip("; "),
    ]  # fmt: skip
