"""What follows from a saved picture."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from standfirst.keys.changes import declare
from standfirst.media.models import Picture


def connect() -> None:
    """Connect the signals of pictures."""
    declare(Picture, lambda picture: (f"picture:{picture.uid}",))
    post_save.connect(_prepare, sender=Picture, dispatch_uid="media-prepare")


def _prepare(sender: Any, instance: Picture, raw: bool = False, **_: Any) -> None:
    from standfirst.media.actions import prepare

    if not raw and instance.prepare_on_save:
        transaction.on_commit(lambda: prepare(instance))
