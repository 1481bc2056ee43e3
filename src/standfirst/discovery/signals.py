"""A story that is saved is a story that search must look at again."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete

from standfirst.discovery.search import indexing
from standfirst.provenance.models import Original
from standfirst.stories.models import Story

_DRAFT_FIELDS = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"}


def _saved(
    sender: Any, instance: Story, raw: bool = False, update_fields: frozenset[str] | None = None, **_: Any
) -> None:
    # A draft is saved on an instance that holds the draft's texts: index what the database has.
    if raw or (update_fields is not None and update_fields <= _DRAFT_FIELDS):
        return
    indexing.index(Story.objects.select_related("locale", "original").get(pk=instance.pk))


def _original_saved(sender: Any, instance: Original, raw: bool = False, **_: Any) -> None:
    for story in [] if raw else instance.stories.select_related("locale", "original"):
        indexing.index(story)


def _deleted(sender: Any, instance: Story, **_: Any) -> None:
    indexing.remove(instance.pk)


def connect() -> None:
    """Follow every save and deletion of a story. Bulk writers call ``indexing`` themselves."""
    post_save.connect(_saved, sender=Story, dispatch_uid="discovery-index-story")
    post_save.connect(_original_saved, sender=Original, dispatch_uid="discovery-index-original")
    pre_delete.connect(_deleted, sender=Story, dispatch_uid="discovery-forget-story")
