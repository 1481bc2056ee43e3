"""A data package (Data Package and Table Schema, version 1): tables as CSV with their schema, in one zip file.

Every table has the fields of its record in the dossier's file; lists of records, such as an agreement's parties and a claim's
sources, are tables of their own, with foreign keys. The dossier's own file is in it as well.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from standfirst.dossiers.reckoning.quantities import Value
from standfirst.dossiers.reckoning.records import Casualties, Claim, Dossier, Event
from standfirst.dossiers.reckoning.writing import write_yaml

from .incidents import cell, incidents
from .telling import text_in

_EPOCH = (1980, 1, 1, 0, 0, 0)
Rows = list[list[object]]
Table = tuple[tuple[str, ...], Rows]
KEYS = {
    "agents": {"part_of": "agents"},
    "sources": {"outlet": "agents"},
    "parties": {"agreement": "agreements", "agent": "agents"},
    "provisions": {"agreement": "agreements", "addressee": "agents"},
    "claims": {"asserter": "agents"},
    "claim_sources": {"claim": "claims", "source": "sources"},
    "events": {"place": "places", "alleged": "agents"},
    "event_sources": {"event": "events", "source": "sources"},
    "participants": {"event": "events", "agent": "agents"},
}
"""Which column of which table names a row of which other."""
NUMBERS = {"lat", "lon", "value", "number", "lo", "hi", "best", "low", "high"}


def package(dossier: Dossier, language: str) -> bytes:
    """Return the zip file: the same bytes for the same dossier and language."""
    head = dossier.dossier
    tables = _tables(dossier, language)
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": head.id.lower(),
        "id": head.id,
        "title": text_in(head.title, language),
        "description": text_in(head.summary, language),
        "resources": [_resource(name, table[0]) for name, table in tables.items()],
    }
    if head.licence:
        described["licenses"] = [{"name": head.licence}]
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        _put(archive, "datapackage.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n")
        _put(archive, "dossier.yaml", write_yaml(dossier))
        _put(archive, "incidents.csv", incidents(dossier, language))
        for name, (columns, rows) in tables.items():
            _put(archive, f"{name}.csv", _csv([list(columns), *rows]))
    return written.getvalue()


def _put(archive: ZipFile, name: str, text: str) -> None:
    about = ZipInfo(name, _EPOCH)
    about.compress_type = ZIP_DEFLATED
    archive.writestr(about, text.encode())


def _csv(rows: Iterable[list[object]]) -> str:
    written = StringIO()
    table = csv.writer(written)
    table.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue()


def _resource(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column, "type": "number" if column in NUMBERS else "string"} for column in columns
        ],
        "missingValues": [""],
    }
    if "id" in columns:
        schema["primaryKey"] = "id"
    keys = [
        {"fields": column, "reference": {"resource": "" if other == name else other, "fields": "id"}}
        for column, other in KEYS.get(name, {}).items()
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource", "name": name, "path": f"{name}.csv", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def _tables(dossier: Dossier, language: str) -> dict[str, Table]:
    def words(text: Any) -> str:
        return text_in(text, language)

    return {
        "agents": (("id", "name", "kind", "part_of", "same_as"),
                   [[a.id, words(a.name), a.kind, a.part_of, " ".join(a.same_as)] for a in dossier.agents]),
        "places": (("id", "name", "lat", "lon", "precision", "geonames"),
                   [[p.id, words(p.name), p.lat, p.lon, p.precision, p.geonames] for p in dossier.places]),
        "sources": (("id", "outlet", "date", "title", "language", "kind", "url", "archive", "raw"),
                    [[s.id, s.outlet, s.date.text, words(s.title), s.language, s.kind, s.url, s.archive, s.raw]
                     for s in dossier.sources]),
        "agreements": (("id", "title", "signed", "text_url"),
                       [[a.id, words(a.title), a.signed and a.signed.text, a.text_url] for a in dossier.agreements]),
        "parties": (("agreement", "agent", "role", "status", "by"),
                    [[a.id, p.agent, p.role or "signatory", p.status, p.by] for a in dossier.agreements for p in a.parties]),
        "provisions": (("id", "agreement", "kind", "text", "addressee", "measurable", "under", "from", "until", "deadline",
                        "measure", "op", "value", "unit", "allowed", "start", "duration", "renewal", "renewal_mode"),
                       [_provision(p, words) for p in dossier.provisions]),
        "claims": (("id", "about", "asserter", "valid", "recorded", "how", "stance", "of", "repeats", "rank", "reason",
                    "supersedes", "retracts", "text", "quote", "number", "hedge", "lo", "hi", "best", "kind", "says"),
                   [_claim(c, words) for c in dossier.claims]),
        "claim_sources": (("claim", "source"), [[c.id, source] for c in dossier.claims for source in c.via]),
        "events": (("id", "kind", "date", "title", "about", "place", "status", "follows", "type", "alleged", "low", "best",
                    "high", "verification"),
                   [[e.id, e.kind, e.date.text, words(e.title), e.about, e.place, e.status or "done", e.follows, e.type,
                     e.alleged, *_casualties(e), e.verification] for e in dossier.events]),
        "event_sources": (("event", "source"), [[e.id, source] for e in dossier.events for source in e.sources]),
        "participants": (("event", "agent", "role"), [[e.id, p.agent, p.role] for e in dossier.events for p in e.participants]),
        "overrides": (("about", "verdict", "from", "to", "by", "reason", "date"),
                      [[o.about, o.verdict, o.from_ and o.from_.text, o.to and o.to.text, o.by, words(o.reason), o.date.text]
                       for o in dossier.overrides]),
    }  # fmt: skip


def _casualties(event: Event) -> tuple[object, object, object]:
    found = event.casualties or Casualties()
    return found.lo, found.best, found.hi


def _provision(p: Any, words: Any) -> list[object]:
    limit, term = p.limit, p.term
    renewal = term.renewal if term else None
    return [
        p.id, p.agreement, p.kind, words(p.text), p.addressee, p.measurable, p.under, p.from_ and p.from_.text,
        p.until and p.until.text, p.deadline and p.deadline.text,
        *((limit.measure, limit.op, limit.value, limit.unit, "; ".join(limit.allowed)) if limit else [None] * 5),
        *((term.start.isoformat(), term.duration.text) if term else [None] * 2),
        *((renewal.duration.text, renewal.mode) if renewal else [None] * 2),
    ]  # fmt: skip


def _claim(c: Claim, words: Any) -> list[object]:
    value = c.value or Value()
    return [
        c.id, c.about, c.asserter, c.valid and c.valid.text, c.recorded and c.recorded.text, c.how, c.stance, c.of, c.repeats,
        c.rank, words(c.reason), c.supersedes, c.retracts, words(c.text), words(c.quote),
        value.number, value.hedge, value.lo, value.hi, value.best, c.kind, c.says,
    ]  # fmt: skip
