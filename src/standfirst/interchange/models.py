from __future__ import annotations

from typing import Any

from django.db import models

from standfirst.keys.uid import UidModel


class ImportRun(UidModel):
    """How far one file of ninjs lines has been imported. Written with each batch, so that a killed import goes on."""

    class Phase(models.TextChoices):
        READING = "reading"
        RELATED = "related"
        DONE = "done"

    file_name = models.CharField(max_length=1000)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    options: Any = models.JSONField(default=dict)
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.READING)
    offset = models.BigIntegerField(default=0)
    """The first byte of the file that no batch has taken."""
    line = models.PositiveIntegerField(default=0)
    """Lines taken."""
    listed = models.BigIntegerField(default=0)
    """The length of the list of rejects that belongs to these lines."""
    counts: Any = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"{self.file_name}: {self.phase}"


class Imported(UidModel):
    """What was imported under a ``uri``, so that the same line changes nothing and edits made here are seen."""

    uri = models.CharField(max_length=1000, unique=True)
    story = models.OneToOneField(
        "stories.Story", on_delete=models.SET_NULL, null=True, related_name="imported"
    )
    """None once the story was deleted here: then it stays deleted."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the line as it was understood."""
    version_created = models.DateTimeField(null=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    """What the import left. Another newest revision means that somebody edited the story here."""
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="imported")
    """The run that made the story."""

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.uri
