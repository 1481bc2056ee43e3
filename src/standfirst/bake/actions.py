"""What an editor can ask of the bake."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from standfirst.bake import work
from standfirst.bake.models import Document, State
from standfirst.keys.changes import committed


def retry(path: str = "") -> int:
    """Try the failed document at ``path`` again now, or all of them; returns how many."""
    failed = Document.objects.exclude(failure="")
    with transaction.atomic():
        count = (failed.filter(path=path) if path else failed).update(
            stale=Document.Stale.CHANGED, retry_at=timezone.now()
        )
        transaction.on_commit(_wake)
    return count


def bake_everything() -> int:
    """Have every document baked anew, in the background; returns how many."""
    with transaction.atomic():
        State.objects.update(instant=None)
        count = work.mark_everything()
        transaction.on_commit(_wake)
    return count


def _wake() -> None:
    committed.send(sender=None)
