"""What readers have got is remembered, whether or not every paragraph was marked as reviewed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from standfirst.stories.models import Story
from standfirst.translation.actions.memory import remember
from standfirst.translation.pairing.states import State
from standfirst.translation.sources import worked_on


def published(sender: Any, instance: Any, **_: Any) -> None:
    """Put the paragraphs of a translation that was published into the memory. Receives Wagtail's ``page_published``."""
    desk = worked_on(instance) if isinstance(instance, Story) else None
    if desk is None:
        return
    done = [
        (line.original.text, line.ours.text)
        for line in desk.lines
        if line.original is not None and line.state in {State.EDITED, State.REVIEWED}
    ]
    remember(desk, done, user=None, at=instance.last_published_at or timezone.now())
