"""Sentences of published stories that rest on a dossier: found again when the dossier changes."""

from __future__ import annotations

from django.db import models

from standfirst.stories.boxes import Box, Resting


class RestingSentence(models.Model):
    """One sentence, as the story's body has it. Made anew each time the story is saved; nobody edits these."""

    story = models.ForeignKey("stories.Story", on_delete=models.CASCADE, related_name="+")
    slug = models.CharField(max_length=80, db_index=True)
    """The dossier's address."""
    rest = models.CharField(max_length=140)
    """The place below it."""
    sentence = models.TextField()
    claims = models.JSONField(default=list)
    written = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("story_id", "pk")

    def __str__(self) -> str:
        return self.sentence[:80]

    @property
    def box(self) -> Box:
        """It, as it stands in its story."""
        return Box(self.slug, self.rest, False, (Resting(self.sentence, tuple(self.claims), self.written),))
