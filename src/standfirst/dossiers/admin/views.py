"""The admin's pages of dossiers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import DossierExists, Proposal, import_dossier, store
from standfirst.dossiers.admin.forms import FileForm
from standfirst.dossiers.charts import status_of
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Assessment, Dossier, DossierErrors, assess, dossier_data, read_bytes
from standfirst.dossiers.reckoning.tree import MAX_BYTES
from standfirst.stories.zone import day_of
from standfirst.theme.words import words

page = require_http_methods(["GET", "HEAD", "POST"])
SECTIONS = {
    "claims": gettext_lazy("Claims"),
    "events": gettext_lazy("Events"),
    "provisions": gettext_lazy("Provisions"),
    "agreements": gettext_lazy("Agreements"),
    "agents": gettext_lazy("Agents"),
    "sources": gettext_lazy("Sources"),
    "places": gettext_lazy("Places"),
    "overrides": gettext_lazy("Overrides"),
}
_SHOWN = 500


def allowed(request: HttpRequest, verb: str) -> None:
    """Refuse who may not ``verb`` dossiers."""
    if not request.user.has_perm(f"dossiers.{verb}_dossier"):
        raise PermissionDenied


def editable(request: HttpRequest, pk: int) -> room.Dossier:
    """Return the dossier, where the user may change it: one that readers see takes the right to publish too."""
    allowed(request, "change")
    dossier = get_object_or_404(room.Dossier, pk=pk)
    if dossier.live:
        allowed(request, "publish")
    return dossier


@page
def index(request: HttpRequest) -> HttpResponse:
    """All dossiers, and a form that takes a file."""
    allowed(request, "view")
    form = FileForm(request.POST or None, request.FILES or None)
    errors: list[str] = []
    if request.method == "POST":
        allowed(request, "add")
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                value = read_bytes(file.read(MAX_BYTES + 1), file.name)
                there = room.Dossier.objects.filter(ident=value.dossier.id).first()
                if there is not None:
                    editable(request, there.pk)
                made = import_dossier(
                    value, user=request.user, why=form.cleaned_data["why"] or file.name,
                    replace=form.cleaned_data["replace"],
                )  # fmt: skip
            except DossierErrors as error:
                errors = error.errors
            except DossierExists:
                errors = [_("A dossier of this id is here already. To replace it, say so below.")]
            else:
                messages.success(request, _("The dossier is here."))
                return redirect("standfirst_dossiers:dossier", made.pk)
    context = {"page_title": _("Dossiers"), "header_icon": "folder-open-1", "form": form, "errors": errors,
               "dossiers": room.Dossier.objects.all()}  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/index.html", context)


def dossier_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One dossier: its answers today, its records and its latest changes."""
    allowed(request, "view")
    dossier = get_object_or_404(room.Dossier, pk=pk)
    value, today = load(dossier), day_of(timezone.now())
    data = dossier_data(value)
    sections = [
        {
            "name": name,
            "label": label,
            "records": [
                (str(number) if name == "overrides" else record["id"], _label(record), _about(record))
                for number, record in enumerate(data.get(name, [])[:_SHOWN], 1)
            ],
            "more": len(data.get(name, [])) > _SHOWN,
        }
        for name, label in SECTIONS.items()
    ]
    names = names_of(value)
    answers = [
        (row.about, names[row.about], told(row), row.explanation) for row in assess(value, today, today)
    ]
    context = {
        "page_title": str(dossier), "header_icon": "folder-open-1", "dossier": dossier, "sections": sections,
        "reports": dossier.reports.filter(state=room.Report.State.WAITING).count(),
        "answers": answers, "changes": dossier.changes.select_related("made_by")[:15],
    }  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/dossier.html", context)


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier to readers, or take it from them."""
    allowed(request, "publish")
    dossier = get_object_or_404(room.Dossier, pk=pk)
    store(load(dossier), user=request.user, why="", dossier=dossier, live=not dossier.live)
    messages.success(
        request, _("Readers don’t see it any more.") if dossier.live else _("Readers see it now.")
    )
    return redirect("standfirst_dossiers:dossier", pk)


def names_of(value: Dossier) -> dict[str, str]:
    """Agreements and provisions by id, as an editor knows them."""
    named = [(each.id, each.title) for each in value.agreements] + [
        (each.id, each.text) for each in value.provisions
    ]
    return {ident: texts[0][1] for ident, texts in named}


def told(row: Assessment | None) -> str:
    """An answer in words."""
    if row is None:
        return "–"
    word = words(_)
    parts = [word(*status_of(row)), word("level", row.level) if row.level else "", word("state", row.state)]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def effects_of(proposal: Proposal) -> list[tuple[str, str, str, str]]:
    """The answers that would change: of what, before, after, and why."""
    names = names_of(proposal.value)
    rows = []
    for before, after in proposal.effects():
        row = after or before
        if row is not None:
            said = after.explanation if after is not None else ""
            rows.append((names.get(row.about, row.about), told(before), told(after), said))
    return rows


def differences(before: Data, after: Data) -> list[tuple[str, Any, Any]]:
    """The fields of a record that differ: name, before, after."""
    names = [*before, *(name for name in after if name not in before)]
    return [
        (name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]


def _label(record: Data) -> str:
    for name in ("title", "name", "text"):
        texts = record.get(name)
        if texts:
            return texts if isinstance(texts, str) else str(next(iter(texts.values())))
    return str(record.get("raw") or record.get("says") or record.get("verdict") or "")


def _about(record: Data) -> str:
    parts = (record.get(name, "") for name in ("kind", "asserter", "about", "outlet", "date"))
    return ", ".join(part for part in parts if isinstance(part, str) and part)
