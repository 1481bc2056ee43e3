from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Version(UidModel):
    """What readers had before a correction or update: frozen, at ``<story>/v<number>/``."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=255)
    standfirst = models.TextField(blank=True)
    body_html = models.TextField()
    text = models.TextField()
    """The body as plain text, a paragraph a line, for the difference."""
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("story", "number")
        constraints = [models.UniqueConstraint(fields=("story", "number"), name="unique_version_number")]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"


class Change(UidModel):
    """A published update or correction of a story. Once published it can't be removed."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    text = models.TextField(_("what changed"))
    made_at = models.DateTimeField()
    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name = _("correction or update")
        verbose_name_plural = _("corrections and updates")

    def __str__(self) -> str:
        return self.text
