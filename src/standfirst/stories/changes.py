"""Which keys the records of this room, and of provenance as stories show it, change."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete

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
from standfirst.publication.models import Section, Topic
from standfirst.stories import gatherings
from standfirst.stories.models import Change, Credit, Removal, Story, Version
from standfirst.stories.public import is_public


def connect() -> None:
    """Connect the signals. Membership in lists is said by the actions; here is what a record itself shows."""
    declare(Story, lambda story: (story.key,))
    declare(Credit, lambda credit: (f"story:{credit.story.uid}",))
    declare(Change, lambda change: (f"versions:{change.story.uid}",))
    declare(Version, lambda version: (f"versions:{version.story.uid}",))
    declare(Removal, lambda removal: (f"story:{removal.story.uid}",))
    declare(Agent, lambda agent: (f"agent:{agent.uid}", f"index:{_word(agent)}"))
    declare(Source, lambda source: (f"source:{source.uid}",))
    declare(ArchivedCopy, lambda copy: (f"source:{copy.source.uid}",))
    declare(LinkCheck, lambda check: (f"source:{check.source.uid}",))
    declare(Original, lambda original: (f"original:{original.uid}",))
    declare(Permission, lambda permission: (f"permission:{permission.uid}",))
    declare(Citation, _citation)
    _index(Section, "index:sections")
    _index(Topic, "index:topics")
    pre_delete.connect(_leave, sender=Story, dispatch_uid="stories-leave")


def _word(agent: Agent) -> str:
    return "outlets" if agent.kind == Agent.Kind.OUTLET else "people"


def _citation(citation: Citation) -> tuple[str, ...]:
    return (citation.cited_by,) if citation.cited_by.startswith("story:") else ()


def _index(model: Any, key: str) -> None:
    from django.db.models.signals import post_delete, post_save

    def said(sender: Any, raw: bool = False, **_: Any) -> None:
        if not raw:
            changed(key)

    post_save.connect(said, sender=model, weak=False, dispatch_uid=f"stories-{key}-save")
    post_delete.connect(said, sender=model, weak=False, dispatch_uid=f"stories-{key}-delete")


def _leave(sender: Any, instance: Story, **_: Any) -> None:
    """A published story that is deleted leaves the lists it was in, and its place in others is refilled."""
    if is_public(instance):
        from standfirst.stories.actions import related

        members = gatherings.of(instance)
        Story.objects.filter(pk=instance.pk).update(withdrawn=Story.Withdrawn.EDITOR)
        gatherings.changed_around(instance, members)
        related.left(instance)
        changed(f"translations:{instance.translation_key}")
