from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """What search knows of one published story. Derived: may be deleted and made again (``reindex``).

    The words themselves stand in the engine's own index (SQLite: the FTS5 table ``discovery_words``,
    whose ``rowid`` is this entry's key; PostgreSQL: the column ``words``), folded.
    """

    story = models.OneToOneField("stories.Story", on_delete=models.CASCADE, related_name="search_entry")
    language = models.CharField(max_length=20)
    section = models.ForeignKey("publication.Section", on_delete=models.CASCADE, null=True, related_name="+")
    origin = models.CharField(max_length=20)
    outlet = models.ForeignKey("provenance.Agent", on_delete=models.CASCADE, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_at",)
        indexes = [models.Index(fields=("-published_at", "-id"), name="search_newest")]

    def __str__(self) -> str:
        return f"{self.story_id} ({self.language})"
