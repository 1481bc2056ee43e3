"""What happens to the draft of an imported page beside its form: its body, its credits."""

from __future__ import annotations

from html import escape
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.provenance.models import Agent
from standfirst.provenance.outlets import Outlets
from standfirst.stories import rendering
from standfirst.stories.actions import Refused
from standfirst.stories.blocks import blocks
from standfirst.stories.models import Credit, Story
from standfirst.wire.models import Intake


def draft_of(intake: Intake) -> Story:
    """Return the story as last saved by an editor, whatever ``intake`` remembers of it."""
    draft: Story = Story.objects.get(pk=intake.story_id).get_latest_revision_as_object()
    return draft


def with_text(body: Any, before: str, after: str) -> Any:
    """Return a draft's ``body`` with the text ``after`` instead of ``before``; as it is where it was edited.

    Blocks whose words stay keep their markup.
    """
    if rendering.body_text(body).split() != before.split():
        return body
    stored: dict[str, list[tuple[list[str], Any]]] = {}
    for block, raw in zip(body, body.get_prep_value(), strict=True):
        if lines := _lines(rendering.body_text([block])):
            stored.setdefault(lines[0], []).append((lines, raw))
    out: list[Any] = []
    wanted = _lines(after)
    while wanted:
        same = (each for each in stored.get(wanted[0], ()) if wanted[: len(each[0])] == each[0])
        lines, raw = next(same, ([wanted[0]], None))
        out += [raw] if raw else blocks(f"<p>{escape(wanted[0], quote=False)}</p>")
        wanted = wanted[len(lines) :]
    return body.stream_block.to_python(out)


def _lines(text: str) -> list[str]:
    return [words for line in text.splitlines() if (words := " ".join(line.split()))]


@transaction.atomic
def begin_empty(intake: Intake, *, user: Any = None) -> None:
    """Empty the body of a draft that is to be written in our own words. Its history keeps what was there.

    Raises:
        Refused: readers have the story already.
    """
    draft = draft_of(intake)
    if draft.address_year is not None:
        raise Refused([_("Readers have this story: its body isn't emptied any more.")])
    draft.body = draft.body.stream_block.to_python([])
    draft.save_revision(user=user, log_action=True)


def credit_authors(intake: Intake, *, user: Any = None) -> list[Agent]:
    """Credit the original's authors, as printed, on the draft of a translation or reprint; return those added.

    They go before the other credits. Names we don't know become people without a page.
    """
    draft = draft_of(intake)
    if draft.origin not in {"translation", "reprint"} or draft.address_year is not None:
        return []
    outlets, original = Outlets.load(), intake.original
    credits = list(draft.credits.all())
    known = {credit.agent_id for credit in credits}
    wanted = [outlets.propose(name[:200], original.language, Agent.Kind.PERSON) for name in original.authors]
    added = [pk for pk in dict.fromkeys(wanted) if pk not in known]
    if added:
        first = [Credit(agent_id=pk, role=Credit.Role.AUTHOR) for pk in added]
        draft.credits = [*first, *credits]
        for number, credit in enumerate(draft.credits.all()):
            credit.sort_order = number
        draft.save_revision(user=user, log_action=True)
    return list(Agent.objects.filter(pk__in=added))
