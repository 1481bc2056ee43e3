"""The wire's part of the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from standfirst.stories.admin.desk import MOST, Entry, List
from standfirst.wire.admin.forms import languages_for
from standfirst.wire.models import Assignment, Intake

SOON = timedelta(hours=3)


def beginning(user: Any) -> tuple[str, str] | None:
    """Return the way to import a page, where the user may begin a story."""
    return (_("Import a page"), reverse("standfirst_wire:import")) if languages_for(user) else None


def waiting(user: Any) -> List | None:
    """Return the imported drafts with something left to confirm, newest first; None where there are none."""
    drafts = Intake.objects.filter(story__address_year=None).select_related("story", "original__outlet")
    editable = set(_editable(user).values_list("pk", flat=True)) if drafts.exists() else set()
    entries: list[Entry] = []
    for intake in drafts.order_by("-made_at", "-pk")[: MOST * 8]:
        waits = len(intake.unconfirmed)
        if waits and intake.story_id in editable and len(entries) < MOST:
            left = ngettext("%(count)d thing to confirm", "%(count)d things to confirm", waits)
            about = f"{intake.original.outlet} · {left % {'count': waits}}"
            title = intake.story.draft_title or intake.story.title
            entries.append(Entry(title, reverse("standfirst_wire:page", args=[intake.story_id]), about))
    return List(_("Imported, to be confirmed"), entries, "") if entries else None


def mine(user: Any) -> List | None:
    """Return what the user has taken from the wire; None where nothing."""
    held = (
        Assignment.objects.filter(ended_at=None, holder=user)
        .select_related("item", "story")
        .order_by("lapses_at")
    )
    entries = [
        Entry(
            str(each.story or each.item),
            reverse("wagtailadmin_pages:edit", args=[each.story_id])
            if each.story_id
            else reverse("standfirst_wire:item", args=[each.item.uid]),
            _("%(language)s · until %(when)s")
            % {
                "language": each.language,
                "when": date_format(timezone.localtime(each.lapses_at), "SHORT_DATETIME_FORMAT"),
            },
            urgent=each.lapses_at < timezone.now() + SOON,
        )
        for each in held[:MOST]
    ]
    return List(_("Taken by me"), entries, "") if entries else None


def _editable(user: Any) -> Any:
    from wagtail.permissions import page_permission_policy

    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return Page.objects.filter(pk__in=pages.values("pk"))
