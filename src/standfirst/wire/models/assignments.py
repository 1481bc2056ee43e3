from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Assignment(UidModel):
    """One editor's hold on one item: "I am translating this into Azerbaijani"."""

    class Ended(models.TextChoices):
        DONE = "done", _("done")
        RELEASED = "released", _("given back")
        HANDED = "handed", _("handed over")
        LAPSED = "lapsed", _("lapsed")

    item = models.ForeignKey("wire.Item", on_delete=models.CASCADE, related_name="assignments")
    language = models.CharField(_("language"), max_length=20)
    """Of the story that is to be."""
    origin = models.CharField(_("it becomes"), max_length=20)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("holder"),
    )
    taken_at = models.DateTimeField()
    lapses_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    story = models.ForeignKey(
        "stories.Story", on_delete=models.SET_NULL, null=True, related_name="assignments"
    )

    class Meta:
        ordering = ("-taken_at", "-pk")
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=("item", "language"), condition=models.Q(ended_at=None), name="one_holder_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.language})"
