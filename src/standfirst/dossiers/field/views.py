"""The forms for reports. They know no account and set no cookie: a reporter's link is its own key, and the public has none.

So nothing is done in anybody's name, and a form that was opened days ago, without a line, can still be sent.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.reporting import OtherWords, TooMany, receive, reporter_of
from standfirst.dossiers.field.forms import PublicForm, ReportForm
from standfirst.dossiers.field.limits import within
from standfirst.dossiers.identities import KeyMissing
from standfirst.keys.uid import new_uid
from standfirst.publication.text import any_text
from standfirst.theme.assets import asset

MOST_BYTES = 100_000

_page = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@never_cache
@_page
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for anybody, of a dossier that takes reports."""
    dossier = get_object_or_404(room.Dossier, slug=slug, live=True, takes_reports=True)
    return _form(request, dossier, None)


@csrf_exempt
@never_cache
@_page
def field(request: HttpRequest, token: str) -> HttpResponse:
    """The form of an accredited reporter."""
    reporter = reporter_of(token, timezone.now())
    if reporter is None:
        if _wants_json(request):
            gone = _("Your link works no longer. Ask the editors for a new one.")
            return JsonResponse({"errors": [gone]}, status=404)
        raise Http404
    return _form(request, reporter.dossier, reporter)


def _form(request: HttpRequest, dossier: room.Dossier, reporter: room.Reporter | None) -> HttpResponse:
    language = get_language() or "en"
    make: type[ReportForm] = PublicForm if reporter is None else ReportForm
    options: dict[str, Any] = {"dossier": dossier, "language": language}
    if request.method != "POST":
        return _show(request, dossier, reporter, make(**options))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        form = make(**options)
        return _show(request, dossier, reporter, form, [_("That is too much text for one report.")], 413)
    form = make(request.POST, **options)
    if not form.is_valid():
        return _show(request, dossier, reporter, form, status=400)
    said = form.said()
    known = room.Report.objects.filter(sent_uid=said.sent_uid).exists()
    busy = _("We can’t take more reports now. Keep it, and send it again tomorrow.")
    if reporter is None and not known and not within(request.META["REMOTE_ADDR"], timezone.now()):
        return _show(request, dossier, reporter, form, [busy], 429)
    try:
        report = receive(dossier, said, reporter)
    except TooMany:
        return _show(request, dossier, reporter, form, [busy], 429)
    except KeyMissing:
        unsafe = _("We can’t keep your contact safely now. Leave it empty, or send the report later.")
        return _show(request, dossier, reporter, form, [unsafe], 503)
    except OtherWords:
        data = request.POST.copy()
        data["sent_uid"] = new_uid()
        again = _(
            "You changed a report that has arrived already. To send this as another one, press once more."
        )
        return _show(request, dossier, reporter, make(data, **options), [again], 409)
    if _wants_json(request):
        arrived = report.arrived_at.isoformat(timespec="seconds")
        return JsonResponse({"uid": report.sent_uid, "receipt": report.receipt, "arrived": arrived})
    context = {"report": report, "title": _title(dossier, language), "again": request.get_full_path()}
    return render(request, "dossiers/field/received.html", context)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept") == "application/json"


def _title(dossier: room.Dossier, language: str) -> str:
    return any_text(dossier.title, language, *dossier.languages)[0]


def _show(
    request: HttpRequest,
    dossier: room.Dossier,
    reporter: room.Reporter | None,
    form: ReportForm,
    errors: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with all that is wrong."""
    errors = errors or []
    if _wants_json(request):
        told = [
            f"{form.fields[name].label}: {said}" if name in form.fields and form.fields[name].label else said
            for name, found in form.errors.items()
            for said in found
        ]
        return JsonResponse({"errors": [*errors, *told]}, status=status)
    context = {
        "form": form,
        "problems": errors,
        "title": _title(dossier, get_language() or "en"),
        "reporter": reporter,
        "box": f"{dossier.uid}{f'-{reporter.number}' if reporter else ''}",
        "script": asset("reports.js"),
        "hidden": [form[name] for name in ("sent_uid", "begun") if name in form.fields],
        "shown": [each for each in form.visible_fields() if each.name != "website"],
        "trap": form["website"] if "website" in form.fields else None,
    }
    return render(request, "dossiers/field/form.html", context, status=status)
