"""What the sentences of a summary rest on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class SummaryBasis(UidModel):
    """That one sentence of ours rests on one of a source, or is declared our own. The body has the words that count."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("the original")
        ITEM = "item", _("an item of the wire")
        OWN = "own", _("our own words")

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="summary_bases")
    position = models.PositiveIntegerField()
    """That of our sentence when this was said."""
    sentence = models.TextField()
    """Ours as it was when this was said."""
    sentence_sha256 = models.CharField(max_length=64)
    source_kind = models.CharField(max_length=20, choices=Kind.choices)
    source_uid = models.CharField(max_length=64, blank=True)
    source_name = models.CharField(max_length=700, blank=True)
    """Outlet and title as they were: an item isn't kept elsewhere."""
    source_sentence = models.TextField(blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    rests_on = models.CharField(max_length=64, blank=True)
    """Of an original: the hash of its whole text when it was last known to have the sentence."""
    reason = models.CharField(max_length=300, blank=True)
    """Why our own words need no source."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("story_id", "position", "pk")
        verbose_name = _("basis of a summary")
        verbose_name_plural = _("bases of summaries")
        indexes = [models.Index(fields=("source_kind", "source_uid"), name="summary_bases_of_source")]
        constraints = [
            models.UniqueConstraint(
                fields=("story", "sentence_sha256", "source_kind", "source_uid", "source_sha256"),
                name="unique_summary_basis",
            )
        ]

    def __str__(self) -> str:
        return self.sentence[:60]

    @property
    def value(self) -> str:
        """How the form names what is rested on; empty of our own words."""
        own = self.source_kind == self.Kind.OWN
        return "" if own else f"{self.source_kind}:{self.source_uid}:{self.source_sha256}"
