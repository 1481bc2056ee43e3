"""Every kind of change that can happen to a publication, by action and through the admin over HTTP, by room."""

from tests.bake.changes import bulk, dossiers, media, provenance, publication, sections, stories, time
from tests.bake.changes.world import CHANGES, Nothing, World

__all__ = [
    "CHANGES", "Nothing", "World", "bulk", "dossiers", "media", "provenance", "publication", "sections", "stories", "time",
]  # fmt: skip
