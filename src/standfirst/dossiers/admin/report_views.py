"""Reports from the field in the admin: what came, and who may report."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import reporting
from standfirst.dossiers.admin.identity_views import may, no_key
from standfirst.dossiers.admin.report_forms import InviteForm
from standfirst.dossiers.admin.views import allowed, editable, page
from standfirst.dossiers.identities import KeyMissing
from standfirst.publication.reading import absolute, languages

_SHOWN = 200


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
                messages.error(request, no_key())
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
