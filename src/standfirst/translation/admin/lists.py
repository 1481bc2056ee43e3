"""The translation room's part of the newsroom's desk."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import page_permission_policy

from standfirst.stories.admin.desk import MOST, Entry, List
from standfirst.translation.models import Translation
from standfirst.translation.pairing.states import State
from standfirst.translation.sources import beside


def outdated() -> QuerySet[Translation]:
    """Return the translations whose original says something else than what they rest on, the newest first."""
    from_original = Q(source_story=None, story__original__isnull=False) & ~Q(
        rests_on=F("story__original__text_sha256")
    )
    from_story = Q(source_story__isnull=False) & ~Q(rests_on_at=F("source_story__last_published_at"))
    found = Translation.objects.filter(from_original | from_story, story__withdrawn="")
    return found.select_related("story__locale")


def stale(user: Any) -> List | None:
    """Return the translations that an editor has to look at because their original changed; None where there are none."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    entries: list[Entry] = []
    for record in outdated().filter(story__in=editable.values("pk"))[: MOST * 4]:
        if len(entries) >= MOST:
            break
        desk = beside(record.story)
        if desk is None or not (about := _about(desk.lines)):
            continue
        url = reverse("standfirst_translation:desk", args=[record.story_id])
        published = record.story.live
        language = record.story.locale.language_code
        title = record.story.draft_title or record.story.title
        entries.append(Entry(title, url, f"{language} · {about}", urgent=published))
    return List(_("Originals that changed"), entries, "") if entries else None


def _about(lines: Any) -> str:
    old = sum(line.state is State.STALE for line in lines)
    new = sum(line.missing for line in lines)
    parts = []
    if old:
        parts.append(
            ngettext("%(count)d paragraph is stale", "%(count)d paragraphs are stale", old) % {"count": old}
        )
    if new:
        parts.append(ngettext("%(count)d is new", "%(count)d are new", new) % {"count": new})
    return ", ".join(parts)
