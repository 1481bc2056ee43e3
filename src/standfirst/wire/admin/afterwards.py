"""Originals that aren't what they were: the list of tasks, one task with the difference, and where else they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.panels import Panel

from standfirst.stories.actions import Refused
from standfirst.stories.admin.desk import MOST, Entry, List
from standfirst.stories.models import Story
from standfirst.wire.actions.afterwards import close, resting
from standfirst.wire.models import Assignment, OriginalTask, WatchedOriginal

PAGE = 50
_GRAVE = (OriginalTask.Became.GONE, OriginalTask.Became.RETRACTED)

_telling: list[Callable[[Story, OriginalTask], str]] = []


def register(tell: Callable[[Story, OriginalTask], str]) -> None:
    """Let a room above say beside each story of a task what of it rests on what changed. From ``AppConfig.ready``."""
    if tell not in _telling:
        _telling.append(tell)


class TaskFilters(forms.Form):
    """How the list is narrowed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[("", gettext_lazy("all")), *OriginalTask.Became.choices],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("open")),
            ("closed", gettext_lazy("closed")),
            ("all", gettext_lazy("all")),
        ],
        required=False,
    )
    mine = forms.BooleanField(label=gettext_lazy("Only of my stories"), required=False)
    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)


class CloseForm(forms.Form):
    """How an editor saw to a task."""

    how = forms.ChoiceField(
        label=gettext_lazy("How it was seen to"),
        choices=[
            each
            for each in OriginalTask.Closed.choices
            if each[0] not in {OriginalTask.Closed.BACK, OriginalTask.Closed.TAKEN_OVER}
        ],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Why (a word for those who come after)"), required=False, max_length=300
    )


def of(user: Any, found: QuerySet[OriginalTask]) -> QuerySet[OriginalTask]:
    """Narrow tasks to those of stories that the user began or holds."""
    begun = Story.objects.filter(Q(owner=user) | Q(assignments__holder=user))
    return found.filter(original__in=begun.values("original"))


def narrowed(said: dict[str, Any], user: Any) -> QuerySet[OriginalTask]:
    """Return the tasks that ``TaskFilters`` leave."""
    found = OriginalTask.objects.select_related("original__outlet", "closed_by")
    if said.get("state") != "all":
        found = found.filter(closed_at__isnull=said.get("state") != "closed")
    if said.get("kind"):
        found = found.filter(kind=said["kind"])
    if said.get("mine"):
        found = of(user, found)
    for word in said.get("words", "").split()[:6]:
        found = found.filter(Q(original__title__icontains=word) | Q(title__icontains=word))
    return found.defer("text", "difference", "original__text")


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the tasks, the newest first."""
    if not request.user.has_perm("wire.view_originaltask"):
        raise PermissionDenied
    form = TaskFilters(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    page = Paginator(narrowed(said, request.user), PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        "form": form,
        "tasks": page,
        "query": query.urlencode(),
        "watched": WatchedOriginal.objects.filter(next_check__isnull=False).count(),
        "narrowed": bool(query.urlencode()),
        "page_title": _("Originals to see to"),
        "header_icon": "history",
    }
    return TemplateResponse(request, "wire/admin/tasks.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, uid: str) -> HttpResponse:
    """Show one task with the difference; take the text over, or close it with a word why."""
    if not request.user.has_perm("wire.view_originaltask"):
        raise PermissionDenied
    around = ("original__outlet", "closed_by")
    one = get_object_or_404(OriginalTask.objects.select_related(*around), uid=uid)
    form = CloseForm()
    if request.method == "POST":
        if not request.user.has_perm("wire.change_originaltask"):
            raise PermissionDenied
        taking = request.POST.get("act") == "take"
        if taking and not request.user.has_perm("provenance.change_original"):
            raise PermissionDenied
        form = CloseForm(request.POST)
        if taking or form.is_valid():
            how = OriginalTask.Closed.TAKEN_OVER.value if taking else form.cleaned_data["how"]
            return _closed(request, one, how, request.POST.get("why", ""))
    context = {
        "task": one,
        "original": one.original,
        "stories": _with_people(one),
        "watched": WatchedOriginal.objects.filter(original=one.original_id).first(),
        "form": form,
        "earlier": one.original.tasks.exclude(pk=one.pk).select_related("closed_by")[:10],
        "page_title": _("An original that changed"),
        "page_subtitle": one.original.title,
        "header_icon": "history",
    }
    return TemplateResponse(request, "wire/admin/task.html", context, status=422 if form.errors else 200)


def _closed(request: HttpRequest, one: OriginalTask, how: str, why: str) -> HttpResponse:
    try:
        close(one, how, why, user=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("standfirst_wire:task", one.uid)
    if how == OriginalTask.Closed.TAKEN_OVER:
        messages.success(
            request,
            _(
                "The original has the new text now. Bring each story after it; a translation shows what is stale."
            ),
        )
    else:
        messages.success(request, _("Closed."))
    return redirect("standfirst_wire:task", one.uid)


def _with_people(one: OriginalTask) -> list[tuple[Story, str, str]]:
    """Return each story that rests on the original, with who should see to it (who holds it, else who began it), and more."""
    stories = list(resting(one.original))
    held = {
        each.story_id: each.holder
        for each in Assignment.objects.filter(story__in=stories).select_related("holder").order_by("taken_at")
    }
    people = [(story, held.get(story.pk) or story.owner) for story in stories]
    return [
        (
            story,
            (who.get_full_name() or str(who)) if who else "",
            " ".join(said for tell in _telling if (said := tell(story, one))),
        )
        for story, who in people
    ]


def originals_to_see_to(user: Any) -> List | None:
    """Return the open tasks for the desk: the user's own first, then the others', the newest first."""
    if not user.has_perm("wire.view_originaltask"):
        return None
    opened = OriginalTask.objects.filter(closed_at=None).select_related("original__outlet")
    opened = opened.defer("text", "difference", "original__text")
    own = list(of(user, opened)[: MOST + 1])
    others = opened.exclude(pk__in=[each.pk for each in own])[: MOST + 1 - len(own)]
    found = [*own, *others]
    entries = [
        Entry(
            each.original.title,
            reverse("standfirst_wire:task", args=[each.uid]),
            f"{each.get_kind_display()} · {each.original.outlet} · "
            f"{date_format(timezone.localtime(each.found_at), 'SHORT_DATETIME_FORMAT')}",
            urgent=each.kind in _GRAVE,
        )
        for each in found[:MOST]
    ]
    more = reverse("standfirst_wire:tasks") if len(found) > MOST else ""
    return List(_("Originals to see to"), entries, "", more) if entries else None


class TaskPanel(Panel):
    """That the original isn't what it was, on the form of a story made from it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wire/admin/task_panel.html"

        def is_shown(self) -> bool:
            """Tell whether the original is watched, or was."""
            original = self.instance.original_id if self.instance.pk is not None else None
            return original is not None and WatchedOriginal.objects.filter(original=original).exists()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the open task, and how the looks went so far."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            original = self.instance.original_id
            found = OriginalTask.objects.filter(original=original).defer("text", "difference")
            return context | {
                "open": found.filter(closed_at=None).first(),
                "closed": found.exclude(closed_at=None).first(),
                "watched": WatchedOriginal.objects.filter(original=original).first(),
            }


def task_panel() -> TaskPanel:
    """Return the panel, for the story's form."""
    return TaskPanel(heading=gettext_lazy("The original since then"), icon="history")
