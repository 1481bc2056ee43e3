"""Records of a dossier added, changed or removed: looked at first, then saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.storing import store
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Assessment, Dossier, assess, dossier_data, read_data
from standfirst.dossiers.reckoning.reading import DossierErrors

__all__ = ["DossierErrors", "Edit", "Proposal", "change", "propose"]


@dataclass(frozen=True)
class Proposal:
    """A dossier as a change would make it, and what follows before and after."""

    number: int
    value: Dossier
    before: tuple[Assessment, ...]
    after: tuple[Assessment, ...]

    def effects(self) -> list[tuple[Assessment | None, Assessment | None]]:
        """The rows that change, ``(before, after)``; None where there is none."""
        old = {row.about: row for row in self.before}
        new = {row.about: row for row in self.after}
        names = [*old, *(name for name in new if name not in old)]
        return [(old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name)]


@dataclass(frozen=True)
class Edit:
    """One record as it is to be. ``ident`` is its id (of an override its number), None for a new one; ``data`` None
    removes it."""

    section: str
    ident: str | None
    data: Data | None


def propose(dossier: room.Dossier, edits: Iterable[Edit], day: date) -> Proposal:
    """What ``dossier`` becomes, and what follows on ``day``, where some records are changed.

    Raises:
        DossierErrors: everything that would be wrong with the dossier then.
        KeyError: there is no such record.
    """
    now = room.Dossier.objects.get(pk=dossier.pk)
    old = load(now)
    whole = dossier_data(old)
    for edit in edits:
        records = list(whole.get(edit.section, []))
        place = len(records) if edit.ident is None else _place(edit.section, records, edit.ident)
        records[place : place + 1] = [] if edit.data is None else [edit.data]
        whole[edit.section] = records
    new = read_data(whole, dossier.ident)
    return Proposal(now.number, new, tuple(assess(old, day, day)), tuple(assess(new, day, day)))


def _place(section: str, records: list[Data], ident: str) -> int:
    for place, record in enumerate(records):
        if ident == (str(place + 1) if section == "overrides" else record["id"]):
            return place
    raise KeyError(ident)


def change(
    dossier: room.Dossier,
    edits: Iterable[Edit],
    *,
    user: Any,
    why: str,
    day: date,
    number: int | None = None,
) -> room.Dossier:
    """Do what ``propose`` shows.

    Raises:
        DossierErrors: as ``propose``.
        Outdated: somebody changed the dossier since ``number``.
    """
    proposal = propose(dossier, edits, day)
    seen = proposal.number if number is None else number
    return store(proposal.value, user=user, why=why, dossier=dossier, number=seen)
