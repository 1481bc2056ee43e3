"""Keeping the index in step with what is published, in the transaction that publishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from standfirst.discovery.models import SearchEntry
from standfirst.discovery.search.words import tsvector, words
from standfirst.keys.inserting import insert, next_keys
from standfirst.publication.models import Publication
from standfirst.stories.models import Story

_INSERT_SQLITE = "INSERT INTO discovery_words (rowid, headline, standfirst, body) VALUES (%s, %s, %s, %s)"
_UPDATE_POSTGRESQL = "UPDATE discovery_searchentry SET words = %s::tsvector WHERE id = %s"


def is_public(story: Story) -> bool:
    """Return whether readers may find ``story``."""
    return bool(story.live and not story.withdrawn and story.first_published_at)


def index(story: Story) -> None:
    """Put ``story`` into the index as it is published now, or take it out where it is not."""
    with transaction.atomic():
        if not is_public(story):
            remove(story.pk)
            return
        entry, _ = SearchEntry.objects.update_or_create(story_id=story.pk, defaults=_facets(story, _zone()))
        write_words([(entry.pk, story.title, story.standfirst, story.body_text)])


Words = tuple[str, ...]
"""Headline, standfirst and body as the engine keeps them: the words of each, or (PostgreSQL) one vector of all."""


def fold_words(headline: str, standfirst: str, body: str) -> Words:
    """Return texts as the index keeps them."""
    texts = (headline, standfirst, body)
    if connection.vendor == "sqlite":
        return tuple(" ".join(words(text)) for text in texts)
    return (tsvector(texts),)


def index_new(stories: Sequence[tuple[Story, Words]]) -> None:
    """Put public stories that the index doesn't know yet into it, inside the caller's transaction."""
    zone = _zone()
    keys = next_keys(SearchEntry, len(stories))
    insert(
        SearchEntry,
        (
            {"id": key, "story_id": story.pk, **_facets(story, zone)}
            for key, (story, _words) in zip(keys, stories, strict=True)
        ),
    )
    _write_folded([(key, *words) for key, (_story, words) in zip(keys, stories, strict=True)])


def _zone() -> ZoneInfo:
    return ZoneInfo(Publication.objects.values_list("time_zone", flat=True).first() or "UTC")


def _facets(story: Story, zone: ZoneInfo) -> dict[str, Any]:
    published = story.first_published_at
    return {
        "language": story.locale.language_code,
        "section_id": story.section_id,
        "origin": story.origin,
        "outlet_id": story.original.outlet_id if story.original else None,
        "year": published.astimezone(zone).year,
        "published_at": published,
    }


def remove(story_pk: int) -> None:
    """Take a story out of the index."""
    entries = SearchEntry.objects.filter(story_id=story_pk)
    _forget_words(list(entries.values_list("pk", flat=True)))
    entries.delete()


def write_words(rows: list[tuple[int, str, str, str]]) -> None:
    """Replace the words of entries: ``(entry key, headline, standfirst, body)``, as readers see them."""
    if connection.vendor == "sqlite":
        _forget_words([row[0] for row in rows])
    _write_folded([(pk, *fold_words(*texts)) for pk, *texts in rows])


def _write_folded(rows: list[tuple[Any, ...]]) -> None:
    if connection.vendor == "sqlite":
        _many(_INSERT_SQLITE, rows)
    else:
        _many(_UPDATE_POSTGRESQL, [(*texts, pk) for pk, *texts in rows])


def reindex() -> int:
    """Make the whole index again from what is published. Returns the number of stories."""
    with transaction.atomic():
        _forget_words(list(SearchEntry.objects.values_list("pk", flat=True)))
        SearchEntry.objects.all().delete()
        count = 0
        stories = Story.objects.filter(live=True, withdrawn="").select_related("locale", "original")
        # By date: a higher key counts as a newer entry (see engine).
        for story in stories.order_by("first_published_at", "pk").iterator(chunk_size=200):
            index(story)
            count += is_public(story)
    return count


def _forget_words(pks: list[int]) -> None:
    if connection.vendor == "sqlite":
        _many("DELETE FROM discovery_words WHERE rowid = %s", [(pk,) for pk in pks])


def _many(sql: str, rows: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
