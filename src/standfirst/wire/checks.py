"""What blocks publishing a story that was made from a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from standfirst.stories.models import Story
from standfirst.stories.refusal import Problem
from standfirst.wire.models import FIELDS, Intake


def unconfirmed(story: Story, at: datetime) -> Iterator[Problem]:
    """Yield what was read from a page and nobody has confirmed."""
    intake = Intake.objects.filter(story_id=story.pk).first() if story.pk else None
    if intake is not None and (waiting := intake.unconfirmed):
        # In the order of FIELDS: PostgreSQL keeps no order of its own in JSON.
        names = ", ".join(str(label) for name, label in FIELDS.items() if name in waiting)
        yield Problem(
            "unconfirmed",
            "intake",
            _("Read from a page and not confirmed yet: %(names)s.") % {"names": names},
        )
