from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Thread(UidModel):
    """The items, from many outlets, about one happening. Its numbers are worked out from its items."""

    title = models.CharField(_("title"), max_length=500, blank=True)
    """That of the item that reported first."""
    section = models.ForeignKey(
        "publication.Section",
        on_delete=models.SET_NULL,
        null=True,
        related_name="wire_threads",
        verbose_name=_("section"),
    )
    languages = models.CharField(max_length=300, blank=True)
    """Those of its items between spaces, `` az ru ``, so that one is found in it."""
    item_count = models.PositiveIntegerField(default=0)
    outlet_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    newest_at = models.DateTimeField()

    class Meta:
        ordering = ("-newest_at", "-pk")
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [
            models.Index(fields=("-newest_at",), name="thread_by_age"),
            models.Index(fields=("section", "-newest_at"), name="thread_by_section"),
        ]

    def __str__(self) -> str:
        return self.title


class Correction(UidModel):
    """An editor's word on which items belong together, kept as test data."""

    kind = models.CharField(max_length=10)
    """``merge`` or ``split``."""
    parts: Any = models.JSONField()
    """Lists of uids of items."""
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("correction of threads")
        verbose_name_plural = _("corrections of threads")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
