"""What was read from a page, on the form of the story made from it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from standfirst.wire.admin.shown import alike, facts, repeated_percent
from standfirst.wire.models import Intake


def context_of(intake: Intake) -> dict[str, Any]:
    """Return what the panel's template shows."""
    return {
        "intake": intake,
        "facts": facts(intake),
        "waiting": len(intake.unconfirmed),
        "alike": alike(intake),
        "repeated": repeated_percent(intake),
    }


class IntakePanel(Panel):
    """The fields with where each came from, and the way to confirm them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wire/admin/panel.html"

        def is_shown(self) -> bool:
            """Tell whether the story was made from a page."""
            return self.instance.pk is not None and Intake.objects.filter(story_id=self.instance.pk).exists()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the fields as they stand."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            intake = Intake.objects.select_related("original__outlet", "story__locale").get(
                story_id=self.instance.pk
            )
            return context | context_of(intake)


def intake_panel() -> IntakePanel:
    """Return the panel, for the story's form."""
    return IntakePanel(heading=_("Imported page"), icon="download")
