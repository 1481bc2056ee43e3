"""What follows where an original isn't what it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.provenance.models import Original
from standfirst.translation.actions.bases import settle
from standfirst.translation.models import FormerText, Translation


@transaction.atomic
def original_changed(original: Original, new_text: str, at: datetime) -> list[Translation]:
    """Take over an original's new text and keep the former one; return the translations that rest on the former.

    Their paragraphs that rest on changed ones are stale from now on, and the desk lists them, until somebody has seen to
    each. So are sentences of summaries that rest on one that is gone. The same text changes nothing.
    """
    original = Original.objects.select_for_update().get(pk=original.pk)
    if new_text == original.text:
        return []
    if original.text:
        FormerText.objects.create(
            original=original, text=original.text, text_sha256=original.text_sha256, replaced_at=at
        )
    original.text = new_text
    original.save()
    settle(original)
    rest = Translation.objects.filter(story__original=original, source_story=None)
    return list(rest.exclude(rests_on=original.text_sha256).select_related("story"))
