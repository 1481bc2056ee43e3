"""What a page said waits for an editor's word before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.stories.models import Story
from standfirst.stories.refusal import Problem
from standfirst.wire.models import Intake

FIELDS = {
    "title": gettext_lazy("title"),
    "authors": gettext_lazy("authors"),
    "date": gettext_lazy("date"),
    "language": gettext_lazy("language"),
    "outlet": gettext_lazy("outlet"),
    "licence": gettext_lazy("licence"),
    "url": gettext_lazy("address"),
    "picture": gettext_lazy("picture"),
}


@transaction.atomic
def confirm(intake: Intake, names: Iterable[str]) -> Intake:
    """Note that an editor has looked at these fields of the original and story, and found or made them right.

    Raises:
        KeyError: there is no such field.
    """
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    for name in names:
        intake.fields[name]["confirmed"] = True
    intake.save(update_fields=["fields"])
    return intake


def unconfirmed(story: Story, at: datetime) -> Iterator[Problem]:
    """Yield what blocks publishing: fields read from a page that nobody has confirmed."""
    intake = Intake.objects.filter(story_id=story.pk).first() if story.pk else None
    if intake is not None and (waiting := intake.unconfirmed):
        # In the order of FIELDS: PostgreSQL keeps no order of its own in JSON.
        names = ", ".join(str(label) for name, label in FIELDS.items() if name in waiting)
        yield Problem(
            "unconfirmed", "", _("Read from a page and not confirmed yet: %(names)s.") % {"names": names}
        )
