"""What blocks publishing a story that is translated at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import ngettext

from standfirst.stories.models import Story
from standfirst.stories.refusal import Problem
from standfirst.translation.pairing.states import State
from standfirst.translation.sources import worked_on


def unfinished(story: Story, at: datetime) -> Iterator[Problem]:
    """Yield what a machine wrote and no person has edited or reviewed, and what still is the original's own words."""
    desk = worked_on(story)
    if desk is None:
        return
    machine = sum(line.kept is State.MACHINE for line in desk.lines)
    if machine:
        text = ngettext(
            "%(count)d paragraph is as a machine wrote it. Edit or review it at the translation desk.",
            "%(count)d paragraphs are as a machine wrote them. Edit or review them at the translation desk.",
            machine,
        )
        yield Problem("machine-draft", "body", text % {"count": machine})
    new = sum(line.untouched for line in desk.lines)
    if new:
        text = ngettext(
            "%(count)d paragraph isn't translated yet.", "%(count)d paragraphs aren't translated yet.", new
        )
        yield Problem("not-translated", "body", text % {"count": new})
