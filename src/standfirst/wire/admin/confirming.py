"""The page on which an editor confirms or corrects what was read from a page, and says what it becomes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from standfirst.provenance.outlets import Outlets
from standfirst.stories.actions import Refused
from standfirst.stories.admin.access import story_for
from standfirst.wire.actions import begin_empty, choose, confirm, correct, take_back, ways
from standfirst.wire.actions.drafts import draft_of
from standfirst.wire.admin.forms import ORIGIN_CHOICES, FactsForm
from standfirst.wire.admin.panels import context_of
from standfirst.wire.admin.shown import facts, seen
from standfirst.wire.models import FIELDS, Intake


def _intake(request: HttpRequest, pk: int) -> Intake:
    story = story_for(request, pk, "edit")
    around = ("original__outlet", "original__rights_holder", "story__locale")
    intake = Intake.objects.select_related(*around).filter(story=story).first()
    if intake is None:
        raise Http404
    return intake


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the story form's panel alone: the form fetches it anew after each save."""
    return TemplateResponse(request, "wire/admin/facts.html", context_of(_intake(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each field with where it came from; take corrections and confirmations."""
    intake = _intake(request, pk)
    if request.method != "POST":
        return _answer(request, intake, FactsForm(intake, for_user=request.user))
    if request.POST.get("seen") != seen(intake):
        messages.warning(request, _("Somebody changed this meanwhile. Look at it again."))
        return redirect("standfirst_wire:page", pk)
    act, _colon, name = request.POST.get("act", "").partition(":")
    confirming = intake.unconfirmed if act == "all" else [name] if act == "confirm" else []
    form = FactsForm(intake, _with_chosen(request, intake), confirming=confirming, for_user=request.user)
    if not form.is_valid():
        return _answer(request, _intake(request, pk), form)
    try:
        changed = correct(intake, form.values(), user=request.user)
        if act == "undo":
            take_back(intake, [name], user=request.user)
        elif confirming:
            intake = confirm(intake, confirming, user=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    except KeyError:
        messages.error(request, _("There is no such field."))
    else:
        _say(request, intake, act, name, changed)
    return redirect("standfirst_wire:page", pk)


def _say(request: HttpRequest, intake: Intake, act: str, name: str, changed: list[str]) -> None:
    left = len(intake.unconfirmed)
    if act == "undo":
        messages.success(
            request, _("%(field)s: to be confirmed again.") % {"field": str(FIELDS[name]).capitalize()}
        )
    elif act in {"all", "confirm"} and not left:
        messages.success(request, _("All that was read from the page is confirmed."))
    elif act in {"all", "confirm"}:
        said = ngettext("Confirmed. %(count)d is left.", "Confirmed. %(count)d are left.", left)
        messages.success(request, said % {"count": left})
    elif changed:
        messages.success(request, _("Saved, and not confirmed yet."))


def _with_chosen(request: HttpRequest, intake: Intake) -> QueryDict:
    """Return what was posted; where ``act`` is ``use:<field>:<number>``, with what that other place says."""
    data = request.POST.copy()
    act, _colon, rest = data.get("act", "").partition(":")
    name, _colon, number = rest.partition(":")
    others = intake.fields.get(name, {}).get("others", [])
    if act == "use" and name in intake.unconfirmed and number.isdigit() and int(number) < len(others):
        said = others[int(number)][1]
        if name == "outlet":
            data["outlet"] = str(Outlets.load().propose(said[:200], intake.original.language))
        elif name == "body":
            data["text"] = f"{data.get('text', '').rstrip()}\n\n{said}"
        else:
            data[name] = "\n".join(said) if isinstance(said, list) else said
    return data


@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft what was chosen, where licence or permission allows it."""
    intake = _intake(request, pk)
    try:
        way = choose(intake, request.POST.get("way", ""), user=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(
            request,
            _("What it becomes: %(origin)s.") % {"origin": str(dict(ORIGIN_CHOICES)[way.origin]).lower()},
        )
    return redirect("standfirst_wire:page", pk)


@require_POST
def empty(request: HttpRequest, pk: int) -> HttpResponse:
    """Empty the draft's body, to be written in our own words, and lead to the form."""
    intake = _intake(request, pk)
    try:
        begin_empty(intake, user=request.user)
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The body is empty. What it held is in the story's history."))
    return redirect("wagtailadmin_pages:edit", pk)


def _answer(request: HttpRequest, intake: Intake, form: FactsForm) -> HttpResponse:
    draft = draft_of(intake)
    context: dict[str, Any] = context_of(intake) | {
        "story": draft,
        "form": form,
        "rows": [(fact, form.fields_of(fact.name)) for fact in facts(intake)],
        "media": form.media,
        "seen": seen(intake),
        "origins": _origins(intake, draft),
        "published": draft.address_year is not None,
        "page_title": _("Imported page"),
        "page_subtitle": draft.title,
        "header_icon": "download",
    }
    return TemplateResponse(request, "wire/admin/page.html", context, status=422 if form.errors else 200)


def _origins(intake: Intake, draft: Any) -> list[dict[str, Any]]:
    """Return each origin with the ways to it that are open, or why none is."""
    found = ways(intake)
    chosen = f"{draft.origin}:{draft.permission_id}" if draft.permission_id else draft.origin
    return [
        {
            "origin": origin,
            "label": label,
            "open": [way for way in found if way.origin == origin and way.decision.ok],
            "reasons": list(
                dict.fromkeys(
                    reason for way in found if way.origin == origin for reason in way.decision.reasons
                )
            ),
            "chosen": chosen,
        }
        for origin, label in ORIGIN_CHOICES
    ]
