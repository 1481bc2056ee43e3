"""One record in the admin: its form, what would follow, its history and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Edit, Outdated, Proposal, change, propose
from standfirst.dossiers.admin.citing import cited_in
from standfirst.dossiers.admin.forms import ClaimForm, initial_of
from standfirst.dossiers.admin.record_forms import FORMS
from standfirst.dossiers.admin.views import SECTIONS, allowed, differences, editable, effects_of, page
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Dossier, DossierErrors, dossier_data
from standfirst.stories.zone import day_of

_HISTORY = 50


@dataclass(frozen=True)
class Start:
    """Where a new record comes from, when it isn't an empty form: an upper room brings its own."""

    form: Callable[[Any, Dossier], Any]
    """Makes the form of what was sent (None: nothing yet) and the dossier."""
    sources: Callable[[Any, Dossier], tuple[str, list[Edit]]]
    """Returns for the valid form the source that the record rests on, and the records that it needs."""
    save: Callable[..., object]
    """As ``actions.change``."""
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    done: str = ""
    """The address of the page that follows."""


@page
def record(request: HttpRequest, pk: int, section: str, ident: str = "") -> HttpResponse:
    """One record: a form, what would follow, and the buttons that save or remove it."""
    return answered(request, editable(request, pk), section, ident)


def answered(
    request: HttpRequest, dossier: room.Dossier, section: str, ident: str = "", start: Start | None = None
) -> HttpResponse:
    """Show the form of a record, what would follow, or save it; ``dossier`` is one that the user may change."""
    if section not in SECTIONS:
        raise Http404
    value = load(dossier)
    old = _record(value, section, ident) if ident else None
    given = request.POST if request.method == "POST" else None
    form = _form(given, section, value, old) if start is None else start.form(given, value)
    action = request.POST.get("action", "save")
    errors: list[str] = []
    proposal: Proposal | None = None
    found: list[str] = []
    removing = action.startswith("remove")
    if request.method == "POST" and (removing or form.is_valid()):
        today = day_of(timezone.now())
        try:
            edits, found = (
                ([Edit(section, ident, None)], [])
                if removing
                else _edits(form, dossier, value, section, ident, start)
            )
            proposal = propose(dossier, edits, today)
            if action not in ("preview", "remove"):
                number = int(request.POST.get("seen") or proposal.number)
                why = str(request.POST.get("why", ""))
                save = change if start is None else start.save
                save(dossier, edits, user=request.user, why=why, day=today, number=number)
                messages.success(request, _("Saved."))
                return redirect(
                    start.done if start else reverse("standfirst_dossiers:dossier", args=[dossier.pk])
                )
        except DossierErrors as error:
            own = ident if removing else str(form.data_of([]).get("id", ident))
            errors = (
                error.errors
                if removing
                else _at_fields(form, error.errors, (f"{dossier.ident}: ", f"{section} ", f"{own}: "))
            )
        except (Outdated, ValueError):
            errors = [_("Somebody changed the dossier meanwhile. Look at what follows now, and save again.")]
    context = {
        "page_title": ident or str(SECTIONS[section]), "page_subtitle": str(dossier), "header_icon": "folder-open-1",
        "dossier": room.Dossier.objects.get(pk=dossier.pk), "form": form, "errors": errors, "ident": ident, "section": section,
        "found": found, "previewed": proposal is not None and not errors, "removing": removing and not errors,
        "effects": effects_of(proposal) if proposal is not None else [],
        "like": _like(form, value, ident) if section == "claims" and form.is_bound else [],
        "history": _history(dossier, section, ident) if ident else [],
    }  # fmt: skip
    if start is None:
        return TemplateResponse(request, "dossiers/admin/record.html", context)
    return TemplateResponse(request, start.template, context | dict(start.context))


def history(request: HttpRequest, pk: int, section: str, ident: str) -> HttpResponse:
    """What was done to one record, also to one that was removed."""
    allowed(request, "view")
    dossier = get_object_or_404(room.Dossier, pk=pk)
    context = {"page_title": ident, "page_subtitle": str(dossier), "header_icon": "history", "dossier": dossier,
               "history": _history(dossier, section, ident)}  # fmt: skip
    return TemplateResponse(request, "dossiers/admin/history_page.html", context)


@require_POST
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make a record what it was before a change: one that was removed is there again, one that was added is gone."""
    dossier = editable(request, pk)
    done = get_object_or_404(room.Change.objects.exclude(section="dossier"), pk=number, dossier=dossier)
    records = dossier_data(load(dossier)).get(done.section, [])
    overrides = done.section == "overrides"
    there = (
        any(str(place) == done.ident for place, _each in enumerate(records, 1))
        if overrides
        else any(each["id"] == done.ident for each in records)
    )
    if done.before is None and not there:
        messages.warning(request, _("It is gone already."))
        return redirect("standfirst_dossiers:dossier", pk)
    ident = done.ident if there and not (overrides and done.what == "removed") else None
    when = timezone.localtime(done.made_at).strftime("%Y-%m-%d %H:%M")
    why = _("As it was before the change of %(when)s") % {"when": when}
    try:
        change(
            dossier,
            [Edit(done.section, ident, done.before)],
            user=request.user,
            why=why,
            day=day_of(timezone.now()),
        )
    except DossierErrors as error:
        said = "; ".join(error.errors[:5])
        messages.error(request, _("It can’t be made so again, for other records changed since:") + f" {said}")
    else:
        messages.success(request, _("It is as it was before that change."))
    return redirect("standfirst_dossiers:history", pk, done.section, done.ident)


def _form(given: Any, section: str, value: Dossier, old: Data | None) -> Any:
    if section == "claims":
        return ClaimForm(given, dossier=value, initial=initial_of(old) if old else None)
    return FORMS[section](given, dossier=value, old=old)


def _edits(
    form: Any, dossier: room.Dossier, value: Dossier, section: str, ident: str, start: Start | None
) -> tuple[list[Edit], list[str]]:
    paragraph = form.cleaned_data.get("paragraph")
    via, edits = cited_in(paragraph, dossier, value, day_of(timezone.now())) if paragraph else ([], [])
    if start is not None:
        source, needed = start.sources(form, value)
        via, edits = [source, *via], [*needed, *edits]
    return [*edits, Edit(section, ident or None, form.data_of(via))], via


def _at_fields(form: Any, errors: Sequence[str], heads: Sequence[str]) -> list[str]:
    """Put each error, without these heads, at the field that it is about; return those about none."""
    left = []
    for error in errors:
        text = reduce(str.removeprefix, heads, error)
        match = re.match(r"(\w+)(?:: (\w+))?(?:: | is missing)", text)
        names = (f"{match[1]}_{match[2]}", match[1], {"term": "starts"}.get(match[1], "")) if match else ()
        name = next((name for name in names if name in form.fields), None)
        if name is None or match is None:
            left.append(text)
        else:
            form.add_error(name, text[match.end(1) :].lstrip(": ") if "missing" not in text else text)
    return left


def _record(value: Dossier, section: str, ident: str) -> Data:
    for number, found in enumerate(dossier_data(value).get(section, []), 1):
        if ident == (str(number) if section == "overrides" else found["id"]):
            return dict(found)
    raise Http404


def _history(dossier: room.Dossier, section: str, ident: str) -> list[dict[str, Any]]:
    rows = dossier.changes.filter(section=section, ident=ident).select_related("made_by")[:_HISTORY]
    return [{"change": row, "fields": differences(row.before or {}, row.after or {})} for row in rows]


def _like(form: Any, value: Dossier, ident: str) -> list[str]:
    """Claims that may be the same: of the same asserter about the same thing."""
    about, asserter = form.data.get("about"), form.data.get("asserter")
    return [
        claim.id
        for claim in value.claims
        if claim.about == about and claim.asserter == asserter and claim.id != ident
    ]
