"""What this newsroom translated before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class TranslationUnit(UidModel):
    """One text with its translation."""

    source = models.TextField(_("text"))
    target = models.TextField(_("translation"))
    source_language = models.CharField(max_length=20)
    target_language = models.CharField(max_length=20)
    source_sha256 = models.CharField(max_length=64)
    target_sha256 = models.CharField(max_length=64)
    story = models.ForeignKey(
        "stories.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="translation_units"
    )
    """None of one that came in a file."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=200, blank=True)
    """Whoever the file says, of one that came in a file."""
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("translation unit")
        verbose_name_plural = _("translation memory")
        constraints = [
            models.UniqueConstraint(
                fields=("source_sha256", "source_language", "target_language", "target_sha256"),
                name="unique_translation_unit",
            )
        ]

    def __str__(self) -> str:
        return self.source[:60]


class UnitMark(models.Model):
    """A mark by which a like text is found (``pairing.memory.marks``). Made again from the unit."""

    unit = models.ForeignKey(TranslationUnit, on_delete=models.CASCADE, related_name="marks")
    mark = models.IntegerField(db_index=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.mark)
