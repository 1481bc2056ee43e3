from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.deletion import ProtectedError
from django.db.models.signals import pre_delete
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Version(UidModel):
    """What readers had before a correction or update: frozen, at ``<story>/v<number>/``."""

    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    headline = models.CharField(max_length=255)
    standfirst = models.TextField(blank=True)
    body_html = models.TextField()
    text = models.TextField()
    """The body as plain text, a paragraph a line, for the difference."""
    difference = models.JSONField(default=list)
    """``[kind, text]`` runs against what replaced it: ``same``, ``removed`` or ``added``."""
    sources = models.JSONField(default=list)
    """The ``uid`` of each source in the order of first citation, for the anchors in ``body_html``."""
    published_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("story", "number")
        constraints = [models.UniqueConstraint(fields=("story", "number"), name="unique_version_number")]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"


class Change(UidModel):
    """A published update or correction of a story. Once published it can't be removed or reworded."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    story = models.ForeignKey("stories.Story", on_delete=models.PROTECT, related_name="changes")
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new change.

        Raises:
            ProtectedError: it is published already; publish another one instead.
        """
        if not self._state.adding:
            raise _protected(self)
        super().save(*args, **kwargs)


def _protected(record: models.Model) -> ProtectedError:
    message = _now("What readers were told about a change stays. Publish another correction instead.")
    return ProtectedError(message, {record})


def _refuse_deletion(sender: Any, instance: models.Model, **_: Any) -> None:
    raise _protected(instance)


# A signal and not ``delete()``: querysets and cascades don't call that method.
for _model in (Version, Change):
    pre_delete.connect(_refuse_deletion, sender=_model, dispatch_uid=f"keep-{_model.__name__}")
