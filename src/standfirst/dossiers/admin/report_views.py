"""Reports from the field in the admin: what came, who may report, and what becomes of a report."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Outdated, reporting
from standfirst.dossiers.actions.deciding import Decided, accept, alike, event_of, look, refuse
from standfirst.dossiers.admin.report_forms import AcceptForm, InviteForm, RefuseForm
from standfirst.dossiers.admin.views import allowed, editable, effects_of, page
from standfirst.dossiers.identities import KeyMissing
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import DossierErrors
from standfirst.publication.reading import absolute, language_name, languages
from standfirst.stories.zone import day_of
from standfirst.theme.words import words

_SHOWN = 200


def may(request: HttpRequest, permission: str) -> None:
    """Refuse who has not ``permission`` of this room."""
    if not request.user.has_perm(f"dossiers.{permission}"):
        raise PermissionDenied


def _no_key() -> str:
    return _(
        "The key of the identities is missing, or is another one. Run “standfirst check”: it says what to do."
    )


@page
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported for a dossier, and who may report."""
    may(request, "view_report")
    dossier = get_object_or_404(room.Dossier, pk=pk)
    state = request.GET.get("state", room.Report.State.WAITING)
    found = dossier.reports.select_related("reporter", "decided_by")
    if state in room.Report.State.values:
        found = found.filter(state=state)
    rows = list(found[: _SHOWN + 1])
    form, link = InviteForm(request.POST or None), ""
    if request.method == "POST":
        may(request, "add_reporter")
        if form.is_valid():
            said = form.cleaned_data
            identity = {"name": said["name"], "contact": said["contact"]}
            try:
                _made, token = reporting.invite(dossier, identity, days=said["days"], user=request.user)
            except KeyMissing:
                messages.error(request, _no_key())
            else:
                link = absolute(f"/_/{said['language']}/field/{token}/")
                form = InviteForm()
    spoken = next((tag for tag in languages() if tag in dossier.languages), languages()[0])
    context = {
        "page_title": _("Reports from the field"), "page_subtitle": str(dossier), "header_icon": "mail", "dossier": dossier,
        "reports": rows[:_SHOWN], "more": len(rows) > _SHOWN, "state": state, "states": room.Report.State.choices,
        "form": form, "link": link, "reporters": dossier.reporters.all(), "now": timezone.now(),
        "address": absolute(f"/_/{spoken}/report/{dossier.slug}/"),
    }  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/reports.html", context)


@page
def report(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One report: what it says, what may be the same, and the incident that it would become."""
    may(request, "view_report")
    row = get_object_or_404(
        room.Report.objects.select_related("reporter", "dossier"), pk=number, dossier_id=pk
    )
    value = load(row.dossier)
    waiting = row.state == room.Report.State.WAITING
    decides = waiting and request.user.has_perm("dossiers.change_report")
    form = AcceptForm(request.POST or None, dossier=value, old=event_of(row, value))
    refusal = RefuseForm()
    errors: list[str] = []
    effects = None
    action = request.POST.get("action", "")
    if request.method == "POST":
        may(request, "change_report")
        try:
            if action == "refuse":
                refusal = RefuseForm(request.POST)
                if refusal.is_valid():
                    refuse(row, user=request.user, reason=refusal.cleaned_data["reason"])
                    messages.success(request, _("Refused. It is kept with the reason."))
                    return redirect("standfirst_dossiers:report", pk, number)
            elif form.is_valid():
                editable(request, pk)
                today = day_of(timezone.now())

                def event(source: str) -> Data:
                    return {"kind": "incident", **form.data_of([source])}

                if action == "look":
                    effects = effects_of(look(row, value, event, today))
                else:
                    seen = request.POST.get("seen", "")
                    accept(
                        row, value, event, user=request.user, why=form.cleaned_data["why"], day=today,
                        number=int(seen) if seen.isdigit() else None,
                    )  # fmt: skip
                    messages.success(request, _("It is an incident of the dossier now."))
                    return redirect("standfirst_dossiers:report", pk, number)
        except DossierErrors as error:
            errors = error.errors
        except Outdated:
            errors = [_("Somebody changed the dossier meanwhile. Look at what follows now, and save again.")]
        except Decided:
            messages.warning(request, _("Somebody decided it already."))
            return redirect("standfirst_dossiers:report", pk, number)
    if action == "refuse":
        form = AcceptForm(dossier=value, old=event_of(row, value))
    events, others = alike(row, value)
    context = {
        "page_title": str(row), "page_subtitle": str(row.dossier), "header_icon": "mail", "dossier": row.dossier,
        "report": row, "told": _told(row, value), "form": form, "refusal": refusal, "errors": errors, "effects": effects,
        "looked": effects is not None, "decides": decides, "events": events, "others": others,
    }  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/report.html", context)


def _told(row: room.Report, value: Any) -> list[tuple[str, str]]:
    """A report as it was sent."""
    places = {place.id: place.name[0][1] for place in value.places}
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


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the public report, or no longer."""
    dossier = editable(request, pk)
    allowed(request, "publish")
    reporting.take_reports(dossier, not dossier.takes_reports, user=request.user)
    messages.success(
        request,
        _("The public form is closed.")
        if dossier.takes_reports
        else _("The dossier leads readers to the form now."),
    )
    return redirect("standfirst_dossiers:reports", pk)


@require_POST
def revoke(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a reporter's link back."""
    may(request, "change_reporter")
    reporting.revoke(get_object_or_404(room.Reporter, pk=number, dossier_id=pk), user=request.user)
    messages.success(request, _("The link works no longer. What came by it stays."))
    return redirect("standfirst_dossiers:reports", pk)


@require_POST
def identity(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who a reporter is; it is logged that it was read."""
    return _identity(request, get_object_or_404(room.Reporter, pk=number, dossier_id=pk),
                     reverse("standfirst_dossiers:reports", args=[pk]))  # fmt: skip


@require_POST
def contact(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How the sender of a report can be reached; it is logged that it was read."""
    return _identity(request, get_object_or_404(room.Report, pk=number, dossier_id=pk),
                     reverse("standfirst_dossiers:report", args=[pk, number]))  # fmt: skip


def _identity(request: HttpRequest, of: room.Report | room.Reporter, back: str) -> HttpResponse:
    may(request, "read_identity")
    said: dict[str, str] = {}
    try:
        said = reporting.read_identity(of, user=request.user)
    except KeyMissing:
        messages.error(request, _no_key())
    context = {
        "page_title": str(of),
        "page_subtitle": str(of.dossier),
        "header_icon": "user",
        "said": said,
        "back": back,
    }
    return TemplateResponse(request, "dossiers/admin/identity.html", context)
