"""Reports from the field decided: a new incident, one more source of one on record, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.changing import Edit, Proposal, change, propose
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import free, ids_of, numbered
from standfirst.dossiers.reckoning import Dossier, DossierErrors, NotEdtf, parse_edtf
from standfirst.dossiers.reckoning.records import Event
from standfirst.provenance.models import Agent
from standfirst.provenance.outlets import folded
from standfirst.publication.languages import slug
from standfirst.publication.reading import publication
from standfirst.publication.text import any_text
from standfirst.stories.zone import day_of

__all__ = ["Decided", "DossierErrors", "accept", "alike", "event_of", "incidents_like", "look", "refuse"]

DAYS_APART = 2
"""So many days may lie between a report and an incident that could be the same."""
MOST_LIKE = 50
MakeEvent = Callable[[str], Data]
"""The event as its file has it, given the id of the source that it rests on, or rests on too."""


class Decided(Exception):
    """Somebody decided it already."""


def event_of(report: room.Report, value: Dossier) -> Data:
    """What an event of ``report`` begins with: an editor puts it into the dossier's own words."""
    language = report.language if report.language in value.dossier.languages else value.dossier.languages[0]
    found: Data = {
        "kind": "incident", "date": report.date, "title": {language: report.seen[:300]}, "type": report.type,
        "casualties": dict(report.casualties), "verification": "reported",
    }  # fmt: skip
    if any(place.id == report.place for place in value.places):
        found["place"] = report.place
    return {name: said for name, said in found.items() if said}


def look(report: room.Report, value: Dossier, make: MakeEvent, day: date, onto: str = "") -> Proposal:
    """What the dossier would become; ``onto`` as in ``accept``.

    Raises:
        DossierErrors: all that would be wrong with it.
        KeyError: there is no event ``onto``.
    """
    return propose(report.dossier, _edits(report, value, make, onto)[0], day)


@transaction.atomic
def accept(
    report: room.Report, value: Dossier, make: MakeEvent, *, user: Any, why: str, day: date, onto: str = "",
    number: int | None = None,
) -> room.Report:  # fmt: skip
    """Make an event of a report, with a source that says what kind of report it is and nothing of who sent it.

    ``onto`` is the id of an event on record, which ``make`` then gives as it is to be: the source becomes one of its.

    Raises:
        Decided: somebody was faster.
        DossierErrors, Outdated, KeyError: as ``changing.change``. Nothing is changed then.
    """
    row = _waiting(report)
    edits, event = _edits(row, value, make, onto)
    change(row.dossier, edits, user=user, why=why or _("A report from the field"), day=day, number=number)
    return _decide(row, room.Report.State.ACCEPTED, user, why, event)


@transaction.atomic
def refuse(report: room.Report, *, user: Any, reason: str) -> room.Report:
    """Leave a report out. It is kept, with the reason.

    Raises:
        Decided: somebody was faster.
    """
    return _decide(_waiting(report), room.Report.State.REFUSED, user, reason)


def _waiting(report: room.Report) -> room.Report:
    row = room.Report.objects.select_for_update().get(pk=report.pk)
    if row.state != room.Report.State.WAITING:
        raise Decided
    return row


def _decide(row: room.Report, state: str, user: Any, reason: str, event: str = "") -> room.Report:
    row.state, row.decided_by, row.decided_at = state, user, timezone.now()
    row.reason, row.event = reason[:500], event
    row.save(update_fields=["state", "decided_by", "decided_at", "reason", "event"])
    log(instance=row, action="standfirst.decide", user=user, data={"state": str(state)})
    return row


def _edits(report: room.Report, value: Dossier, make: MakeEvent, onto: str) -> tuple[list[Edit], str]:
    taken = {ident for ident, _section in ids_of(value)}
    outlet, edits = _house(report.dossier, value, taken)
    source = numbered("field-report", taken)
    number = source.rpartition("-")[2]
    with override(value.dossier.languages[0]):
        title = (
            _("Field report %(number)s of an accredited reporter, for “%(dossier)s”")
            if report.reporter_id is not None
            else _("Field report %(number)s from the public, for “%(dossier)s”")
        )
        title %= {"number": number, "dossier": value.dossier.title[0][1]}
    # The day alone: a time of arrival could tell who sent it.
    record: Data = {"id": source, "outlet": outlet, "date": day_of(report.arrived_at).isoformat(), "title": title,
                    "kind": "press", "language": report.language}  # fmt: skip
    event = make(source)
    return [*edits, Edit("sources", None, record), Edit("events", onto or None, event)], event["id"]


def _house(dossier: room.Dossier, value: Dossier, taken: set[str]) -> tuple[str, list[Edit]]:
    """The publication itself as an agent of the dossier, and the edit that adds it where it is none yet."""
    record = publication()
    house: Agent | None = record.house
    if house is not None:
        known = dossier.dossieragents.filter(agent=house).values_list("ident", flat=True).first()
        if known is not None:
            return known, []
    name: dict[str, str] = house.name if house is not None else record.name
    names = {folded(each) for each in name.values()}
    for agent in value.agents:
        if agent.kind == "outlet" and names & {folded(said) for _language, said in agent.name}:
            return agent.id, []
    kind = house.kind if house is not None and house.kind != "desk" else "outlet"
    stem = house.slug if house is not None else slug(any_text(name)[0], "en", 60)
    ident = free(stem or "house", taken)
    return ident, [Edit("agents", None, {"id": ident, "kind": kind, "name": name})]


def incidents_like(report: room.Report, value: Dossier) -> list[Event]:
    """The incidents on record that a report could tell of too, the likeliest first.

    They lie within ``DAYS_APART`` days of it and are of its kind or at its place. Where one of the two names none of the
    dossier's places, the place decides nothing against it.
    """
    when, kind = parse_edtf(report.date), folded(report.type)
    found = []
    for event in value.events:
        apart = max(event.date.first - when.last, when.first - event.date.last, 0)
        if event.kind != "incident" or apart > DAYS_APART:
            continue
        there = bool(report.place) and event.place == report.place
        same = bool(kind) and folded(event.type or "") == kind
        if there or same or not (report.place and event.place):
            found.append((-there - same, apart, event))
    found.sort(key=lambda each: each[:2])
    return [event for _rank, _apart, event in found[:MOST_LIKE]]


def alike(report: room.Report) -> list[room.Report]:
    """The other reports that may tell of the same: of the same day and place."""
    when = parse_edtf(report.date)
    found = []
    for other in report.dossier.reports.filter(place=report.place).exclude(pk=report.pk)[:500]:
        try:
            that = parse_edtf(other.date)
        except NotEdtf:
            continue
        if that.first <= when.last and when.first <= that.last:
            found.append(other)
    return found
