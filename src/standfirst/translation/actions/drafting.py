"""Machine drafts: only where they are allowed, only of what nobody has written, and marked until a person has edited them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.provenance import licences
from standfirst.provenance.models import Original
from standfirst.publication.reading import publication
from standfirst.stories.models import Story
from standfirst.stories.zone import day_of
from standfirst.translation.actions.saving import Saved, said_of, save
from standfirst.translation.machines import Machine, MachineFailed, machine
from standfirst.translation.pairing.units import for_machine, from_machine
from standfirst.translation.sources import Beside, beside
from standfirst.wire.actions.rights import machine_use_reserved

__all__ = ["MachineFailed", "MachineRefused", "draft_by_machine", "forbidden"]

PORTION = 10
"""Paragraphs that are translated before they are saved: what came is kept where the service fails later."""


class MachineRefused(Exception):
    """No machine may, or can, translate this. ``reasons`` are for an editor."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def forbidden(desk: Beside) -> list[str]:
    """Return why no machine may translate this text; empty where one may."""
    reasons = []
    source = desk.source
    for original in {
        each for each in (source.original, source.story.original if source.story else None) if each
    }:
        reasons += _reserved(original)
    if source.original is not None:
        decision = licences.allowed(
            licences.stated_licence(source.original),
            Story.Origin.TRANSLATION,
            non_commercial=publication().non_commercial,
            permission=desk.draft.permission,
            language=desk.language,
            day=day_of(timezone.now()),
        )
        reasons += decision.reasons
    if source.text.language in {"", "und"}:
        reasons.append(_("The original's language isn't known. Say which it is, such as en or ru."))
    return reasons


def _reserved(original: Original) -> list[str]:
    by = machine_use_reserved(original)
    if not by:
        return []
    said = _("“%(title)s” reserves machine use (%(by)s): a person translates it.")
    return [said % {"title": original.title, "by": by}]


def draft_by_machine(
    story: Story, keys: Iterable[str] | None = None, *, user: Any = None, by: Machine | None = None
) -> Saved:
    """Let the publication's service translate the empty lines of the desk (of ``keys``, where they are given).

    The service is asked outside of any transaction; each portion is saved as it comes.

    Raises:
        MachineRefused: the text is reserved, may not be translated, or no service is set up. Nothing was sent.
        MachineFailed: the service failed. What came before is saved.
        Refused: the draft can't be saved.
    """
    by = by or machine()
    if by is None:
        raise MachineRefused(
            [_("No translating service is set up. The settings file names one under [translation].")]
        )
    desk = beside(story)
    if desk is None:
        raise MachineRefused([_("There is no text to translate from.")])
    if reasons := forbidden(desk):
        raise MachineRefused(reasons)
    wanted = None if keys is None else set(keys)
    lines = [line for line in desk.lines if line.missing and (wanted is None or line.key in wanted)]
    out = Saved()
    for start in range(0, len(lines), PORTION):
        portion = lines[start : start + PORTION]
        texts = [for_machine(line.original.marked) for line in portion if line.original]
        translated = by.translate(texts, desk.source.text.language, desk.language)
        said = {line.key: from_machine(text) for line, text in zip(portion, translated, strict=True)}
        done = save(story, said_of(portion, said, engine=by.name), user=user)
        out.conflicts += done.conflicts
        out.keys |= done.keys
        out.revision = done.revision or out.revision
    return out
