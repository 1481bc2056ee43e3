"""Which keys the records of this room, and of provenance as stories show it, change."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.signals import page_unpublished

from standfirst.keys.changes import changed, declare
from standfirst.provenance.models import (
    Agent,
    ArchivedCopy,
    Citation,
    LinkCheck,
    Original,
    Permission,
    Source,
)
from standfirst.publication.former import Address, remember
from standfirst.publication.models import Section, Topic
from standfirst.stories import gatherings
from standfirst.stories.models import Change, Credit, Removal, Story, Version
from standfirst.stories.public import is_public, public

_DRAFT = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
     "locked", "locked_at", "locked_by", "owner", "wagtail_admin_comments"}
)  # fmt: skip
"""What Wagtail saves of a page when a draft is kept: readers see nothing of it."""


def connect() -> None:
    """Connect the signals. Membership in lists is said by the actions; here is what a record itself shows."""
    post_save.connect(_story_saved, sender=Story, dispatch_uid="stories-save")
    page_unpublished.connect(_unpublished, sender=Story, dispatch_uid="stories-unpublished")
    pre_delete.connect(_story_deleted, sender=Story, dispatch_uid="stories-leave")
    declare(Credit, lambda credit: (f"story:{credit.story.uid}",))
    declare(Change, lambda change: (f"versions:{change.story.uid}",))
    declare(Version, lambda version: (f"versions:{version.story.uid}",))
    declare(Removal, lambda removal: (f"story:{removal.story.uid}",))
    declare(Agent, _agent)
    remember(Agent, lambda agent: Address(f"{_word(agent)}", "", agent.slug) if agent.has_profile else None)
    declare(Source, lambda source: (f"source:{source.uid}",))
    declare(ArchivedCopy, lambda copy: (f"source:{copy.source.uid}",))
    declare(LinkCheck, lambda check: (f"source:{check.source.uid}",))
    declare(Original, lambda original: (f"original:{original.uid}",))
    declare(Permission, lambda permission: (f"permission:{permission.uid}",))
    declare(Citation, _citation)
    pre_save.connect(_original_leaves, sender=Original, dispatch_uid="stories-original-leaves")
    post_save.connect(_original_arrives, sender=Original, dispatch_uid="stories-original-arrives")
    pre_save.connect(_section_leaves, sender=Section, dispatch_uid="stories-section-leaves")
    post_save.connect(_section_arrives, sender=Section, dispatch_uid="stories-section-arrives")
    pre_delete.connect(_section_goes, sender=Section, dispatch_uid="stories-section-deleted")
    pre_delete.connect(_topic_goes, sender=Topic, dispatch_uid="stories-topic-goes")
    post_delete.connect(_topic_gone, sender=Topic, dispatch_uid="stories-topic-gone")
    _index(Section, "index:sections")
    _index(Topic, "index:topics")


def _agent(agent: Agent) -> set[str]:
    """Return its own key, and those of the index that lists it and of the one that did: a person may become an outlet."""
    moved = getattr(agent, "_moves_from", None)
    words = {_word(agent), *([moved.word] if moved else [])}
    return {f"agent:{agent.uid}", *(f"index:{word}" for word in words)}


def _story_saved(
    sender: Any, instance: Story, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    if not raw and not (update_fields and set(update_fields) <= _DRAFT):
        changed(instance.key)


def _original_leaves(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    """An original that turns out to be another outlet's takes its stories along to that outlet's front."""
    stored = None if raw or instance.pk is None else Original.objects.filter(pk=instance.pk).first()
    instance._moves = stored is not None and stored.outlet_id != instance.outlet_id
    if stored is not None and instance._moves:
        gatherings.changed_wholly(gatherings.in_every_language("agent", stored.outlet.uid))


def _original_arrives(sender: Any, instance: Any, **_: Any) -> None:
    if getattr(instance, "_moves", False):
        gatherings.changed_wholly(gatherings.in_every_language("agent", instance.outlet.uid))


def _section_leaves(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    """A section that gets another place takes its stories out of the sections above it."""
    stored = None if raw or instance.pk is None else Section.objects.filter(pk=instance.pk).first()
    instance._moves = stored is not None and stored.parent_id != instance.parent_id
    if stored is not None and instance._moves:
        gatherings.changed_wholly(gatherings.above(stored))


def _section_goes(sender: Any, instance: Section, **_: Any) -> None:
    gatherings.changed_wholly(gatherings.above(instance))


def _section_arrives(sender: Any, instance: Section, **_: Any) -> None:
    if getattr(instance, "_moves", False):
        gatherings.changed_wholly(gatherings.above(instance))


def _topic_goes(sender: Any, instance: Any, **_: Any) -> None:
    stories = list(public(Story.objects.filter(topics=instance)).order_by("pk"))
    instance._of_stories = [(story, set(story.topics.values_list("pk", flat=True))) for story in stories]


def _topic_gone(sender: Any, instance: Topic, **_: Any) -> None:
    """What two stories have in common changed for each that was about it."""
    from standfirst.stories.actions import related

    for story, topics in getattr(instance, "_of_stories", ()):
        related.left(story, topics)
        related.came(story)


def _word(agent: Agent) -> str:
    return "outlets" if agent.kind == Agent.Kind.OUTLET else "people"


def _citation(citation: Citation) -> tuple[str, ...]:
    return (citation.cited_by,) if citation.cited_by.startswith("story:") else ()


def _index(model: Any, key: str) -> None:
    def said(sender: Any, raw: bool = False, **_: Any) -> None:
        if not raw:
            changed(key)

    post_save.connect(said, sender=model, weak=False, dispatch_uid=f"stories-{key}-save")
    post_delete.connect(said, sender=model, weak=False, dispatch_uid=f"stories-{key}-delete")


def _unpublished(sender: Any, instance: Story, **_: Any) -> None:
    """Wagtail's bulk action unpublishes the bare page, which knows no stories: what follows from it is done here."""
    from standfirst.stories.actions.withdraw import withdraw

    bare = Story.objects.filter(pk=instance.pk, live=False, withdrawn="", address_year__isnull=False)
    with transaction.atomic():
        if bare.update(live=True):
            withdraw(Story.objects.get(pk=instance.pk), reason=Story.Withdrawn.EDITOR, user=None)


def _story_deleted(sender: Any, instance: Story, **_: Any) -> None:
    """A published story that is deleted leaves the lists it was in, and its place in others is refilled."""
    changed(instance.key)
    if is_public(instance):
        from standfirst.stories.actions import related

        members = gatherings.of(instance)
        Story.objects.filter(pk=instance.pk).update(withdrawn=Story.Withdrawn.EDITOR)
        gatherings.changed_around(instance, members)
        related.left(instance)
        changed(f"translations:{instance.translation_key}")
