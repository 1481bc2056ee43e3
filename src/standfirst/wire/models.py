from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Intake(UidModel):
    """What was read from a page for a story, with where each value came from, and what an editor has confirmed."""

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="intake")
    original = models.ForeignKey("provenance.Original", on_delete=models.PROTECT, related_name="intakes")
    url = models.URLField(_("address"), max_length=1000, blank=True)
    """Where it was fetched from; empty for a file."""
    fields: Any = models.JSONField(default=dict)
    """``{name: {"value": ..., "source": "JSON-LD", "confirmed": false}}``."""
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "pk")
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")

    def __str__(self) -> str:
        return self.url or str(self.original)

    @property
    def unconfirmed(self) -> list[str]:
        """The names of the fields that wait for an editor."""
        return [name for name, field in self.fields.items() if not field["confirmed"]]
