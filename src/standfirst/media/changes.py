"""What follows from a saved picture."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_save
from wagtail.models import UploadedFile

from standfirst.keys.changes import declare
from standfirst.media.models import Picture


def connect() -> None:
    """Connect the signals of pictures."""
    declare(Picture, lambda picture: (f"picture:{picture.uid}",))
    post_save.connect(_prepare, sender=Picture, dispatch_uid="media-prepare")
    pre_save.connect(_hide, sender=UploadedFile, dispatch_uid="media-hide")


def _hide(sender: Any, instance: UploadedFile, **_: Any) -> None:
    """Give a file that waits for its title a name that nobody can guess: it still has its place inside."""
    if instance.file and not instance.file._committed:
        extension = instance.file.name.rpartition(".")[2].lower()
        instance.file.name = f"{secrets.token_hex(16)}.{extension if extension.isalnum() else 'bin'}"


def _prepare(sender: Any, instance: Picture, raw: bool = False, **_: Any) -> None:
    from standfirst.media.actions import prepare

    if not raw and instance.prepare_on_save:
        transaction.on_commit(lambda: prepare(instance))
