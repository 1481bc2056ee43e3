"""One report from the field in the admin: what it says, what may be the same, and what becomes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Outdated, Proposal
from standfirst.dossiers.actions.deciding import (
    Decided,
    accept,
    alike,
    event_of,
    incidents_like,
    look,
    refuse,
)
from standfirst.dossiers.admin.identity_views import may
from standfirst.dossiers.admin.report_forms import AcceptForm, AddForm, RefuseForm
from standfirst.dossiers.admin.views import differences, editable, effects_of, page
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Dossier, DossierErrors, dossier_data
from standfirst.dossiers.reckoning.courses import recorded_on
from standfirst.dossiers.reckoning.dates import day_of as day_on
from standfirst.publication.reading import language_name
from standfirst.stories.zone import day_of
from standfirst.theme.words import words


@page
def report(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One report, and the incident that it would become, or that it would be one more source of."""
    may(request, "view_report")
    row = get_object_or_404(
        room.Report.objects.select_related("reporter", "dossier"), pk=number, dossier_id=pk
    )
    value = load(row.dossier)
    name = request.GET.get("onto", "")
    onto = _incident(value, name)
    if name and onto is None:
        messages.warning(request, _("That incident is not on record. Nothing was saved: choose again."))
        return redirect("standfirst_dossiers:report", pk, number)
    action = request.POST.get("action", "")
    given = request.POST if action not in ("", "refuse") else None
    form = (
        AddForm(given, dossier=value, old=onto)
        if onto
        else AcceptForm(given, dossier=value, old=event_of(row, value))
    )
    refusal = RefuseForm(request.POST if action == "refuse" else None)
    errors: list[str] = []
    proposal: Proposal | None = None
    if request.method == "POST":
        may(request, "change_report")
        try:
            if action == "refuse":
                if refusal.is_valid():
                    refuse(row, user=request.user, reason=refusal.cleaned_data["reason"])
                    messages.success(request, _("Refused. It is kept with the reason."))
                    return redirect("standfirst_dossiers:report", pk, number)
            elif form.is_valid():
                editable(request, pk)
                proposal = _accept(request, row, value, form, name)
                if proposal is None:
                    return redirect("standfirst_dossiers:report", pk, number)
        except DossierErrors as error:
            errors = error.errors
        except (Outdated, KeyError):
            errors = [_("Somebody changed the dossier meanwhile. Look at what follows now, and save again.")]
        except Decided:
            messages.warning(request, _("Somebody decided it already."))
            return redirect("standfirst_dossiers:report", pk, number)
    waiting = row.state == room.Report.State.WAITING
    places = {place.id: place.name[0][1] for place in value.places}
    context = {
        "page_title": str(row), "page_subtitle": str(row.dossier), "header_icon": "mail", "dossier": row.dossier,
        "report": row, "told": _told(row, places), "form": form, "refusal": refusal, "errors": errors,
        "decides": waiting and request.user.has_perm("dossiers.change_report"), "onto": onto,
        "effects": effects_of(proposal) if proposal is not None else [], "looked": proposal is not None,
        "differences": _became(onto, value, proposal.value) if onto and proposal is not None else [],
        "incidents": [
            (event, places.get(event.place or "", ""), event.title[0][1]) for event in incidents_like(row, value)
        ],
        "others": alike(row),
    }  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/report.html", context)


def _accept(
    request: HttpRequest, row: room.Report, value: Dossier, form: AcceptForm | AddForm, onto: str
) -> Proposal | None:
    """Look at what would follow, or (None) do it."""
    today = day_of(timezone.now())

    def event(source: str) -> Data:
        return form.data_of([source])

    if request.POST["action"] == "look":
        return look(row, value, event, today, onto)
    seen = request.POST.get("seen", "")
    accept(
        row, value, event, user=request.user, why=form.cleaned_data["why"], day=today, onto=onto,
        number=int(seen) if seen.isdigit() else row.dossier.number,
    )  # fmt: skip
    done = (
        _("It is one more source of the incident now.")
        if onto
        else _("It is an incident of the dossier now.")
    )
    messages.success(request, done)
    return None


def _incident(value: Dossier, ident: str) -> Data | None:
    found = (dict(each) for each in dossier_data(value).get("events", []) if each["id"] == ident)
    return next((each for each in found if each["kind"] == "incident"), None)


def _became(old: Data, before: Dossier, after: Dossier) -> list[tuple[str, Any, Any]]:
    """The fields of the incident that differ; and since when it is on record, which follows from its sources."""
    new = _incident(after, old["id"]) or {}
    was, now = _recorded(before, old["id"]), _recorded(after, old["id"])
    since = [(_("On record since"), was, now)] if was != now else []
    return [*differences(old, new), *since]


def _recorded(value: Dossier, ident: str) -> date | None:
    """When an event came on record: with the first of its sources, never before its own earliest day."""
    event = next(each for each in value.events if each.id == ident)
    dates = {source.id: source.date for source in value.sources}
    return day_on(max(recorded_on(event.sources, dates), event.date.first))


def _told(row: room.Report, places: dict[str, str]) -> list[tuple[str, str]]:
    """A report as it was sent."""
    counts = row.casualties
    order = (("lo", _("at least %(count)s")), ("best", "%(count)s"), ("hi", _("at most %(count)s")))
    told = [
        (_("When it happened"), row.date),
        (_("Where"), ", ".join(each for each in (places.get(row.place, row.place), row.where) if each)),
        (_("What happened"), row.seen),
        (_("How the sender knows"), words(_)("how", row.how)),
        (_("Kind"), row.type),
        (_("People killed or hurt"), ", ".join(text % {"count": counts[key]} for key, text in order if key in counts)),
        (_("Language"), language_name(row.language)),
    ]  # fmt: skip
    return [(label, said) for label, said in told if said]
