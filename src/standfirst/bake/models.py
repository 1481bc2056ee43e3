from __future__ import annotations

from django.db import models


class Document(models.Model):
    """One path of the public site: what its file holds, what its render read, and whether it must be baked again.

    Derived, like everything in this room but the failures: it may be deleted, and is made again by a full bake.
    """

    class Stale(models.IntegerChoices):
        NO = 0
        CHANGED = 1
        """Something that it read changed, or its instant has come."""
        REBAKE = 2
        """The software, a setting or an operator asks for all documents anew."""

    path = models.CharField(max_length=1000, unique=True)
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file's bytes; empty before the first bake."""
    size = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField(default=200)
    location = models.CharField(max_length=1000, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    """The settings of the compressed siblings, such as ``br5 gz6``."""
    keys = models.BinaryField(default=bytes)
    """The numbers of the keys that it read, packed and sorted; ``Read`` has them the other way round."""
    baked_at = models.DateTimeField(null=True)
    changes_at = models.DateTimeField(null=True, db_index=True)
    stale = models.PositiveSmallIntegerField(choices=Stale.choices, default=Stale.CHANGED)
    priority = models.PositiveSmallIntegerField(default=0)
    """Lower is baked sooner: fronts, then stories from the newest, then archives."""
    failure = models.TextField(blank=True)
    """Why its last render failed; its file has the last good bytes."""
    attempts = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ("path",)
        indexes = [
            models.Index(
                fields=("stale", "priority", "id"), name="bake_stale", condition=models.Q(stale__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.path


class Key(models.Model):
    """A key's number."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Read(models.Model):
    """That a document read a key. Without foreign keys: rows are written by the hundred thousand."""

    pk = models.CompositePrimaryKey("key", "document")
    key = models.BigIntegerField()
    document = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.document} < {self.key}"


class Batch(models.Model):
    """One batch that was baked: what the desk is told of."""

    at = models.DateTimeField()
    """When its files were in place."""
    waited = models.FloatField(null=True)
    """Seconds since the first of its changes; None where nothing changed but the clock or the software."""
    seconds = models.FloatField()
    written = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()
    marked = models.PositiveIntegerField(default=0)
    """Touched documents that were too many for one batch: they are baked in pieces after it."""
    about = models.JSONField(default=list)
    """Some of the keys that changed."""

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.at}: {self.written}"


class State(models.Model):
    """What the folder as a whole was baked with. One row."""

    fingerprint = models.CharField(max_length=64, blank=True)
    unsure = models.CharField(max_length=40, blank=True)
    """Which run of the machine wrote files that were not synced: see ``bake.first``. Empty in all other times."""
    instant = models.DateTimeField(null=True)
    """The latest instant that anything was baked for: the bake's time doesn't run backwards."""
    trouble = models.TextField(blank=True)
    """Why nothing can be baked now (disk full, bucket away), empty where it can."""
    trouble_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.fingerprint
