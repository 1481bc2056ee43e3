"""Withdrawing a story, and bringing it back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.keys.changes import changed
from standfirst.keys.turns import take_turn
from standfirst.media.actions import prepare
from standfirst.media.actions import withdraw as withdraw_picture
from standfirst.media.models import Picture, Rendition
from standfirst.publication.models import StandingPage
from standfirst.stories import gatherings
from standfirst.stories.actions import related
from standfirst.stories.checks import checks
from standfirst.stories.models import Change, Story
from standfirst.stories.public import is_public, public
from standfirst.stories.refusal import Refused


@transaction.atomic
def withdraw(story: Story, *, reason: str, user: Any, at: datetime | None = None, notice: str = "") -> Story:
    """Take a published story from readers: its page says why, everything else of it goes.

    ``reason`` is ``lapsed``, ``removed`` or ``editor``; ``notice`` is told to readers in the story's language.
    Pictures that no other public story shows go too, where they came with the permission or were removed.

    Raises:
        Refused: the story is not published, or withdrawn already.
    """
    take_turn()
    story = Story.objects.get(pk=story.pk)
    if not is_public(story):
        raise Refused([_("Only a published story can be withdrawn.")], story)
    if reason not in {"lapsed", "removed", "editor"}:
        raise ValueError(f"unknown reason: {reason}")
    members = gatherings.of(story)
    story.withdrawn = reason
    story.withdrawn_at = at or timezone.now()
    story.withdrawn_notice = notice
    _save(story)
    gatherings.changed_around(story, members)
    related.left(story)
    _tell_lists(story)
    if reason != "editor":
        withdraw_pictures(story)
    log(instance=story, action="standfirst.withdraw", user=user, data={"reason": reason})
    return story


@transaction.atomic
def restore(story: Story, *, user: Any, at: datetime | None = None) -> Story:
    """Give readers a withdrawn story back as they had it, where the checks agree (a permission was renewed).

    Raises:
        Refused: it is not withdrawn, was removed for legal reasons, or a check blocks it.
    """
    take_turn()
    story = Story.objects.get(pk=story.pk)
    if not story.withdrawn:
        raise Refused([_("This story is not withdrawn.")], story)
    problems = checks(story, at or timezone.now())
    if problems:
        raise Refused([problem.message for problem in problems], story)
    story.withdrawn, story.withdrawn_at, story.withdrawn_notice = "", None, ""
    _save(story)
    gatherings.changed_around(story, gatherings.of(story))
    related.came(story)
    _tell_lists(story)
    changed(f"address:{story.public_path()}")
    for picture in Picture.objects.filter(pk__in=_pictures_of(story)):
        transaction.on_commit(partial(prepare, picture))
    log(instance=story, action="standfirst.restore", user=user)
    return story


def _save(story: Story) -> None:
    story.save(update_fields=["withdrawn", "withdrawn_at", "withdrawn_notice"], clean=False)


def _tell_lists(story: Story) -> None:
    changed(f"versions:{story.uid}", f"translations:{story.translation_key}")
    if story.changes.filter(kind=Change.Kind.CORRECTION).exists():
        changed(f"corrections:{story.locale.language_code}")


def _pictures_of(story: Story) -> set[int]:
    shown = {block.value["picture"].pk for block in story.body if _is_picture(block)}
    return shown | ({story.lead_picture_id} if story.lead_picture_id else set())


def _is_picture(block: Any) -> bool:
    return block.block_type == "picture" and block.value["picture"] is not None


def withdraw_pictures(story: Story) -> None:
    """Take from readers the pictures of ``story`` that nothing else they get shows."""
    for picture in Picture.objects.filter(pk__in=_pictures_of(story)).order_by("pk"):
        if not _shown_elsewhere(picture):
            withdraw_picture(picture)


def _shown_elsewhere(picture: Picture) -> bool:
    """Tell whether something that readers get shows the picture.

    Asks the records themselves: Wagtail's reference index is brought up to date later, in the background.
    """
    for relation in Picture._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model is Rendition:
            continue
        model: Any = relation.related_model
        users = model._default_manager.filter(**{relation.field.name: picture})
        if (users.filter(pk__in=public(Story.objects.all())) if model is Story else users).exists():
            return True
    return _in_body(public(Story.objects.all()), picture) or _in_body(
        StandingPage.objects.filter(live=True), picture
    )


def _in_body(pages: QuerySet[Any], picture: Picture) -> bool:
    texts = pages.annotate(raw=Cast("body", TextField()))
    begin = f'"picture": {picture.pk}'
    return texts.filter(Q(raw__contains=f"{begin},") | Q(raw__contains=f"{begin}}}")).exists()
