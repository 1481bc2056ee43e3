"""Which keys the records of this room change. Whole dossiers are written by ``actions.storing``, which says it itself."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_delete

from standfirst.dossiers import models as room
from standfirst.keys.changes import changed

INDEX = "index:dossiers"


def connect() -> None:
    """A dossier that is deleted takes its pages along."""
    pre_delete.connect(_goes, sender=room.Dossier, dispatch_uid="dossiers-go")
    post_delete.connect(_goes, sender=room.Dossier, dispatch_uid="dossiers-gone")


def _goes(sender: Any, instance: room.Dossier, **_: Any) -> None:
    changed(instance.key, INDEX)
