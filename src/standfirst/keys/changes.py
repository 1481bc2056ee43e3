"""Saying what changed, in the transaction that changed it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import Signal
from django.utils import timezone

from standfirst.keys.inserting import insert
from standfirst.keys.models import OutboxEntry

KeysOf = Callable[[Any], Iterable[str]]


committed = Signal()
"""Sent after a transaction that changed something: there is work in the outbox."""


def changed(*keys: str) -> None:
    """Put ``keys`` into the outbox, inside the caller's transaction. Bulk writes call this themselves."""
    if not keys:
        return
    with transaction.atomic(savepoint=False):
        transaction.on_commit(_say_committed)
        now = timezone.now()
        insert(OutboxEntry, ({"key": key, "changed_at": now} for key in dict.fromkeys(keys)))


def _say_committed() -> None:
    committed.send(sender=None)


def declare(model: type[models.Model], keys_of: KeysOf) -> None:
    """Say which keys a saved, deleted or re-related instance of ``model`` changes.

    Declared per model because snippets, images, settings and tree moves change outside our actions.
    """

    def saved(sender: Any, instance: models.Model, raw: bool = False, **_: Any) -> None:
        if not raw:
            changed(*keys_of(instance))

    def related(sender: Any, instance: models.Model, action: str, **_: Any) -> None:
        if action.startswith("post_") and isinstance(instance, model):
            changed(*keys_of(instance))

    label = f"{model._meta.label}"
    post_save.connect(saved, sender=model, weak=False, dispatch_uid=f"keys-save-{label}")
    post_delete.connect(saved, sender=model, weak=False, dispatch_uid=f"keys-delete-{label}")
    for many in model._meta.many_to_many:
        through = getattr(model, many.name).through
        m2m_changed.connect(related, sender=through, weak=False, dispatch_uid=f"keys-m2m-{label}-{many.name}")
