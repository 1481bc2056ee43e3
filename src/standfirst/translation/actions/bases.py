"""Saying what each sentence of a summary rests on. Nothing is set but by a person's word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.keys.turns import take_turn
from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused
from standfirst.stories.models import Story
from standfirst.translation.actions.saving import refuse_locked
from standfirst.translation.models import SummaryBasis
from standfirst.translation.pairing.resting import said_in
from standfirst.translation.pairing.states import digest
from standfirst.translation.summaries import BesideSources, Ours, Said, beside_sources, mark

MOST = 15
"""Sentences that one of ours may rest on."""
Kind = SummaryBasis.Kind


@dataclass(frozen=True)
class Rested:
    """What somebody says of one sentence of ours."""

    key: str
    """The hash of its words (``Ours.key``)."""
    was: str
    """``Ours.was`` when it was shown."""
    chosen: tuple[str, ...] = ()
    """``Said.value`` of each that was ticked."""
    numbers: str = ""
    """Those typed by number."""
    reason: str = ""
    """Why it is our own words; empty: it isn't."""
    still: bool = False
    """Ours was edited, and rests on the same still."""


def rest(
    story: Story,
    said: Iterable[Rested],
    *,
    user: Any = None,
    over: str = "",
    items: bool = True,
    at: datetime | None = None,
) -> list[str]:
    """Keep what sentences rest on; return the keys of those that somebody else changed meanwhile, which stay so.

    ``over`` is ``BesideSources.over`` as it was shown, by which numbers are read; ``items`` whether items were shown.

    Raises:
        Refused: it is no summary, is locked, or a number or a ticked sentence isn't there (any more). Nothing is saved.
    """
    at = at or timezone.now()
    with transaction.atomic():
        take_turn()
        story = Story.objects.get(pk=story.pk)
        refuse_locked(story, user)
        desk = beside_sources(story, items=items)
        if desk is None:
            raise Refused([_("This isn't a summary, or its original is missing.")])
        lines = {line.key: line for line in desk.lines}
        wanted, conflicts, reasons = [], [], []
        for each in said:
            line = lines.get(each.key)
            if not each.numbers and not each.still and each.was == mark(each.chosen, _reason(each.reason)):
                continue
            try:
                values = _values(desk, each, line, over)
            except Refused as refused:
                reasons += refused.reasons
                continue
            if line is None or (each.was != line.was and _differs(line, values, each)):
                conflicts.append(each.key)
            elif _differs(line, values, each) or (each.still and line.former):
                wanted.append((line, values, each.reason))
        if reasons:
            raise Refused(list(dict.fromkeys(reasons)), story)
        known = {one.value: one for one in desk.said}
        for line, values, reason in wanted:
            _keep(desk, line, values, reason, known, user, at)
        assert desk.draft.original is not None
        settle(desk.draft.original, desk.draft.original.title)
    return conflicts


def _differs(line: Ours, values: set[str], each: Rested) -> bool:
    return values != set(line.values) or _reason(each.reason) != line.reason


def _reason(said: str) -> str:
    return " ".join(said.split())[:300]


def _values(desk: BesideSources, each: Rested, line: Ours | None, over: str) -> set[str]:
    known = {one.value for one in desk.said}
    kept = set(line.values) if line is not None else set()
    values = set(each.chosen)
    if values - known - kept and (line is None or each.was == line.was):
        raise Refused(
            [_("A sentence that you chose isn't in its source any more. Choose again; nothing was saved.")]
        )
    values &= known | kept
    for typed in re.findall(r"\d{1,9}", each.numbers):
        found = desk.meant(int(typed), over)
        if found is None:
            raise Refused(
                [
                    _(
                        "There is no sentence %(number)s in the sources, or they changed meanwhile. Look again; nothing was "
                        "saved."
                    )
                    % {"number": int(typed)}
                ]
            )
        values.add(found.value)
    if len(values) > MOST:
        raise Refused(
            [_("A sentence can rest on %(count)d others at most. Nothing was saved.") % {"count": MOST}]
        )
    return values


def _keep(
    desk: BesideSources,
    line: Ours,
    values: set[str],
    reason: str,
    known: dict[str, Said],
    user: Any,
    at: datetime,
) -> None:
    ours = {
        "story_id": desk.draft.pk, "position": line.number, "sentence": line.text, "sentence_sha256": line.key,
        "made_by": user, "made_at": at,
    }  # fmt: skip
    rows = {row.value: row for row in line.rows}
    reason = _reason(reason)
    wanted = values | {""} if reason else values
    SummaryBasis.objects.filter(
        pk__in=[row.pk for value, row in rows.items() if value not in wanted]
    ).delete()
    for value in sorted(wanted):
        row = rows.get(value)
        if row is not None and not line.former and row.reason == (reason if not value else ""):
            continue
        if row is None:
            row = SummaryBasis(**_source(known.get(value)))
        for name, now in ours.items():
            setattr(row, name, now)
        row.reason = "" if value else reason
        row.save()


def _source(said: Said | None) -> dict[str, str]:
    if said is None:
        return {"source_kind": Kind.OWN}
    return {
        "source_kind": said.source.kind,
        "source_uid": said.source.uid,
        "source_name": said.source.name[:700],
        "source_sentence": said.text,
        "source_sha256": digest(said.text),
        "rests_on": said.source.mark,
    }


def settle(original: Original, title: str = "") -> None:
    """Note of all that rests on sentences which the original's text (and ``title``) still has that it was looked at."""
    if original.text_withheld or not original.text:
        return
    rows = SummaryBasis.objects.filter(source_kind=Kind.ORIGINAL, source_uid=original.uid)
    waiting = rows.exclude(rests_on=original.text_sha256)
    if marks := list(waiting.values_list("pk", "source_sha256")):
        here = {digest(each) for each in said_in(title, original.text)}
        SummaryBasis.objects.filter(pk__in=[pk for pk, its in marks if its in here]).update(
            rests_on=original.text_sha256
        )
