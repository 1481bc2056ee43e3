"""Publishing by the schedule: one story that the checks refuse must not stop the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Revision

from standfirst.stories.actions.desk import tell
from standfirst.stories.models import Story
from standfirst.stories.refusal import Refused

SCHEDULED = "wagtail.publish.scheduled"


def publish(story: Story, do: Callable[[], Any], options: dict[str, Any]) -> Any:
    """Publish by ``do``. Where the schedule asked and the checks refuse, say so to the desk and take it off.

    Raises:
        Refused: the checks refuse, and it was not the schedule that asked.
    """
    try:
        return do()
    except Refused as refused:
        if options.get("log_action") != SCHEDULED:
            raise
        Revision.objects.filter(object_id=str(story.pk), approved_go_live_at__isnull=False).filter(
            base_content_type=story.get_base_content_type()
        ).update(approved_go_live_at=None)
        log(instance=story, action="standfirst.refused", data={"reasons": refused.reasons})
        tell(
            story.owner,
            "refused",
            headline=story.draft_title or story.title,
            reasons=refused.reasons,
            story=story.pk,
        )
        return None
