"""Sentences of stories that were written when a dossier said something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from standfirst.dossiers.charts import status_of
from standfirst.dossiers.reckoning import Assessment
from standfirst.dossiers.reckoning.voices import Aside
from standfirst.dossiers.values import Answered
from standfirst.stories.boxes import Resting

_FALLEN = frozenset({"deprecated", "retracted", "superseded", "outdone", "repeats"})
"""Why a claim no longer carries what was built on it. That it holds for other days only takes nothing from it."""
_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2}): (verdict|state|standing) ([a-z ]{1,30}?)(?:, ([a-z]{1,20}))?")


@dataclass(frozen=True)
class Stale:
    """A sentence that the dossier has moved on from."""

    sentence: str
    day: date | None
    """When it was written; None where nobody noted it."""
    was: Answered | None
    now: Answered | None
    """None: it is no longer on record. Where only claims fell, ``was`` and ``now`` are the same."""
    fallen: tuple[Aside, ...]
    """The claims it rests on that count no longer; one without a code is gone."""


def answered(row: Assessment) -> Answered:
    """What a row says."""
    record, status = status_of(row)
    return Answered(record, status, row.level or "")


def written(row: Assessment | None, day: date) -> str:
    """What is noted with a sentence written on ``day``, such as ``2024-04-22: verdict exceeded, alleged``."""
    if row is None:
        return ""
    said = answered(row)
    return f"{day}: {said.record} {said.status}{f', {said.level}' if said.level else ''}"


def noted(text: str) -> tuple[date | None, Answered | None]:
    """Read what ``written`` wrote; nothing of anything else."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None, None
    try:
        day = date.fromisoformat(match[1])
    except ValueError:
        return None, None
    return day, Answered(match[2], match[3], match[4] or "")


def stale(resting: Resting, row: Assessment | None, known: Iterable[str]) -> Stale | None:
    """Whether the dossier has moved on from a sentence; None where it still stands.

    ``row`` is the answer today of what it rests on, and ``known`` are the claims on record about that.
    """
    day, was = noted(resting.written)
    now = answered(row) if row is not None else None
    aside = {each.claim: each for each in row.set_aside} if row is not None else {}
    there = set(known)
    fallen = tuple(
        aside[ident] if ident in there else Aside(ident, "", "")
        for ident in resting.claims
        if ident not in there or (ident in aside and aside[ident].code in _FALLEN)
    )
    if not fallen and (was is None or was == now):
        return None
    return Stale(resting.sentence, day, was, now, fallen)
