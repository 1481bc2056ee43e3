"""Incidents and claims from a table: columns taken for fields, every row checked, the bad ones kept with their reasons."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.changing import Edit, change
from standfirst.dossiers.actions.sheets import COMMON, REQUIRED, Sheet, read_sheet
from standfirst.dossiers.giving.incidents import cell
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import SECTIONS, free, ids_of, numbered
from standfirst.dossiers.reckoning import Dossier, DossierErrors, dossier_data, read_data
from standfirst.provenance.outlets import folded
from standfirst.publication.languages import slug

_REF = {"place": ("places",), "alleged": ("agents",), "asserter": ("agents",),
        "about": ("provisions", "agreements", "events", "claims")}  # fmt: skip


@dataclass
class Outcome:
    """What becomes of a table: the records of its good rows, and the bad rows with their reasons."""

    edits: list[Edit] = field(default_factory=list)
    good: int = 0
    bad: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)


class _Names:
    """Finds a dossier's records by their id or by a name."""

    def __init__(self, value: Dossier) -> None:
        self.ids = dict(ids_of(value))
        self.names: dict[tuple[str, str], str | None] = {}
        for section in SECTIONS:
            for record in getattr(value, section):
                texts = (
                    getattr(record, "name", None)
                    or getattr(record, "title", None)
                    or getattr(record, "text", None)
                )
                for name in {folded(text) for _tag, text in texts} if isinstance(texts, tuple) else ():
                    # Two records of one name: neither is meant for certain.
                    self.names[section, name] = None if (section, name) in self.names else record.id

    def find(self, word: str, sections: Sequence[str]) -> str | None:
        if self.ids.get(word) in sections:
            return word
        return next(
            (found for section in sections if (found := self.names.get((section, folded(word))))), None
        )


class _Rows:
    """Makes records of rows."""

    def __init__(self, section: str, value: Dossier) -> None:
        self.section, self.value = section, value
        self.names = _Names(value)
        self.taken = set(self.names.ids)
        self.language = value.dossier.languages[0]
        self.sources = {(each.outlet, each.date.text, each.url or ""): each.id for each in value.sources}

    def record(self, said: Mapping[str, str], more: list[Edit]) -> Data:
        """The record that a row says; ``more`` gets the source and the outlet that the dossier lacks.

        Raises:
            ValueError: what is wrong with the row.
        """
        for name in REQUIRED[self.section]:
            if not said.get(name):
                raise ValueError(_("%(field)s is empty") % {"field": name})
        found: Data = {
            name: value for name, value in said.items() if name not in (*COMMON, "low", "best", "high")
        }
        for name, sections in _REF.items():
            if name in found:
                found[name] = self._ref(name, found[name], sections)
        for name in ("title", "text", "quote"):
            if name in found:
                found[name] = {self.language: found[name]}
        numbers = {
            name: _number(name, said[name])
            for name in ("number", "lo", "hi", "low", "best", "high")
            if said.get(name)
        }
        if self.section == "events":
            found["kind"] = "incident"
            counts = {{"low": "lo", "high": "hi"}.get(name, name): value for name, value in numbers.items()}
            found |= {"casualties": counts} if counts else {}
            found["sources"] = [self._source(said, more)]
        else:
            for name in ("number", "lo", "hi", "hedge"):
                found.pop(name, None)
            hedge = {"hedge": said["hedge"]} if said.get("hedge") else {}
            found |= {"value": numbers | hedge} if numbers or hedge else {}
            found["via"] = [self._source(said, more)]
        if said.get("id") in self.taken:
            raise ValueError(_("there is a record %(id)s already") % {"id": said["id"]})
        found["id"] = said.get("id") or self._free(said, found)
        self.taken.add(found["id"])
        return found

    def _free(self, said: Mapping[str, str], found: Data) -> str:
        if self.section == "events":
            return free(f"incident-{said['date'].replace('/', '-')}", self.taken)
        return numbered(found["asserter"], self.taken)

    def _ref(self, name: str, word: str, sections: Sequence[str]) -> str:
        ident = self.names.find(word, sections)
        if ident is None:
            raise ValueError(_("%(field)s: there is no “%(word)s” in this dossier, or more than one")
                % {"field": name, "word": word[:60]})  # fmt: skip
        return ident

    def _source(self, said: Mapping[str, str], more: list[Edit]) -> str:
        if said.get("source"):
            return self._ref("source", said["source"], ("sources",))
        if not said.get("outlet") or not said.get("source_date"):
            raise ValueError(_("no source: expected source, or outlet and source_date"))
        outlet = self.names.find(said["outlet"], ("agents",))
        if outlet is None:
            outlet = free(slug(said["outlet"], self.language, 60) or "outlet", self.taken)
            more.append(
                Edit(
                    "agents", None, {"id": outlet, "kind": "outlet", "name": {self.language: said["outlet"]}}
                )
            )
            self.names.ids[outlet] = "agents"
            self.names.names["agents", folded(said["outlet"])] = outlet
        url = said.get("source_url", "")
        printed = "" if url.startswith(("https://", "http://")) else url
        url = "" if printed else url
        key = (outlet, said["source_date"], url)
        if key not in self.sources:
            self.sources[key] = free(f"{outlet}-{said['source_date'].replace('/', '-')}", self.taken)
            optional = {"url": url, "title": said.get("source_title"), "raw": printed}
            record = {"id": self.sources[key], "outlet": outlet, "date": said["source_date"], "kind": "press"}
            more.append(
                Edit("sources", None, record | {name: value for name, value in optional.items() if value})
            )
        return self.sources[key]


def _number(name: str, text: str) -> Decimal:
    try:
        return Decimal(text.replace("\N{NO-BREAK SPACE}", "").replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(
            _("%(field)s: “%(word)s” is no number") % {"field": name, "word": text[:60]}
        ) from error


def look(section: str, value: Dossier, sheet: Sheet, mapping: Mapping[str, str]) -> Outcome:
    """Work out what becomes of each row of a table. Nothing is saved."""
    made, outcome = _Rows(section, value), Outcome()
    pending: list[tuple[int, tuple[str, ...], Data, list[Edit]]] = []
    for line, row in sheet.rows:
        said = {
            mapping[column]: text
            for column, text in zip(sheet.columns, row, strict=False)
            if text and mapping.get(column)
        }
        more: list[Edit] = []
        try:
            pending.append((line, row, made.record(said, more), more))
        except ValueError as error:
            outcome.bad.append((line, row, str(error)))
            # What was added for it may be what later rows rest on; it stays, and goes where nobody does.
            pending += [(0, (), {}, more)] if more else []
    while True:
        edits = [edit for *_row, extra in pending for edit in extra]
        edits += [Edit(section, None, data) for line, _row, data, _more in pending if line]
        wrong = _faults(value, edits)
        if not wrong:
            break
        left = []
        for entry in pending:
            line, row, data, extra = entry
            names = [data.get("id"), *(edit.data["id"] for edit in extra if edit.data)]
            reason = next((wrong[name] for name in names if name in wrong), None)
            if reason is None:
                left.append(entry)
            elif line:
                outcome.bad.append((line, row, reason))
        if len(left) == len(pending):
            outcome.bad += [
                (line, row, "; ".join(wrong.values())) for line, row, _data, _more in pending if line
            ]
            left = []
        pending = left
    used = {
        name
        for line, _row, data, _more in pending
        if line
        for name in (*data.get("via", ()), *data.get("sources", ()))
    }
    sources = [edit for edit in edits if edit.section == "sources" and edit.data and edit.data["id"] in used]
    outlets = {edit.data["outlet"] for edit in sources if edit.data}
    agents = [edit for edit in edits if edit.section == "agents" and edit.data and edit.data["id"] in outlets]
    outcome.edits = [*agents, *sources, *(edit for edit in edits if edit.section == section)]
    outcome.good = sum(bool(line) for line, *_rest in pending)
    outcome.bad.sort(key=lambda entry: entry[0])
    return outcome


def _faults(value: Dossier, edits: Sequence[Edit]) -> dict[str, str]:
    """What is wrong with these new records, by the id of each; under an empty id what is wrong with none of them."""
    whole = dossier_data(value)
    for edit in edits:
        whole.setdefault(edit.section, []).append(edit.data)
    try:
        read_data(whole, "table")
    except DossierErrors as error:
        names = {edit.data["id"] for edit in edits if edit.data}
        found: dict[str, str] = {}
        for text in error.errors:
            where, _colon, said = text.removeprefix("table: ").partition(": ")
            name = where.rpartition(" ")[2]
            found.setdefault(name if name in names else "", said or text)
        return found
    return {}


def rejects(sheet: Sheet, outcome: Outcome) -> str:
    """The bad rows as a table again, with the line and the reason of each."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow([cell(value) for value in (*sheet.columns, "line", "reason")])
    for line, row, reason in outcome.bad:
        filled = [*row, *[""] * (len(sheet.columns) - len(row))][: len(sheet.columns)]
        rows.writerow([cell(value) for value in (*filled, str(line), reason)])
    return written.getvalue()


def remembered(dossier: room.Dossier, section: str) -> dict[str, str]:
    """What columns were taken for in earlier tables of the dossier, the latest first."""
    found: dict[str, str] = {}
    for mapping in dossier.tables.filter(section=section, done=True).values_list("mapping", flat=True)[:20]:
        for column, name in mapping.items():
            found.setdefault(column, name)
    return found


@transaction.atomic
def bring_in(table: room.Table, mapping: Mapping[str, str], *, user: Any, why: str, day: date) -> Outcome:
    """Add the good rows of a table to its dossier, and keep the bad ones with it."""
    sheet = read_sheet(table.content)
    outcome = look(table.section, load(table.dossier), sheet, mapping)
    if outcome.edits:
        change(table.dossier, outcome.edits, user=user, why=why or table.name, day=day)
    table.mapping, table.good, table.bad = dict(mapping), outcome.good, len(outcome.bad)
    table.rejected = rejects(sheet, outcome) if outcome.bad else ""
    table.content, table.done = "", True
    table.save()
    return outcome
