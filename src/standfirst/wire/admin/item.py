"""One item: what came, what it may become, who is on it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from standfirst.stories.actions import Refused
from standfirst.wire.actions import REFUSALS, ImportRefused, taking
from standfirst.wire.actions.claiming import claims_of
from standfirst.wire.actions.rights import Rights
from standfirst.wire.admin import sources
from standfirst.wire.admin.forms import languages_for
from standfirst.wire.models import Assignment, Item
from standfirst.wire.origins import ORIGINS


def shown_for(user: Any, asked: str) -> tuple[list[tuple[str, str]], str]:
    """Return the languages in which ``user`` may begin a story, and the one chosen of them."""
    languages = languages_for(user)
    codes = [code for code, _name in languages]
    return languages, asked if asked in codes else (codes[0] if codes else "")


def item_or_404(request: HttpRequest, uid: str) -> Item:
    """Return the item with what its page shows around it, for who may see items."""
    if not request.user.has_perm("wire.view_item"):
        raise PermissionDenied
    around = ("outlet", "source__section", "thread", "same_as__outlet", "passed_by")
    return get_object_or_404(Item.objects.select_related(*around), uid=uid)


@require_safe
def item(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an item."""
    one = item_or_404(request, uid)
    languages, language = shown_for(request.user, request.GET.get("language", ""))
    people = (
        get_user_model().objects.filter(is_active=True, groups__isnull=False).distinct().order_by("email")
    )
    context = {
        "item": one,
        "languages": languages,
        "language": language,
        "choices": Rights([one]).choices(one, language) if language else [],
        "held": taking.open_assignments().filter(item=one),
        "ended": one.assignments.exclude(ended_at=None).select_related("holder", "story")[:10],
        "people": people[:200],
        "claims": claims_of(one),
        "hits": one.hits.select_related("watch").order_by("pk"),
        "page_title": str(one)[:100],
        "header_icon": "doc-empty",
    }
    return TemplateResponse(request, "wire/admin/item.html", context)


@require_POST
def take(request: HttpRequest, uid: str) -> HttpResponse:
    """Take an item and make a draft of its page."""
    one = item_or_404(request, uid)
    languages, language = shown_for(request.user, request.POST.get("language", ""))
    origin = request.POST.get("origin", "")
    if not languages:
        raise PermissionDenied
    if origin not in ORIGINS or language != request.POST.get("language"):
        messages.error(request, _("Choose a language and what it becomes."))
        return redirect("standfirst_wire:item", uid)
    try:
        intake = taking.take_item(one, language, origin, user=request.user, network=sources.NETWORK)
    except (Refused, *REFUSALS) as refused:
        messages.error(request, str(refused))
        original = refused.original if isinstance(refused, ImportRefused) else None
        story = original.stories.order_by("pk").first() if original is not None else None
        return (
            redirect("wagtailadmin_pages:edit", story.pk) if story else redirect("standfirst_wire:item", uid)
        )
    messages.success(
        request,
        _("“%(title)s” is yours and a draft now. Confirm what was read from its page.")
        % {"title": intake.story},
    )
    return redirect("standfirst_wire:page", intake.story_id)


@require_POST
def hold(request: HttpRequest, uid: str) -> HttpResponse:
    """Give back, hand over or prolong an assignment."""
    one = item_or_404(request, uid)
    if not request.user.has_perm("wire.change_item"):
        raise PermissionDenied
    act, _colon, pk = request.POST.get("act", "").partition(":")
    held = taking.open_assignments().filter(item=one, pk=_number(pk)).first()
    if held is None or not _may(request.user, held):
        messages.error(request, _("This assignment has ended, or isn't yours."))
    elif act == "release":
        taking.release(held, user=request.user)
        messages.success(request, _("Given back: anybody may take it."))
    elif act == "go_on":
        taking.go_on(held)
        messages.success(request, _("It stays yours for another day."))
    elif act == "hand":
        to = get_user_model().objects.filter(pk=_number(request.POST.get("to")), is_active=True).first()
        try:
            if to is None:
                raise Refused([_("Choose to whom.")])
            taking.hand_over(held, to, user=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Handed over to %(who)s.") % {"who": to.get_full_name() or to})
    return redirect("standfirst_wire:item", uid)


def _may(user: Any, held: Assignment) -> bool:
    """Whoever holds it may; so may who decides on sources, for holders fall ill."""
    return held.holder_id == user.pk or bool(user.has_perm("wire.change_watchedsource"))


def _number(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 19 else 0


@require_POST
def pass_over(request: HttpRequest, uid: str) -> HttpResponse:
    """Note that nobody wants an item, or take that back."""
    one = item_or_404(request, uid)
    if not request.user.has_perm("wire.change_item"):
        raise PermissionDenied
    if request.POST.get("act") == "again":
        taking.take_up_again(one)
    elif not taking.pass_over(Item.objects.filter(pk=one.pk), request.POST.get("why", ""), user=request.user):
        messages.warning(request, _("Somebody is on it, or it was passed already."))
    else:
        messages.success(request, _("Passed."))
    return (
        redirect("standfirst_wire:thread", one.thread.uid)
        if one.thread
        else redirect("standfirst_wire:items")
    )
