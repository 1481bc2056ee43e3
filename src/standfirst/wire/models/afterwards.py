from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.wire.afterwards.judging import Kind


class WatchedOriginal(UidModel):
    """An original behind a story that readers have, with the looks at its page so far."""

    original = models.OneToOneField(
        "provenance.Original", on_delete=models.CASCADE, related_name="watched", verbose_name=_("original")
    )
    url = models.URLField(max_length=1000)
    """The address that is asked. Where the original gets another one, looking begins anew."""
    host = models.CharField(max_length=255, db_index=True)
    since = models.DateTimeField()
    """When readers got the newest story made from it."""
    etag = models.TextField(blank=True)
    last_modified = models.TextField(blank=True)
    """Both as they were sent, byte for byte (Latin-1)."""
    next_check = models.DateTimeField(null=True, db_index=True)
    """None: readers have no story made from it any more."""
    checked_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    """When its text was last read, or confirmed by its site as unchanged."""
    failures = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    """Why the last look failed, in an editor's words; empty where it didn't."""
    missing_since = models.DateTimeField(null=True)
    missing_seen = models.PositiveIntegerField(default=0)
    doubted = models.CharField(max_length=64, blank=True)
    """The mark of a reading that is told only when it is seen again."""
    first_title = models.CharField(max_length=500, blank=True)
    first_text = models.TextField(blank=True)
    """As first read, where an editor made the original's own of something else; never of a withheld text."""
    first_mark = models.CharField(max_length=64, blank=True)
    """What the page said when it was first read as what we rest on, as a hash; all that is known of a withheld text."""
    correction = models.TextField(blank=True)
    """What the page's linked data says of corrections that the desk knows of."""

    class Meta:
        ordering = ("next_check", "pk")
        verbose_name = _("watched original")
        verbose_name_plural = _("watched originals")

    def __str__(self) -> str:
        return self.url


class OriginalTask(UidModel):
    """What somebody has to see to because an original isn't what it was. At most one is open for each original."""

    class Became(models.TextChoices):
        CHANGED = Kind.CHANGED.value, _("changed")
        CORRECTED = Kind.CORRECTED.value, _("corrected")
        GONE = Kind.GONE.value, _("gone")
        RETRACTED = Kind.RETRACTED.value, _("retracted")

    class Closed(models.TextChoices):
        TAKEN_OVER = "taken-over", _("taken over")
        STORY_CHANGED = "story-changed", _("the story was corrected or withdrawn")
        NOT_NEEDED = "not-needed", _("no change needed")
        BACK = "back", _("it is again as it was")

    original = models.ForeignKey(
        "provenance.Original", on_delete=models.CASCADE, related_name="tasks", verbose_name=_("original")
    )
    kind = models.CharField(_("what happened"), max_length=20, choices=Became.choices)
    found_at = models.DateTimeField(_("found"))
    said = models.TextField(blank=True)
    """The page's own words of it; of one that is gone, the status of its answer, empty where it has no article any more."""
    modified = models.CharField(max_length=100, blank=True)
    """When the page says that it was last changed, as it says it."""
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    """As last read; empty where there was no article, the text also where the original's is withheld."""
    text_sha256 = models.CharField(max_length=64, blank=True)
    difference: Any = models.JSONField(default=list)
    """``[kind, text]`` runs from what our story rests on: ``same``, ``removed`` or ``added``."""
    mark = models.CharField(max_length=64, blank=True)
    """Names this state of the page: it isn't told twice."""
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closed = models.CharField(_("closed"), max_length=20, choices=Closed.choices, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        ordering = ("-found_at", "-pk")
        verbose_name = _("task about an original")
        verbose_name_plural = _("tasks about originals")
        constraints = [
            models.UniqueConstraint(
                fields=("original",), condition=models.Q(closed_at=None), name="one_open_task_per_original"
            )
        ]
        indexes = [models.Index(fields=("closed_at", "-found_at"), name="task_by_state")]

    def __str__(self) -> str:
        return f"{self.original}: {self.get_kind_display()}"

    @property
    def can_be_taken_over(self) -> bool:
        """Whether a text was read that may become the original's own."""
        return self.closed_at is None and bool(self.text_sha256) and self.kind != self.Became.RETRACTED
