"""Withdrawing, giving back and legally removing a story, each with a page that asks first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from standfirst.publication.forms import TextsArea, TextsField
from standfirst.stories.actions import Refused, ask_removal, confirm_removal, restore, withdraw
from standfirst.stories.admin.access import story_for
from standfirst.stories.models import Removal, Story

ASK = "stories.add_removal"
CONFIRM = "stories.change_removal"
_page = require_http_methods(["GET", "HEAD", "POST"])


class WithdrawForm(forms.Form):
    """What readers are told."""

    notice = forms.CharField(
        label=gettext_lazy("What readers are told"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In the story's language. Empty: that the editors withdrew it."),
    )


class RemovalForm(forms.Form):
    """Why, for the record, and what readers are told, by language."""

    reason = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For the record: who demands it, on what ground, which file."),
    )
    notice = TextsField(
        label=gettext_lazy("public notice"),
        widget=TextsArea,
        help_text=gettext_lazy(
            "Stands on the page instead of the story. Write it at least in the story's language."
        ),
    )


@_page
def withdraw_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a story from readers, once confirmed."""
    story = story_for(request, pk, "publish")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            story,
            lambda: withdraw(story, reason="editor", user=request.user, notice=form.cleaned_data["notice"]),
            _("“%(headline)s” is withdrawn. Its page says so."),
        )
    return _ask(
        request,
        story,
        form,
        title=_("Withdraw"),
        explanation=_(
            "Readers lose the story: it leaves lists, feeds, search and data. Its address stays and says that "
            "it was withdrawn. You can give it back later."
        ),
        button=_("Withdraw the story"),
    )


@_page
def restore_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Give readers a withdrawn story back, once confirmed."""
    story = story_for(request, pk, "publish")
    if request.method == "POST":
        return _done(
            request, story, lambda: restore(story, user=request.user), _("Readers have “%(headline)s” again.")
        )
    return _ask(
        request,
        story,
        None,
        title=_("Give back"),
        explanation=_("Readers get the story back as they had it, where all checks agree."),
        button=_("Give the story back"),
    )


@_page
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a legal removal: a second person carries it out."""
    story = story_for(request, pk, "edit")
    if not request.user.has_perm(ASK):
        raise PermissionDenied
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        return _done(
            request,
            story,
            lambda: ask_removal(story, reason=values["reason"], notice=values["notice"], user=request.user),
            _("The removal of “%(headline)s” is asked for. A second person confirms it on the desk."),
        )
    return _ask(
        request,
        story,
        form,
        title=_("Ask for removal"),
        explanation=_(
            "For legal reasons only. Once a second person confirms, readers lose the text, its versions and its "
            "pictures, the page shows your notice, and the story can't be given back. Its record stays in the "
            "newsroom's database and backups. For anything else, withdraw the story or correct it."
        ),
        button=_("Ask for the removal"),
    )


@_page
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry a removal out, by a second person."""
    removal = get_object_or_404(Removal.objects.select_related("story", "asked_by"), pk=pk)
    if not request.user.has_perm(CONFIRM):
        raise PermissionDenied
    story = removal.story
    if request.method == "POST":
        return _done(
            request,
            story,
            lambda: confirm_removal(removal, user=request.user),
            _("“%(headline)s” is removed. Its page shows the notice."),
            back="wagtailadmin_home",
        )
    return _ask(
        request,
        story,
        None,
        title=_("Confirm the removal"),
        explanation=_(
            "Readers lose the text, its versions and its pictures, and the story can't be given back. "
            "Its record stays in the newsroom's database and backups."
        ),
        button=_("Remove the story"),
        removal=removal,
        own=removal.asked_by_id == request.user.pk,
    )


def _ask(request: HttpRequest, story: Story, form: forms.Form | None, **context: Any) -> HttpResponse:
    context |= {
        "story": story,
        "form": form,
        "page_title": context["title"],
        "page_subtitle": story.title,
        "header_icon": "warning",
    }
    return TemplateResponse(request, "stories/admin/confirm.html", context)


def _done(request: HttpRequest, story: Story, act: Any, said: str, back: str = "") -> HttpResponse:
    try:
        act()
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, said % {"headline": story.title})
    return redirect(back) if back else redirect("wagtailadmin_pages:edit", story.pk)
