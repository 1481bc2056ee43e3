"""A translation beside its original, on the story's form: what may have got lost on the way."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.panels import Panel

from standfirst.stories import rendering
from standfirst.stories.admin.access import draft_of, story_for
from standfirst.stories.models import Story
from standfirst.wire.losses import MOST, losses

_HREF = re.compile(r'href="([^"]+)"')


def _comparable(story: Story) -> bool:
    return (
        story.origin == Story.Origin.TRANSLATION and story.original is not None and bool(story.original.text)
    )


def _context(story: Story) -> dict[str, Any]:
    original = story.original
    if original is None or not _comparable(story):
        return {"compared": False}
    links = frozenset(_HREF.findall(str(story.body.get_prep_value())))
    found = losses(
        original.text, original.language, rendering.body_text(story.body), story.locale.language_code, links
    )
    return {"compared": True, "losses": found, "most": MOST, "original": original}


@require_safe
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the list alone: the form fetches it anew after each save."""
    return TemplateResponse(
        request, "wire/admin/losses.html", _context(draft_of(story_for(request, pk, "edit")))
    )


class LossesPanel(Panel):
    """What of the original isn't to be found in the translation."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wire/admin/losses_panel.html"

        def is_shown(self) -> bool:
            """Tell whether there is an original whose text is kept."""
            return self.instance.pk is not None and _comparable(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the comparison with the draft as last saved."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | _context(draft_of(self.instance)) | {"story": self.instance}


def losses_panel() -> LossesPanel:
    """Return the panel, for the story's form."""
    return LossesPanel(heading=_("Compared with the original"), icon="list-ul")
