"""TimelineJS 3: one JSON file of events that its player draws.

Shape: an object with ``title``, ``events`` and ``eras``; a date is ``{year, month, day, display_date}`` with the parts that
are known. Its texts are HTML there, so ours are escaped. It has no field for sources: they stand in the text, with links.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any

from standfirst.dossiers.reckoning.durations import add
from standfirst.dossiers.reckoning.records import Dossier, Event, Term

from .telling import Index, span, text_in

_KNOWN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?[?~%]?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAFE = re.compile(r"https?://\S+", re.IGNORECASE)


def timeline(dossier: Dossier, language: str) -> dict[str, Any]:
    """Return the dossier's events and terms for TimelineJS, in ``language`` where the texts have it."""
    index = Index(dossier)
    head = dossier.dossier
    found: dict[str, Any] = {
        "title": {"text": _words(text_in(head.title, language), text_in(head.summary, language))},
        "events": [_event(event, index, language) for event in dossier.events if any(span(event.date))],
        "eras": [
            {**_term(each.term), "text": _words(text_in(each.text, language), "")}
            for each in dossier.provisions
            if each.term
        ],
    }
    return found


def _words(headline: str, text: str) -> dict[str, str]:
    return {"headline": escape(headline), "text": escape(text)}


def _event(event: Event, index: Index, language: str) -> dict[str, Any]:
    start, _, end = event.date.text.partition("/")
    dates = [part for part in (_date(start), _date(end)) if part]
    if not dates:
        dates = [_day(day) for day in (event.date.earliest or event.date.latest,) if day]
    found: dict[str, Any] = {"start_date": dates[0], "unique_id": event.id, "group": event.kind}
    if len(dates) > 1:
        found["end_date"] = dates[1]
    if not _DAY.fullmatch(event.date.text):
        found["display_date"] = event.date.text
    sources = "; ".join(_source(source, index, language) for source in event.sources)
    found["text"] = {"headline": escape(text_in(event.title, language)), "text": f"<p>{sources}</p>"}
    return found


def _source(source: str, index: Index, language: str) -> str:
    found = index.sources[source]
    printed = escape(index.printed(source, language))
    return (
        f'<a href="{escape(found.url)}">{printed}</a>'
        if found.url and _SAFE.fullmatch(found.url)
        else printed
    )


def _date(text: str) -> dict[str, int] | None:
    match = _KNOWN.fullmatch(text)
    if match is None:
        return None
    return {
        name: int(part) for name, part in zip(("year", "month", "day"), match.groups(), strict=True) if part
    }


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _term(term: Term) -> dict[str, Any]:
    return {"start_date": _day(term.start), "end_date": _day(add(term.start, term.duration))}
