"""The translation desk on the story's form: how far it is, and the way there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from standfirst.stories.admin.access import draft_of
from standfirst.translation.admin import summary
from standfirst.translation.admin.shown import context_of
from standfirst.translation.sources import beside, record_of, source_of
from standfirst.translation.summaries import beside_sources, is_summary


class BesidePanel(Panel):
    """Shown where there is a text to translate from."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "translation/admin/panel.html"

        def is_shown(self) -> bool:
            """Tell whether the story is saved, and has something to be translated from."""
            story = self.instance
            return story.pk is not None and source_of(story, record_of(story)) is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return how many paragraphs are in which state."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = beside(self.instance, draft_of(self.instance))
            return context | (context_of(found) if found else {}) | {"story": self.instance}


def beside_panel() -> BesidePanel:
    """Return the panel, for the story's form."""
    return BesidePanel(heading=_("Translation beside the original"), icon="edit")


class SummaryPanel(Panel):
    """Shown for a summary: how many of its sentences rest on nothing. It blocks nothing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "translation/admin/summary_panel.html"

        def is_shown(self) -> bool:
            """Tell whether the story is saved, and a summary of something."""
            return self.instance.pk is not None and is_summary(self.instance)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return how many sentences are in which state."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = beside_sources(self.instance, draft_of(self.instance))
            return context | (summary.context_of(found) if found else {}) | {"story": self.instance}


def summary_panel() -> SummaryPanel:
    """Return the panel, for the story's form."""
    return SummaryPanel(heading=_("What each sentence rests on"), icon="list-ul")
