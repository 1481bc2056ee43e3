"""Publishing by our own hand: the admin's buttons end in the same place by another way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from standfirst.keys.turns import take_turn
from standfirst.publication.languages import slug
from standfirst.publication.models import StoryContainer
from standfirst.stories.models import Story
from standfirst.stories.refusal import Refused


@dataclass(frozen=True)
class NewChange:
    """What a change of a published story is, and what readers are told (nothing of a minor one)."""

    kind: Literal["minor", "update", "correction"]
    text: str = ""


_OF_THE_DRAFT = (
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
    "change_kind", "change_text",
)  # fmt: skip


class _At(PublishPageRevisionAction):
    """Wagtail's action, with a given moment of publication."""

    def __init__(self, revision: Revision, user: Any, at: datetime | None) -> None:
        super().__init__(revision, user=user)
        self.object.publishing_at = at


def container(language: str) -> StoryContainer:
    """Return what holds the stories of ``language``.

    Raises:
        StoryContainer.DoesNotExist: the publication doesn't have this language.
    """
    return StoryContainer.objects.get(locale__language_code=language)


@transaction.atomic
def add_draft(story: Story, language: str, *, user: Any = None) -> Story:
    """Put a new ``story`` into the tree of ``language`` as a draft, with an address made from its headline."""
    take_turn()  # a free address, and a free place in the tree
    holder = container(language)
    story.live = False
    story.locale = holder.locale
    story.owner = user
    if not story.slug:
        story.slug = free_slug(story.title, language)
    holder.add_child(instance=story)
    story.save_revision(user=user, log_action=True)
    return story


def free_slug(title: str, language: str) -> str:
    """Return an address for a headline that no story of ``language`` has."""
    base = slug(title, language) or "story"
    taken = set(
        Story.objects.filter(locale__language_code=language, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    number, free = 2, base
    while free in taken:
        number, free = number + 1, f"{base}-{number}"
    return free


def publish(story: Story, *, user: Any, change: NewChange | None = None, at: datetime | None = None) -> Story:
    """Publish ``story`` as it stands in memory, and return it as stored.

    A first publication needs no ``change``; later ones do where the words differ. ``at`` is the moment of
    publication: now, where none is given. The story must be in the tree already (``add_draft``).

    Raises:
        Refused: checks block it. Nothing is saved, and ``story`` can be mended and published again.
    """
    with _as_it_was(story), transaction.atomic():
        take_turn()
        if change is not None:
            story.change_kind, story.change_text = change.kind, change.text
        try:
            revision = story.save_revision(user=user, log_action=False)
        except ValidationError as error:
            raise Refused(error.messages, story) from error
        publish_revision(revision, user=user, at=at)
    return Story.objects.get(pk=story.pk)


def publish_revision(revision: Revision, *, user: Any, at: datetime | None = None) -> None:
    """Publish a story as it is in ``revision``, at the moment ``at``: now, where none is given.

    Raises:
        Refused: checks block it. Called inside a transaction, that undoes what was written.
    """
    _At(revision, user, at).execute(skip_permission_checks=True)


@contextmanager
def _as_it_was(story: Story) -> Iterator[None]:
    """Where saving fails, take back what ``save_revision`` put onto the story in memory: its rows are gone."""
    before = {name: getattr(story, name) for name in _OF_THE_DRAFT}
    try:
        yield
    except BaseException:
        for name, value in before.items():
            setattr(story, name, value)
        raise
