"""Who sent what from the field, in the admin: read, which is logged, and deleted for good."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import reporting
from standfirst.dossiers.admin.views import page
from standfirst.dossiers.identities import KeyMissing


def may(request: HttpRequest, permission: str) -> None:
    """Refuse who has not ``permission`` of this room."""
    if not request.user.has_perm(f"dossiers.{permission}"):
        raise PermissionDenied


def no_key() -> str:
    """Why an identity can be neither kept nor read."""
    return _(
        "The key of the identities is missing, or is another one. Run “standfirst check”: it says what to do."
    )


@require_POST
def identity(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Who a reporter is; it is logged that it was read."""
    return _read(request, get_object_or_404(room.Reporter, pk=number, dossier_id=pk))


@require_POST
def contact(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """How the sender of a report can be reached; it is logged that it was read."""
    return _read(request, get_object_or_404(room.Report, pk=number, dossier_id=pk))


def _read(request: HttpRequest, of: room.Report | room.Reporter) -> HttpResponse:
    may(request, "read_identity")
    said: dict[str, str] = {}
    try:
        said = reporting.read_identity(of, user=request.user)
    except KeyMissing:
        messages.error(request, no_key())
    context = _about(of) | {"said": said}
    return TemplateResponse(request, "dossiers/admin/identity.html", context)


@page
def forget_reporter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Delete who a reporter is, after asking."""
    return _forget(request, get_object_or_404(room.Reporter, pk=number, dossier_id=pk))


@page
def forget_sender(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Delete how the sender of a report can be reached, after asking."""
    return _forget(request, get_object_or_404(room.Report, pk=number, dossier_id=pk))


def _forget(request: HttpRequest, of: room.Report | room.Reporter) -> HttpResponse:
    may(request, "read_identity")
    about = _about(of)
    if request.method == "POST" or not of.identity:
        if request.method == "POST" and reporting.forget(of, user=request.user):
            messages.success(request, _("The identity is deleted. That you did it is in the log."))
        else:
            messages.warning(request, _("No identity is kept here any more."))
        return redirect(about["back"])
    reporter = of if isinstance(of, room.Reporter) else None
    context = about | {
        "page_title": _("Delete who it is") if reporter else _("Delete the contact"),
        "page_subtitle": f"{of}, {of.dossier}",
        "reporter": reporter,
        "reports": reporter.reports.count() if reporter else 0,
    }
    return TemplateResponse(request, "dossiers/admin/forget.html", context)


def _about(of: room.Report | room.Reporter) -> dict[str, str]:
    """What the pages about an identity share; where they lead back to, and where it is deleted."""
    report = isinstance(of, room.Report)
    back, forget = ("report", "forget_sender") if report else ("reports", "forget_reporter")
    there = [of.dossier_id, of.pk]
    return {
        "page_title": str(of),
        "page_subtitle": str(of.dossier),
        "header_icon": "user",
        "back": reverse(f"standfirst_dossiers:{back}", args=there if report else there[:1]),
        "forget": reverse(f"standfirst_dossiers:{forget}", args=there),
    }
