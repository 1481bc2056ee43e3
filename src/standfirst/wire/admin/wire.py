"""The wire's desk: columns of threads; and one thread, with what its items say of each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from standfirst.publication.models import Section
from standfirst.publication.reading import language_name
from standfirst.stories.actions import Refused
from standfirst.wire.actions import taking, threads
from standfirst.wire.actions.rights import Rights
from standfirst.wire.admin.item import shown_for
from standfirst.wire.admin.watches import with_hits
from standfirst.wire.models import Assignment, Item, Thread, WatchedSource
from standfirst.wire.threads import Item as Printed
from standfirst.wire.threads.copying import copies, reported_first
from standfirst.wire.threads.figures import disagreements
from standfirst.wire.threads.growth import growth, missing

MOST_COLUMNS, IN_COLUMN = 8, 20
DAYS = (1, 3, 7, 14)
_MOST_SHOWN = 100
_MOST_MISSING = 20


@dataclass
class Column:
    """Threads side by side."""

    title: str
    threads: list[Thread]
    language: str = ""


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what is reported: one query for each column, and two."""
    if not request.user.has_perm("wire.view_thread"):
        raise PermissionDenied
    by = "language" if request.GET.get("by") == "language" else "section"
    days = next((each for each in DAYS if str(each) == request.GET.get("days")), 3)
    language, words = request.GET.get("language", "")[:20].strip(), request.GET.get("words", "")[:100].strip()
    several = request.GET.get("several") == "1"
    threads_ = Thread.objects.filter(newest_at__gte=timezone.now() - timedelta(days=days))
    threads_ = threads_.filter(Exists(Item.objects.filter(thread=OuterRef("pk"), passed_at=None)))
    if language:
        threads_ = threads_.filter(languages__contains=f" {language} ")
    for word in words.split()[:6]:
        threads_ = threads_.filter(title__icontains=word)
    if several:
        threads_ = threads_.filter(outlet_count__gt=1)
    languages = _languages()
    columns = _by_language(threads_, languages) if by == "language" else _by_section(threads_)
    held: dict[int, list[Assignment]] = defaultdict(list)
    shown = [thread.pk for column in columns for thread in column.threads]
    for each in taking.open_assignments().filter(item__thread__in=shown):
        held[each.item.thread_id].append(each)
    for column in columns:
        for thread in column.threads:
            thread.held = held[thread.pk]  # type: ignore[attr-defined]
    context = {
        "columns": columns, "by": by, "days": days, "all_days": DAYS, "language": language, "words": words,
        "several": several, "languages": languages, "page_title": _("The wire"), "header_icon": "rss",
        "watched": bool(columns) or WatchedSource.objects.exists(),
    }  # fmt: skip
    return TemplateResponse(request, "wire/admin/wire.html", context)


def _languages() -> list[tuple[str, str]]:
    """The languages of what came lately."""
    recent = Thread.objects.order_by("-newest_at").values_list("languages", flat=True)[:500]
    found: dict[str, int] = defaultdict(int)
    for said in recent:
        for tag in said.split():
            found[tag] += 1
    return [(tag, language_name(tag)) for tag in sorted(found, key=lambda tag: (-found[tag], tag))]


def _by_language(found: QuerySet[Thread], languages: list[tuple[str, str]]) -> list[Column]:
    columns = [
        Column(name, list(found.filter(languages__contains=f" {tag} ")[:IN_COLUMN]), tag)
        for tag, name in languages[:MOST_COLUMNS]
    ]
    return [column for column in columns if column.threads]


def _by_section(found: QuerySet[Thread]) -> list[Column]:
    watched = (
        Section.objects.filter(watched_sources__isnull=False).distinct().select_related("parent__parent")
    )
    sections = list(watched[: MOST_COLUMNS - 1])
    columns = [Column(str(section), list(found.filter(section=section)[:IN_COLUMN])) for section in sections]
    columns.append(Column(_("Without a section"), list(found.exclude(section__in=sections)[:IN_COLUMN])))
    return [column for column in columns if column.threads]


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one thread; split it, or pass it."""
    if not request.user.has_perm("wire.view_thread"):
        raise PermissionDenied
    one = get_object_or_404(Thread.objects.select_related("section"), uid=uid)
    if request.method == "POST":
        return _corrected(request, one)
    around = ("outlet", "source", "same_as__outlet")
    items = list(with_hits(one.items.select_related(*around).order_by("at", "pk")[:_MOST_SHOWN]))
    languages, language = shown_for(request.user, request.GET.get("language", ""))
    rights = Rights(items)
    held: dict[int, list[Assignment]] = defaultdict(list)
    for each in taking.open_assignments().filter(item__thread=one):
        held[each.item_id].append(each)
    printed = [
        Printed(
            each.uid,
            each.title,
            each.text[:20_000],
            each.language,
            str(each.outlet),
            each.url,
            each.published,
        )
        for each in items
    ]
    watched = WatchedSource.objects.filter(active=True, section=one.section).select_related("outlet")
    by_uid = {each.uid: each for each in items}
    first = reported_first(printed)
    context = {
        "thread": one,
        "rows": [(each, held[each.pk], rights.choices(each, language) if language else []) for each in items],
        "languages": languages,
        "language": language,
        "first": by_uid[first.id] if first else None,
        "copies": [
            (by_uid[each.item], by_uid[each.of], each, round(each.share * 100)) for each in copies(printed)
        ],
        "missing": missing(printed, [str(each.outlet) for each in watched])[:_MOST_MISSING],
        "disagreements": disagreements(printed)[:10],
        "growth": growth(printed),
        "page_title": one.title or _("A thread"),
        "header_icon": "rss",
    }
    return TemplateResponse(request, "wire/admin/thread.html", context)


def _corrected(request: HttpRequest, one: Thread) -> HttpResponse:
    if not request.user.has_perm("wire.change_thread"):
        raise PermissionDenied
    chosen = Item.objects.filter(thread=one, uid__in=request.POST.getlist("item")[:500])
    try:
        if request.POST.get("act") == "split":
            new = threads.split(one, chosen, user=request.user)
            messages.success(request, _("The items are a thread of their own now."))
            return redirect("standfirst_wire:thread", new.uid)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("standfirst_wire:thread", one.uid)
    passed = taking.pass_over(Item.objects.filter(thread=one), request.POST.get("why", ""), user=request.user)
    messages.success(request, _("%(count)d items were passed.") % {"count": passed})
    return redirect("standfirst_wire:wire")


@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Make one thread of those that were chosen on the desk."""
    if not request.user.has_perm("wire.change_thread"):
        raise PermissionDenied
    try:
        kept = threads.merge(
            Thread.objects.filter(uid__in=request.POST.getlist("thread")[:50]), user=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("standfirst_wire:wire")
    messages.success(request, _("They are one thread now."))
    return redirect("standfirst_wire:thread", kept.uid)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """Give out what editors corrected, with the items it speaks of."""
    if not request.user.has_perm("wire.view_thread"):
        raise PermissionDenied
    answer = HttpResponse("".join(threads.exported()), content_type="application/jsonl; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="threads.jsonl"'
    return answer
