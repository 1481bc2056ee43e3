"""A legal removal: one person asks, a second one does it, and the public is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.keys.turns import take_turn
from standfirst.publication.text import Texts, text_in
from standfirst.stories.actions.withdraw import withdraw, withdraw_pictures
from standfirst.stories.models import Removal, Story
from standfirst.stories.refusal import Refused


def ask_removal(
    story: Story, *, reason: str, notice: Texts, user: Any, at: datetime | None = None
) -> Removal:
    """Ask that ``story`` be removed. ``reason`` is for the record, ``notice`` (by language) for readers.

    Raises:
        Refused: no reason, no notice in the story's language, not published, or asked already.
    """
    reasons = []
    if not reason.strip():
        reasons.append(_("Give the reason of the removal."))
    if not text_in(notice, story.locale.language_code).strip():
        reasons.append(_("Write the public notice in the story's language."))
    if story.address_year is None:
        reasons.append(_("This story was never published. Delete the draft instead."))
    if story.removals.filter(confirmed_at__isnull=True).exists():
        reasons.append(_("The removal of this story has been asked for already."))
    if story.withdrawn == Story.Withdrawn.REMOVED:
        reasons.append(_("This story is removed already."))
    if reasons:
        raise Refused(reasons, story)
    return Removal.objects.create(
        story=story, reason=reason, notice=notice, asked_by=user, asked_at=at or timezone.now()
    )


@transaction.atomic
def confirm_removal(removal: Removal, *, user: Any, at: datetime | None = None) -> Story:
    """Carry a removal out.

    Raises:
        Refused: ``user`` is the person who asked, or it is carried out already.
    """
    take_turn()
    removal = Removal.objects.select_for_update().select_related("story").get(pk=removal.pk)
    story = removal.story
    if removal.confirmed_at is not None:
        raise Refused([_("This removal is carried out already.")], story)
    if user is None or user.pk == removal.asked_by_id:
        raise Refused([_("A second person has to confirm the removal.")], story)
    removal.confirmed_by, removal.confirmed_at = user, at or timezone.now()
    removal.save(update_fields=["confirmed_by", "confirmed_at"])
    notice = text_in(removal.notice, story.locale.language_code)
    if story.withdrawn:
        story.withdrawn, story.withdrawn_notice = Story.Withdrawn.REMOVED, notice
        story.withdrawn_at = removal.confirmed_at
        story.save(update_fields=["withdrawn", "withdrawn_at", "withdrawn_notice"], clean=False)
        # Where the editors withdrew it, its pictures stayed.
        withdraw_pictures(story)
        log(instance=story, action="standfirst.withdraw", user=user, data={"reason": "removed"})
        return story
    return withdraw(story, reason="removed", user=user, at=at, notice=notice)
