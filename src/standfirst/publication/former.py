"""Remembering addresses that moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.signals import post_save, pre_save
from wagtail.models import Locale

from standfirst.keys.changes import changed
from standfirst.publication.models import FormerAddress


@dataclass(frozen=True)
class Address:
    """What of a record is in its address."""

    word: str
    language: str
    slug: str

    def path(self, language: str) -> str:
        """Return the path in ``language``."""
        return (
            f"/{language}/{self.slug}/"
            if self.word == "standing"
            else f"/{language}/{self.word}/{self.slug}/"
        )


AddressOf = Callable[[Any], Address | None]


def remember(model: type[models.Model], address_of: AddressOf) -> None:
    """Keep the address of a saved ``model`` when it gets another; ``address_of`` returns None where it has none."""

    def before(sender: Any, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any) -> None:
        # A page's draft has the new address in memory and leaves the row as it is.
        written = not raw and instance.pk and (update_fields is None or "slug" in update_fields)
        stored = model._default_manager.filter(pk=instance.pk).first() if written else None
        instance._moves_from = address_of(stored) if stored is not None else None

    def after(sender: Any, instance: Any, **_: Any) -> None:
        old = getattr(instance, "_moves_from", None)
        if old is not None and old != address_of(instance):
            FormerAddress.objects.update_or_create(
                word=old.word, language=old.language, slug=old.slug, defaults={"uid": instance.uid}
            )
            tags = [old.language] if old.language else Locale.objects.values_list("language_code", flat=True)
            changed(*(f"address:{old.path(tag)}" for tag in tags))

    label = model._meta.label
    pre_save.connect(before, sender=model, weak=False, dispatch_uid=f"former-before-{label}")
    post_save.connect(after, sender=model, weak=False, dispatch_uid=f"former-after-{label}")
