"""Small sizes, a clock that the test sets, and a guard against reads that nobody recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

# What a render may read from each table, with the beginnings of keys of which one must be recorded then.
TABLES = {
    "publication_publication": ("publication",),
    "publication_partner": ("publication",),
    "publication_followlink": ("publication",),
    "publication_homepage": ("publication", "home:"),
    "publication_menuitem": ("menu",),
    "publication_section": ("section:", "menu", "index:sections"),
    "publication_topic": ("topic:", "menu", "index:topics"),
    "publication_standingpage": ("standing:", "menu"),
    "publication_formeraddress": ("address:",),
    "wagtailcore_page": ("story:", "address:", "standing:", "home:", "publication", "menu"),
    "wagtailcore_locale": ("publication",),
    "stories_story": ("story:", "address:", "stories:", "front:", "archive:", "translations:", "related:",
                      "corrections:", "home:"),
    "stories_story_topics": ("story:", "front:topic:", "archive:topic:"),
    "stories_story_more_sections": ("front:section:", "archive:section:"),
    "stories_credit": ("story:", "front:", "archive:", "stories:"),
    "stories_change": ("versions:", "corrections:"),
    "stories_version": ("versions:", "corrections:"),
    "stories_related": ("related:",),
    "provenance_agent": ("agent:", "index:people", "index:outlets", "address:"),
    "provenance_source": ("source:",),
    "provenance_archivedcopy": ("source:",),
    "provenance_linkcheck": ("source:",),
    "provenance_citation": ("story:", "front:source:", "archive:source:"),
    "provenance_original": ("original:",),
    "provenance_permission": ("permission:",),
    "dossiers_dossier": ("dossier:", "index:dossiers"),
    "dossiers_dossieragent": ("dossier:",),
    "dossiers_dossiersource": ("dossier:",),
    "dossiers_place": ("dossier:",),
    "dossiers_agreement": ("dossier:",),
    "dossiers_provision": ("dossier:",),
    "dossiers_claim": ("dossier:",),
    "dossiers_event": ("dossier:",),
    "dossiers_override": ("dossier:",),
    "media_picture": ("picture:", "publication"),
    "media_rendition": ("picture:",),
}  # fmt: skip
# A join reads which rows there are, of a set whose own key stands for it.
JOINED = {
    "provenance_source": ("source:", "story:", "dossier:"),
    "provenance_agent": ("agent:", "index:people", "index:outlets", "address:", "dossier:"),
    "provenance_original": ("original:", "front:agent:", "archive:agent:"),
}
_FROM = re.compile(r'(LEFT OUTER JOIN|INNER JOIN|FROM)\s+"(\w+)"')


@cache
def _tables(sql: str) -> frozenset[tuple[str, bool]]:
    """Return the tables that a statement reads, each with whether it is joined (and must have a row)."""
    return frozenset(
        (table, join != "FROM") for join, table in _FROM.findall(sql) if join != "LEFT OUTER JOIN"
    )


class Unrecorded(AssertionError):
    """A render read a table without recording a key."""


def small_sizes() -> None:
    """Let a front hold 3, a page 4 and a list 2, so that a handful of stories meets every limit."""
    from standfirst.dossiers import telling
    from standfirst.dossiers.documents import days, lists
    from standfirst.stories import gatherings, related
    from standfirst.stories.actions import related as keeping
    from standfirst.stories.documents import corrections, indexes, sources

    gatherings.FRONT, gatherings.PAGE = 3, 4
    gatherings.Gathering.newest.__defaults__ = (3, None)
    corrections.FRONT, corrections.PAGE = 1, 2
    sources.PAGE = gatherings.PAGE
    indexes._PAGE = 2
    days.LATEST = 2
    lists.EVENTS_A_PAGE = lists.SOURCES_A_PAGE = telling.SOURCES_A_PAGE = 2
    related.KEPT = keeping.KEPT = 2
    related.NEIGHBOURS = keeping.NEIGHBOURS = 3


def undrawn() -> None:
    """Let a share picture hold what it would be drawn from instead: drawing has tests of its own, and takes long."""
    from PIL import Image, PngImagePlugin

    from standfirst.discovery.documents import sharing

    def draw(share: Any) -> bytes:
        drawn, content = PngImagePlugin.PngInfo(), BytesIO()
        drawn.add_text("share", repr(share))
        Image.new("1", (1, 1)).save(content, "PNG", pnginfo=drawn)
        return content.getvalue()

    sharing.draw = draw


def unsynced() -> None:
    """Let the disk take its time: how files are made sure of has tests of its own."""
    from standfirst.bake.files import Files

    Files.sync = lambda self, paths: None


class Clock:
    """Django's clock, set by hand."""

    def __init__(self, now: datetime) -> None:
        from django.utils import timezone

        self.now = now
        timezone.now = lambda: self.now


@contextmanager
def guarded(reads: set[str]) -> Iterator[None]:
    """Fail where a query in the block reads a table for which ``reads`` has no key in the end."""
    from django.db import connection

    tables: set[tuple[str, bool]] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables.update(_tables(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    for table, joined in tables:
        if table not in TABLES:
            raise Unrecorded(f"a render reads {table}, which has no key")
        wanted = JOINED.get(table, TABLES[table]) if joined else TABLES[table]
        if not any(key.startswith(wanted) for key in reads):
            raise Unrecorded(f"a render reads {table} and recorded none of {wanted}")


def guard_renders() -> None:
    """Watch every render of this process from now on: each asks for itself, nothing is read ahead unwatched."""
    from standfirst.bake import engine, rendering
    from standfirst.keys import documents, recording

    unwatched = documents.offer

    def offer(path: str, instant: datetime) -> Any:
        reads = recording._reads.get()
        assert reads is not None
        with guarded(reads):
            return unwatched(path, instant)

    rendering.offer = offer
    engine.read_ahead = lambda paths: None
