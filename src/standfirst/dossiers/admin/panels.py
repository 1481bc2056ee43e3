"""What the story's form says of the dossiers that it rests on."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from standfirst.dossiers.resting import Today
from standfirst.dossiers.staleness import Stale
from standfirst.dossiers.values import Answered
from standfirst.stories.boxes import boxes_of
from standfirst.stories.rendering import body_text
from standfirst.theme.words import words


def _word(said: Answered | None) -> str:
    if said is None:
        return _("no longer on record")
    word = words(_)
    return ", ".join([word(said.record, said.status), *([word("level", said.level)] if said.level else [])])


def told(stale: Stale) -> str:
    """What changed since a sentence was written."""
    parts = []
    if stale.was is not None and stale.was != stale.now and stale.day is not None:
        parts.append(
            _("%(day)s: %(was)s; now: %(now)s")
            % {
                "day": date_format(stale.day, "SHORT_DATE_FORMAT"),
                "was": _word(stale.was),
                "now": _word(stale.now),
            }
        )
    for aside in stale.fallen:
        why = aside.why if aside.code else _("no longer on record")
        parts.append(_("claim %(claim)s: %(why)s") % {"claim": aside.claim, "why": why})
    return " · ".join(parts)


class StalePanel(Panel):
    """The sentences of the draft that a dossier has moved on from, and those that stand no longer in its text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "dossiers/admin/stale_panel.html"

        def is_shown(self) -> bool:
            """Where the story says that a sentence rests on a dossier."""
            return self.instance.pk is not None and any(
                box.sentences for _block, box in boxes_of(self.instance.body)
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the sentences."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            today, text = Today(), " ".join(body_text(self.instance.body).split())
            boxes = [box for _block, box in boxes_of(self.instance.body)]
            return context | {
                "stale": [(each.sentence, told(each)) for box in boxes for each in today.stale(box)],
                "missing": [
                    each.sentence
                    for box in boxes
                    for each in box.sentences
                    if " ".join(each.sentence.split()) not in text
                ],
            }
