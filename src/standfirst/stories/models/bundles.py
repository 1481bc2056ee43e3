from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Revision

from standfirst.keys.uid import UidModel


class Bundle(UidModel, ClusterableModel):
    """Stories that are published together: all in one transaction, or none."""

    title = models.CharField(_("title"), max_length=200, help_text=_("For editors. Readers don't see it."))
    scheduled_for = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    """When it is published by the schedule; None while nobody scheduled it."""
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    acted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    """Who scheduled or published it."""
    refusal = models.JSONField(default=list, blank=True, editable=False)
    """Why the schedule did not publish it; empty once somebody scheduled it anew."""

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("bundle")
        verbose_name_plural = _("bundles")
        permissions = [("publish_bundle", "Can publish and schedule bundles")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether its stories may still be changed: it is neither scheduled nor published."""
        return self.scheduled_for is None and self.published_at is None


class BundledStory(Orderable):
    """One story of a bundle."""

    bundle = ParentalKey(Bundle, on_delete=models.CASCADE, related_name="items")
    story = models.ForeignKey(
        "stories.Story", on_delete=models.CASCADE, related_name="bundled", verbose_name=_("story")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    """The draft as it was when the bundle was scheduled: what is written later waits for the next publication."""

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=("bundle", "story"), name="unique_bundled_story")]
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return str(self.story)
