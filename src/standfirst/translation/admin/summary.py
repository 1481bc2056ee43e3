"""The desk of a summary: its sources left, sentence by sentence, ours right. A plain form; the script makes it quicker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from standfirst.publication.languages import direction
from standfirst.publication.reading import language_name
from standfirst.stories.actions import Refused
from standfirst.stories.actions.changing import difference
from standfirst.stories.admin.access import story_for
from standfirst.stories.models import Story
from standfirst.translation.actions import Rested, rest
from standfirst.translation.models import SummaryBasis
from standfirst.translation.pairing.resting import Rest, Sources
from standfirst.translation.summaries import BesideSources, Ours, Said, beside_sources

PER_PAGE = 40
"""Sentences of ours on one page: a form has at most a thousand fields."""
STATES = {
    Rest.RESTS: gettext_lazy("rests on a source"),
    Rest.OWN: gettext_lazy("our own words"),
    Rest.CHANGED: gettext_lazy("changed since"),
    Rest.STALE: gettext_lazy("source gone"),
    Rest.NOTHING: gettext_lazy("rests on nothing"),
}


@dataclass(frozen=True)
class Choice:
    """One sentence of a source below ours: rested on (ticked), or proposed."""

    value: str
    number: int
    """On the desk; 0 of one that isn't there."""
    text: str
    source: str
    language: str
    ticked: bool
    gone: bool = False
    now: Sequence[Sequence[str]] = ()
    """Of one that is gone: how the source's sentence that is most like it differs."""
    shared: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One sentence of ours as the page shows it."""

    ours: Ours
    choices: list[Choice]
    proposed: list[Choice]
    former: Sequence[Sequence[str]]
    numbers: str
    reason: str
    still: bool
    typed: bool
    """What somebody said, and isn't saved."""

    @property
    def state_name(self) -> str:
        """Its state in words."""
        return str(STATES[self.ours.state])


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sentences, and take what they rest on."""
    story = story_for(request, pk, "edit")
    if request.method != "POST":
        return _page(request, story)
    said = _said(request)
    try:
        conflicts = rest(
            story, said, user=request.user, over=request.POST.get("over", ""), items=_sees_items(request)
        )
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return _page(request, story, {each.key: each for each in said}, 422)
    if conflicts:
        messages.warning(
            request,
            _(
                "Somebody else worked on some sentences meanwhile. What both of you said is below: see to it, and save."
            ),
        )
        return _page(request, story, {each.key: each for each in said if each.key in conflicts}, 409)
    messages.success(request, _("Saved."))
    number = request.GET.get("p", "")
    page = f"?p={number}" if number.isdecimal() else ""
    return redirect(f"{reverse('standfirst_translation:summary', args=[pk])}{page}")


def _sees_items(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("wire.view_item"))


def _said(request: HttpRequest) -> list[Rested]:
    posted = request.POST
    keys = [name.removeprefix("was-") for name in posted if name.startswith("was-")]
    return [
        Rested(
            key,
            posted[f"was-{key}"],
            tuple(posted.getlist(f"on-{key}")),
            posted.get(f"more-{key}", "")[:200],
            posted.get(f"own-{key}", ""),
            f"still-{key}" in posted,
        )
        for key in keys
    ]


def _page(
    request: HttpRequest, story: Story, typed: dict[str, Rested] | None = None, status: int = 200
) -> HttpResponse:
    found = beside_sources(story, items=_sees_items(request))
    context: dict[str, Any] = {
        "page_title": _("Beside its sources"),
        "page_subtitle": story.draft_title or story.title,
        "header_icon": "list-ul",
        "story": story,
    }
    if found is None:
        return TemplateResponse(request, "translation/admin/no_sources.html", context)
    page = Paginator(found.lines, PER_PAGE).get_page(request.GET.get("p"))
    typed = typed or {}
    if request.POST.get("over") != found.over:
        # What was typed by number meant other sentences.
        typed = {key: replace(each, numbers="") for key, each in typed.items()}
    context |= context_of(found) | {
        "page": page,
        "lines": shown(found, list(page), typed),
        "sources": _sources(found),
        "our_language": found.language,
        "our_name": language_name(found.language),
        "our_direction": direction(found.language),
    }
    return TemplateResponse(request, "translation/admin/summary_desk.html", context, status=status)


def context_of(desk: BesideSources) -> dict[str, Any]:
    """Return how many sentences are in which state."""
    counts = desk.counts
    return {
        "summary": desk,
        "counts": [(str(state), STATES[state], number) for state, number in counts.items()],
        "nothing": counts.get(Rest.NOTHING, 0),
        "shaken": counts.get(Rest.STALE, 0) + counts.get(Rest.CHANGED, 0),
    }


def _sources(desk: BesideSources) -> list[dict[str, Any]]:
    by_source: dict[str, list[Said]] = {}
    for each in desk.said:
        by_source.setdefault(each.source.uid, []).append(each)
    return [
        {
            "text": source,
            "said": by_source.get(source.uid, []),
            "direction": direction(source.language) if source.language else "auto",
            "more": len(source.said) - len(source.shown),
        }
        for source in desk.texts
    ]


def shown(desk: BesideSources, lines: Sequence[Ours], typed: dict[str, Rested]) -> list[Line]:
    """Return sentences of ours with what they rest on, what they may rest on, and what somebody typed."""
    sources = Sources((each.text, each.source.language) for each in desk.said)
    known = {each.value: each for each in desk.said}
    return [_line(desk, line, sources, known, typed.get(line.key)) for line in lines]


def _line(
    desk: BesideSources, line: Ours, sources: Sources, known: dict[str, Said], typed: Rested | None
) -> Line:
    ticked = set(typed.chosen) if typed else set(line.values)
    rows = [row for row in line.rows if row.value]
    choices = [_kept(row, row.pk in line.gone, row.value in ticked, desk, sources, known) for row in rows]
    there = {each.value for each in choices}
    offered = [
        _choice(desk.said[each.at], desk.said[each.at].value in ticked, each.shared)
        for each in (
            sources.proposed(line.text, desk.language) if not rows or line.gone or line.former else ()
        )
    ]
    offered = [each for each in offered if each.value not in there]
    there |= {each.value for each in offered}
    # What was ticked and refused, though neither kept nor proposed.
    choices += [_choice(known[value], True) for value in sorted(ticked - there) if value in known]
    return Line(
        line,
        choices,
        offered,
        difference(line.former, line.text) if line.former else (),
        typed.numbers if typed else "",
        typed.reason if typed else line.reason,
        typed.still if typed else False,
        typed is not None,
    )


def _choice(said: Said, ticked: bool, shared: tuple[str, ...] = ()) -> Choice:
    return Choice(
        said.value, said.number, said.text, said.source.outlet, said.source.language, ticked, shared=shared
    )


def _kept(
    row: SummaryBasis,
    gone: bool,
    ticked: bool,
    desk: BesideSources,
    sources: Sources,
    known: dict[str, Said],
) -> Choice:
    said = known.get(row.value)
    if said is not None:
        return _choice(said, ticked)
    source = next((each for each in desk.texts if each.uid == row.source_uid), None)
    language = source.language if source else ""
    now: Sequence[Sequence[str]] = ()
    if gone and source is not None:
        near = sources.proposed(row.source_sentence, language)
        same = [desk.said[each.at] for each in near if desk.said[each.at].source == source]
        now = difference(row.source_sentence, same[0].text) if same else ()
    return Choice(row.value, 0, row.source_sentence, row.source_name, language, ticked, gone, now)


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the story form's panel alone: the form fetches it anew after each save."""
    found = beside_sources(story_for(request, pk, "edit"))
    context = context_of(found) | {"story": found.draft} if found else {}
    return TemplateResponse(request, "translation/admin/summary_state.html", context)
