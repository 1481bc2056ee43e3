"""A whole dossier written: only what differs, each difference with a line of history, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from standfirst.dossiers import models as room
from standfirst.dossiers.changes import INDEX
from standfirst.dossiers.loading import MODELS, archive_of, head_data, rows_of
from standfirst.dossiers.mapping import Data, columns_of, stored
from standfirst.dossiers.naming import free
from standfirst.dossiers.reckoning import Dossier, dossier_data
from standfirst.dossiers.shared import Finder, agent_own, source_own
from standfirst.keys.changes import changed
from standfirst.publication.languages import slug
from standfirst.publication.reserved import RESERVED

_BATCH = 500


class Outdated(Exception):
    """Somebody changed the dossier since it was read. Nothing was written: look again, and save again."""


@dataclass
class _Work:
    """One storing: who does it and why, and what is found to differ."""

    dossier: room.Dossier
    user: Any
    why: str
    at: datetime
    history: list[room.Change] = field(default_factory=list)

    def note(self, section: str, ident: str, before: Data | None, after: Data | None) -> None:
        what = "added" if before is None else "removed" if after is None else "changed"
        self.history.append(
            room.Change(
                dossier=self.dossier, section=section, ident=ident, what=what, before=before, after=after,
                why=self.why[:500], made_by=self.user, made_at=self.at,
            )
        )  # fmt: skip


@transaction.atomic
def store(
    value: Dossier,
    *,
    user: Any,
    why: str,
    dossier: room.Dossier | None = None,
    number: int | None = None,
    live: bool | None = None,
    at: datetime | None = None,
) -> room.Dossier:
    """Make ``dossier`` (None: a new one) what ``value`` says, a value that was read without faults.

    Raises:
        Outdated: its ``number`` is no longer the one given.
    """
    new = dossier is None
    row = room.Dossier() if dossier is None else room.Dossier.objects.select_for_update().get(pk=dossier.pk)
    if number is not None and row.number != number:
        raise Outdated
    data = stored(dossier_data(value))
    work = _Work(row, user, why, at or timezone.now())
    was_live = row.live
    before = None if new else head_data(row)
    old = {section: [] for section in MODELS} if new else rows_of(row).data
    _head(row, data["dossier"], live)
    if before != data["dossier"]:
        work.note("dossier", row.ident, before, data["dossier"])
    _sections(work, old, data)
    if not work.history and was_live == row.live:
        return row
    row.number += 1
    row.save(update_fields=["number"])
    room.Change.objects.bulk_create(work.history, batch_size=_BATCH)
    log(instance=row, action="wagtail.create" if new else "wagtail.edit", user=user)
    changed(row.key, *([INDEX] if before != data["dossier"] or was_live != row.live else []))
    return row


def _head(row: room.Dossier, data: Data, live: bool | None) -> None:
    row.ident = data["id"]
    row.title, row.summary = data["title"], data.get("summary", {})
    row.languages, row.licence = data["languages"], data.get("licence", "")
    row.boundary_policy = data.get("boundary_policy", {})
    row.slug = row.slug or _free_address(row)
    row.live = row.live if live is None else live
    row.save()


def _free_address(row: room.Dossier) -> str:
    base = slug(row.ident, "en", 70) or "dossier"
    if base in RESERVED or base.isdigit():
        base = f"dossier-{base}"
    return free(base, set(room.Dossier.objects.filter(slug__startswith=base).values_list("slug", flat=True)))


def _sections(work: _Work, old: dict[str, list[Data]], data: Data) -> None:
    new = {section: _by_ident(section, data.get(section, [])) for section in MODELS}
    known = {section: _by_ident(section, old[section]) for section in MODELS}
    rows = {
        section: {row.ident: row for row in model.objects.filter(dossier=work.dossier)}
        for section, model in MODELS.items()
    }
    links = _Links(work.dossier, new, rows)
    for section, model in MODELS.items():
        add, edit, move = [], [], []
        for position, (ident, said) in enumerate(new[section].items()):
            row = rows[section].get(ident)
            differs = known[section].get(ident) != said
            if differs:
                work.note(section, ident, known[section].get(ident), said)
            if row is None:
                row = model(dossier=work.dossier, ident=ident, position=position)
                add.append(row)
            elif differs:
                edit.append(row)
            elif row.position != position:
                move.append(row)
            row.position = position
            if differs:
                links.fill(section, row, said)
        gone = [row for ident, row in rows[section].items() if ident not in new[section]]
        for row in gone:
            work.note(section, row.ident, known[section].get(row.ident), None)
        model.objects.filter(pk__in=[row.pk for row in gone]).delete()
        model.objects.bulk_create(add, batch_size=_BATCH)
        if edit:
            names = [
                each.name for each in model._meta.concrete_fields if each.name not in ("id", "uid", "dossier")
            ]
            model.objects.bulk_update(edit, names, batch_size=_BATCH)
        model.objects.bulk_update(move, ["position"], batch_size=_BATCH)


def _by_ident(section: str, records: Iterable[Data]) -> dict[str, Data]:
    if section == "overrides":
        return {str(number): record for number, record in enumerate(records, 1)}
    return {record["id"]: record for record in records}


class _Links:
    """Fills rows, those of agents and sources with the records of the provenance room."""

    def __init__(
        self, dossier: room.Dossier, new: dict[str, dict[str, Data]], rows: dict[str, dict[str, Any]]
    ) -> None:
        self.rows, self.new = rows, new
        self.agents = {ident: row.agent for ident, row in self._with("agents", dossier, "agent").items()}
        self.sources = self._with("sources", dossier, "source")
        self._finder: Finder | None = None
        self.addresses = {
            section: {row.address for row in rows[section].values()}
            for section in ("agreements", "provisions")
        }

    def _with(self, section: str, dossier: room.Dossier, relation: str) -> dict[str, Any]:
        found = MODELS[section].objects.filter(dossier=dossier).select_related(relation)
        return {row.ident: row for row in found} if self.rows[section] else {}

    @property
    def finder(self) -> Finder:
        if self._finder is None:
            self._finder = Finder(
                (agent.pk for agent in self.agents.values()), (row.source_id for row in self.sources.values())
            )
        return self._finder

    def fill(self, section: str, row: Any, said: Data) -> None:
        if section == "agents":
            if row.agent_id is None:
                row.agent = self.finder.agent(said)
            agent = self.agents.setdefault(row.ident, row.agent)
            row.part_of, row.own = said.get("part_of", ""), agent_own(said, agent)
        elif section == "sources":
            outlet = self.agents[said["outlet"]]
            if row.source_id is None:
                row.source = self.finder.source(said, outlet)
            row.own = source_own(said, row.source, self._outlet(row.source.outlet_id), archive_of(row))
        else:
            for name, value in columns_of(section, said).items():
                setattr(row, name, _as_column(row, name, value))
            if section in self.addresses and not row.address:
                row.address = free(slug(row.ident, "en", 90) or section, self.addresses[section])

    def _outlet(self, number: int) -> str:
        return next((ident for ident, agent in self.agents.items() if agent.pk == number), "")


def _as_column(row: Any, name: str, value: Any) -> Any:
    if value is not None:
        return value
    return row._meta.get_field(name).get_default() if not row._meta.get_field(name).null else None
