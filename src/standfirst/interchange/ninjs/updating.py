"""A line whose story is here already: nothing where it says the same, never over what was edited here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.interchange.models import Imported
from standfirst.interchange.ninjs.drafting import fill, held_back, known_picture
from standfirst.interchange.ninjs.preparing import Prepared
from standfirst.interchange.ninjs.results import Result
from standfirst.stories.actions import NewChange, Refused, publish, withdraw
from standfirst.stories.checks import text_changed
from standfirst.stories.models import Story

if TYPE_CHECKING:
    from standfirst.interchange.ninjs.batch import Importing


def update(known: Imported, prepared: Prepared, importing: Importing) -> Result:
    """Bring the story of ``known`` up to its line, by the actions that editors use, inside the caller's transaction.

    An older version, a story deleted or edited here, and a change that the checks refuse change nothing.
    """
    item, line = prepared.item, prepared.line
    if known.digest == item.digest:
        return Result(line, "unchanged")
    kept = _why_kept(known, prepared)
    if kept:
        return Result(line, "kept", [kept])
    story = Story.objects.select_related("locale").get(pk=known.story_id)
    if item.status == "canceled":
        return _cancel(story, known, prepared, importing)
    try:
        with transaction.atomic():
            what, reasons = _changed(story, prepared, importing)
    except Refused as refused:
        return Result(line, "kept", [_("The change can't be published."), *refused.reasons])
    story = Story.objects.get(pk=story.pk)
    _note(known, prepared, story)
    return Result(line, what, reasons, story)


def _why_kept(known: Imported, prepared: Prepared) -> str:
    story, item = known.story, prepared.item
    if story is None:
        return _("The story was deleted here; it isn't made again.")
    if story.withdrawn:
        return _("The story was withdrawn here; it stays so.")
    if story.latest_revision_id != known.revision_id:
        return _("The story was edited here since; the line isn't used. Change the story by hand if need be.")
    if known.version_created and item.version_created and item.version_created < known.version_created:
        return _("The line is an older version than the one that is here.")
    if story.locale.language_code != prepared.language:
        return _("The line has another language than the story that is here.")
    return ""


def _changed(story: Story, prepared: Prepared, importing: Importing) -> tuple[str, list[str]]:
    item = prepared.item
    picture = importing.pictures.get(item.uri) or known_picture(item)
    fill(story, prepared, importing.records, importing.choices, picture)
    if story.address_year is None:
        story.save_revision(log_action=True)
        reasons = [] if importing.choices.as_draft else held_back(item, importing.now)
        return "drafted", reasons
    at = importing.now
    if item.version_created and story.first_published_at < item.version_created <= at:
        at = item.version_created
    publish(story, user=None, change=_kind(story, prepared), at=at)
    return "updated", []


def _kind(story: Story, prepared: Prepared) -> NewChange:
    """Words that didn't change make a minor change; else a correction where the item tells one, or an update."""
    item = prepared.item
    kind: Literal["minor", "update", "correction"] = "update"
    if not text_changed(story):
        return NewChange("minor")
    told = set(story.changes.values_list("text", flat=True))
    if item.correction and item.correction not in told:
        return NewChange("correction", item.correction)
    with override(prepared.language):
        return NewChange(kind, item.note or _("The publisher sent a new version of this text."))


def _cancel(story: Story, known: Imported, prepared: Prepared, importing: Importing) -> Result:
    if story.address_year is None:
        return Result(
            prepared.line, "kept", [_("“pubStatus” says canceled; the draft stays for you to delete.")]
        )
    withdraw(story, reason=Story.Withdrawn.EDITOR, user=None, at=importing.now, notice=prepared.item.note)
    _note(known, prepared, story)
    return Result(prepared.line, "withdrawn", [], story)


def _note(known: Imported, prepared: Prepared, story: Story) -> None:
    known.digest, known.version_created = prepared.item.digest, prepared.item.version_created
    known.revision_id = story.latest_revision_id
    known.save(update_fields=["digest", "version_created", "revision"])
