"""The translation desk: original left, ours right. A plain form; the script makes it quicker."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from standfirst.publication.reading import language_name
from standfirst.stories.actions import Refused
from standfirst.stories.admin.access import story_for
from standfirst.stories.models import Story
from standfirst.translation.actions import (
    MachineRefused,
    Said,
    Saved,
    begin_version,
    draft_by_machine,
    forbidden,
    may_begin,
    save,
)
from standfirst.translation.admin.shown import Shown, context_of, shown
from standfirst.translation.machines import MachineFailed, machine
from standfirst.translation.models import TranslationUnit
from standfirst.translation.pairing.states import field_mark
from standfirst.translation.pairing.units import literal
from standfirst.translation.sources import beside

PER_PAGE = 150
"""Lines on one page: a form has at most a thousand fields."""


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the lines, and take what was written."""
    story = story_for(request, pk, "edit")
    if request.method != "POST":
        return _page(request, story)
    act, _colon, rest = request.POST.get("act", "save").partition(":")
    quietly = request.headers.get("accept") == "application/json"
    done = Saved()
    try:
        over = request.POST.get("over", "")
        done = save(
            story,
            _said(request, act, rest),
            user=request.user,
            over=int(over) if quietly and over.isdecimal() else None,
        )
        if act == "machine":
            key = done.keys.get(rest, rest)
            drafted = draft_by_machine(story, None if rest == "all" else [key], user=request.user)
            done.keys |= drafted.keys
    except (Refused, MachineRefused) as refused:
        return _refused(request, story, refused.reasons, quietly)
    except MachineFailed as failed:
        return _refused(request, story, [str(failed)], quietly)
    if quietly:
        return _answer(request, story, done)
    if done.conflicts:
        messages.warning(
            request,
            _(
                "Somebody else changed some paragraphs meanwhile. Both texts are below; nothing of yours is lost."
            ),
        )
        return _page(request, story, {key: request.POST.get(f"text-{key}", "") for key in done.conflicts})
    messages.success(
        request, _("Saved.") if act != "machine" else _("A machine wrote drafts. Edit or review each.")
    )
    key = rest.partition(":")[0]
    anchor = f"#line-{done.keys.get(key, key)}" if act in {"insert", "machine"} and key != "all" else ""
    number = request.GET.get("p", "")
    page = f"?p={number}" if number.isdecimal() else ""
    return redirect(f"{reverse('standfirst_translation:desk', args=[pk])}{page}{anchor}")


def _said(request: HttpRequest, act: str, rest: str) -> list[Said]:
    """Return what the form holds; the pressed proposal is put into its line."""
    posted = request.POST
    found = {
        key: Said(
            key,
            posted.get(f"text-{key}", ""),
            posted.get(f"was-{key}", ""),
            bool(posted.get(f"reviewed-{key}")),
        )
        for key in _sent(request)
    }
    if act == "insert":
        key, _colon, number = rest.rpartition(":")
        unit = TranslationUnit.objects.filter(pk=int(number)).first() if number.isdecimal() else None
        if unit is not None and key in found:
            found[key] = Said(key, literal(unit.target), found[key].was)
    return list(found.values())


def _page(request: HttpRequest, story: Story, typed: dict[str, str] | None = None) -> HttpResponse:
    found = beside(story)
    context: dict[str, Any] = {
        "page_title": _("Translation desk"),
        "page_subtitle": story.draft_title or story.title,
        "header_icon": "edit",
        "story": story,
    }
    if found is None:
        return TemplateResponse(request, "translation/admin/nothing.html", context)
    service = machine()
    page = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("p"))
    reasons = forbidden(found) if service else []
    context |= context_of(found) | {
        "lines": shown(found, list(page), machine=bool(service) and not reasons, typed=typed),
        "page": page,
        "service": service,
        "reasons": reasons,
        "source_name": language_name(found.source.text.language),
        "our_name": language_name(found.language),
        "changed": found.changed,
        "drafts": any(line.missing for line in found.lines),
    }
    return TemplateResponse(request, "translation/admin/desk.html", context, status=409 if typed else 200)


def _refused(request: HttpRequest, story: Story, reasons: list[str], quietly: bool) -> HttpResponse:
    if quietly:
        return JsonResponse({"refused": reasons}, status=422)
    for reason in dict.fromkeys(reasons):
        messages.error(request, reason)
    typed = {each.key: each.text for each in _said(request, "", "") if field_mark(each.text) != each.was}
    found = beside(story)
    if found is None:
        return redirect("wagtailadmin_pages:edit", story.pk)
    ours = {line.key: line.ours.marked for line in found.lines}
    lost = {key: text for key, text in typed.items() if ours.get(key) != text.replace("\r\n", "\n").strip()}
    return _page(request, story, lost or None)


def _answer(request: HttpRequest, story: Story, done: Saved) -> HttpResponse:
    """Tell the script what became of the lines that it sent."""
    found = beside(story)
    keys = {done.keys.get(key, key): key for key in _sent(request)}
    lines: list[Shown] = []
    counts: Any = []
    language = ""
    if found is not None:
        lines = shown(found, [line for line in found.lines if line.key in keys])
        counts = context_of(found)["counts"]
        language = found.source.text.language
    revision = done.revision.pk if done.revision else request.POST.get("over", "")
    return JsonResponse(
        {
            "saved": date_format(timezone.localtime(), "TIME_FORMAT"),
            "over": revision,
            "conflicts": done.conflicts,
            "counts": render_to_string("translation/admin/counts.html", {"counts": counts}),
            "lines": [
                {
                    "sent": keys[line.key],
                    "key": line.key,
                    "was": line.was,
                    "state": line.state,
                    "stateName": line.state_name,
                    "checks": render_to_string(
                        "translation/admin/checks.html", {"line": line, "source_language": language}
                    ),
                }
                for line in lines
            ],
        }
    )


def _sent(request: HttpRequest) -> list[str]:
    return [name.removeprefix("was-") for name in request.POST if name.startswith("was-")]


@require_http_methods(["GET", "HEAD", "POST"])
def into(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask into which language a published story of ours is to be translated, and begin it there."""
    story = story_for(request, pk, "edit")
    open_to = may_begin(story, request.user)
    if request.method == "POST":
        language = request.POST.get("language", "")
        if language in open_to:
            try:
                made = begin_version(story, language, user=request.user)
            except Refused as refused:
                for reason in refused.reasons:
                    messages.error(request, reason)
            else:
                return redirect("standfirst_translation:desk", made.pk)
        else:
            messages.error(request, _("Choose one of the languages below."))
        open_to = may_begin(story, request.user)
    context = {
        "page_title": _("Translate into another language"),
        "page_subtitle": story.title,
        "header_icon": "globe",
        "story": story,
        "choices": [(tag, language_name(tag)) for tag in open_to],
    }
    return TemplateResponse(request, "translation/admin/into.html", context)


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the story form's panel alone: the form fetches it anew after each save."""
    found = beside(story_for(request, pk, "edit"))
    context = context_of(found) if found else {}
    return TemplateResponse(request, "translation/admin/summary.html", context)
