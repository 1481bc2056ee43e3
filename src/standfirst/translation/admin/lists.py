"""The translation room's part of the newsroom's desk."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import page_permission_policy

from standfirst.stories.admin.desk import MOST, Entry, List
from standfirst.stories.models import Story
from standfirst.translation.models import SummaryBasis, Translation
from standfirst.translation.pairing.resting import Rest, said_in
from standfirst.translation.pairing.states import State, digest
from standfirst.translation.sources import beside
from standfirst.translation.summaries import beside_sources, shaken
from standfirst.wire.models import OriginalTask


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


def shaken_summaries(user: Any) -> List | None:
    """Return the summaries whose original lost what a sentence of ours rests on; None where there are none."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    entries: list[Entry] = []
    for story in shaken().filter(pk__in=editable.values("pk"))[: MOST * 4]:
        found = beside_sources(story, items=False) if len(entries) < MOST else None
        gone = found.counts.get(Rest.STALE, 0) if found else 0
        if not gone:
            continue
        about = ngettext(
            "%(count)d sentence rests on words that are gone",
            "%(count)d sentences rest on words that are gone",
            gone,
        ) % {"count": gone}
        url = reverse("standfirst_translation:summary", args=[story.pk])
        title = story.draft_title or story.title
        entries.append(Entry(title, url, f"{story.locale.language_code} · {about}", urgent=story.live))
    return List(_("Summaries whose source changed"), entries, "") if entries else None


def in_task(story: Story, task: OriginalTask) -> str:
    """Return how many sentences of a summary rest on what isn't in the text that its original has now; else ``""``."""
    if story.origin != Story.Origin.SUMMARY or not task.text:
        return ""
    rests = SummaryBasis.objects.filter(
        story=story, source_kind=SummaryBasis.Kind.ORIGINAL, source_uid=task.original.uid
    )
    here = {digest(each) for each in said_in(task.title or task.original.title, task.text)}
    gone = {row.sentence_sha256 for row in rests if row.source_sha256 not in here}
    if not gone:
        return ""
    return ngettext(
        "%(count)d sentence rests on words that aren't in the new text",
        "%(count)d sentences rest on words that aren't in the new text",
        len(gone),
    ) % {"count": len(gone)}
