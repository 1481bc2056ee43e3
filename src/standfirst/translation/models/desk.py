"""A story that is translated beside its original, paragraph by paragraph."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel

STATES = [
    ("new", _("new")),
    ("machine", _("machine")),
    ("edited", _("edited")),
    ("reviewed", _("reviewed")),
]
"""What is kept. Stale is worked out: the original says something else than what a paragraph rests on."""


class Translation(UidModel):
    """That a story is translated at the desk, and from what: its original, or a story of ours in another language."""

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="beside")
    source_story = models.ForeignKey(
        "stories.Story", on_delete=models.SET_NULL, null=True, blank=True, related_name="translated_as"
    )
    """None: from the story's original."""
    rests_on = models.CharField(max_length=64, blank=True)
    """The hash of the original's text that every paragraph rests on."""
    rests_on_at = models.DateTimeField(null=True)
    """Of a story of ours: when the text that every paragraph rests on was published."""

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return str(self.story)


class Paragraph(UidModel):
    """One paragraph of the original with ours. The body has the words; this has their state and what they rest on."""

    class Place(models.TextChoices):
        TITLE = "title"
        STANDFIRST = "standfirst"
        BODY = "body"

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=20, choices=Place.choices, default=Place.BODY)
    block = models.CharField(max_length=64, blank=True)
    """The id of the body's block; empty where ours has none."""
    source = models.TextField()
    """The original's words as they were when this was translated."""
    source_sha256 = models.CharField(max_length=64)
    markup: Any = models.JSONField(default=list)
    """The tags that ``target`` names by number."""
    target = models.TextField(blank=True)
    """Ours as last saved at the desk, tags by number."""
    state = models.CharField(max_length=20, choices=STATES, default="new")
    engine = models.CharField(max_length=40, blank=True)
    """The service that made the draft."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("translation_id", "position")

    def __str__(self) -> str:
        return self.source[:60]


class FormerText(UidModel):
    """What an original said before its outlet changed it."""

    original = models.ForeignKey("provenance.Original", on_delete=models.CASCADE, related_name="former_texts")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return self.text[:60]
