"""What the story's form shows beside its fields. Each part is also a small page, for work without scripts."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Sum
from wagtail.admin.panels import Panel

from standfirst.stories import giving
from standfirst.stories.admin.understood import understood
from standfirst.stories.checks import checks
from standfirst.stories.models import Story


class _StoryPanel(Panel):
    """A panel without fields, shown for a story that is saved."""

    class BoundPanel(Panel.BoundPanel):
        def is_shown(self) -> bool:
            """Tell whether the story is saved."""
            return self.instance.pk is not None

        def draft(self) -> Story:
            """Return the story as last saved, whatever the form holds."""
            story: Story = self.instance
            return story


class ChecksPanel(_StoryPanel):
    """What blocks publishing, refreshed after each save."""

    class BoundPanel(_StoryPanel.BoundPanel):
        template_name = "stories/admin/checks_panel.html"

        def is_shown(self) -> bool:
            """Always: before the first save it says that there is nothing to check yet."""
            return True

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the problems of the draft."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            saved = self.instance.pk is not None
            return context | {
                "story": self.instance,
                "saved": saved,
                "problems": checks(self.draft()) if saved else [],
            }


class CitationsPanel(_StoryPanel):
    """What was understood of the citations in the body."""

    class BoundPanel(_StoryPanel.BoundPanel):
        template_name = "stories/admin/citations_panel.html"

        def is_shown(self) -> bool:
            """Always: before the first save it says what will be here."""
            return True

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the citations of the draft."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            saved = self.instance.pk is not None
            return context | {
                "story": self.instance,
                "saved": saved,
                "entries": understood(self.draft()) if saved else [],
            }


class ChangesPanel(_StoryPanel):
    """The updates and corrections that readers were told of, newest first."""

    class BoundPanel(_StoryPanel.BoundPanel):
        template_name = "stories/admin/changes_panel.html"

        def is_shown(self) -> bool:
            """Tell whether there may be any."""
            return self.instance.pk is not None and self.instance.address_year is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the changes."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            changes = self.instance.changes.select_related("version").order_by("-made_at", "-pk")[:50]
            return context | {"story": self.instance, "changes": changes}


class ReusePanel(_StoryPanel):
    """On which sites the story was read, where others republished it."""

    class BoundPanel(_StoryPanel.BoundPanel):
        template_name = "stories/admin/reuse_panel.html"

        def is_shown(self) -> bool:
            """Tell whether readers have had it."""
            return self.instance.pk is not None and self.instance.address_year is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the sites, with the most read first."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            hosts = (
                self.instance.reuses.values("host")
                .annotate(times=Sum("times"), last=Max("day"))
                .order_by("-times", "host")[:20]
            )
            return context | {"hosts": hosts, "given": giving.republish_path(self.instance)}
