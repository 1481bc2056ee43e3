"""What the database knows of the baked documents: written after their files, read to find what a change touches."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from standfirst.bake.models import Document, Key, Read
from standfirst.bake.rendering import Outcome

_MANY = 400
"""Parameters of one statement; SQLite takes some thousand, and plans better for fewer."""
_STORY = re.compile(r"/[^/]+/(\d{4})/(\d{2})/[^/]+/(?:share\.png)?")
RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
"""After the first failure of a document, the second ... and all later ones."""


def pieces(values: Iterable[str] | Iterable[int], size: int = _MANY) -> Iterator[list[str] | list[int]]:
    """Divide ``values`` into lists that one statement takes."""
    rest: list[str] | list[int] = list(values)  # type: ignore[assignment]
    for start in range(0, len(rest), size):
        yield rest[start : start + size]


LAST = 32_000
"""The priority of what only pages that are not baked anew yet load: assets of the version before."""
LED_TO = 100
"""The priority from which documents are led to by those before: stories, their pictures, archives."""


def priority(path: str) -> int:
    """Return the place of ``path`` among what is to be baked, lower sooner.

    Pages come first: fronts, stories from the newest, archives. Then what machines read, and pictures to share.
    """
    if path.startswith("/assets/"):
        return 0  # pages ask for them
    if path.endswith("/") and path.count("/") <= 2:
        return 1
    story = _STORY.fullmatch(path)
    if story:
        month = int(story[1]) * 12 + int(story[2])
        return min(max(30_000 - month, LED_TO), 15_000) + 16_000 * path.endswith(".png")
    if not is_page(path):
        return 15_400 if path.startswith(("/sitemaps/", "/api/")) else 15_300
    if "/archive/" in path:
        return 15_200
    return 15_100 if "/sources/" in path else 10


def is_page(path: str) -> bool:
    """Tell whether the document at ``path`` is HTML."""
    return path.endswith(("/", ".html"))


def known(paths: Iterable[str]) -> dict[str, Document]:
    """Return the documents at ``paths``, by path."""
    found: dict[str, Document] = {}
    for some in pieces(paths):
        found |= {document.path: document for document in Document.objects.filter(path__in=some)}
    return found


def add(paths: Iterable[str], stale: int) -> int:
    """Add documents that are not there yet, to be baked; returns how many were asked for."""
    names = list(dict.fromkeys(paths))
    empty = Document(stale=stale)
    fields: list[Any] = [field for field in Document._meta.concrete_fields if not field.primary_key]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = {field.name: field.get_db_prep_save(getattr(empty, field.name), connection) for field in fields}
    rows = [tuple((values | {"path": path, "priority": priority(path)}).values()) for path in names]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {quoted(Document._meta.db_table)} ({columns}) VALUES ({places}) "  # noqa: S608
                "ON CONFLICT DO NOTHING",
                rows,
            )
    return len(names)


def numbers(names: Collection[str], *, make: bool = False) -> dict[str, int]:
    """Return the numbers of the keys ``names``; those without one are left out, or given one (``make``)."""
    found: dict[str, int] = {}
    for some in pieces(names):
        found |= dict(Key.objects.filter(name__in=some).values_list("name", "pk"))
    missing = [name for name in names if name not in found]
    if make and missing:
        Key.objects.bulk_create([Key(name=name) for name in missing], batch_size=_MANY, ignore_conflicts=True)
        found |= numbers(missing)
    return found


def readers(keys: Iterable[int]) -> QuerySet[Read]:
    """Return the reads of the keys with these numbers."""
    return Read.objects.filter(key__in=list(keys))


def record(
    outcomes: Sequence[Outcome], encoding: str, instant: datetime, reopened: Collection[str] = ()
) -> None:
    """Write down what was baked, inside the caller's transaction. Their files are in place by now.

    What is in ``reopened`` changed after it was rendered: it stays to be baked again.
    """
    documents = known(outcome.path for outcome in outcomes)
    gone = [documents[each.path] for each in outcomes if each.gone and each.path in documents]
    _forget(gone)
    kept = [each for each in outcomes if not each.gone]
    fresh = [each.path for each in kept if each.path not in documents]
    if fresh:
        add(fresh, Document.Stale.CHANGED)
        documents |= known(fresh)
    by_name = numbers({name for each in kept for name in each.keys}, make=True)
    added: list[tuple[int, int]] = []
    dropped: list[tuple[int, int]] = []
    for each in kept:
        document = documents[each.path]
        before = set(unpacked(bytes(document.keys)))
        after = {by_name[name] for name in each.keys}
        if each.failure:
            # What it read when it was last well may be what mends it.
            after |= before
        added += [(key, document.pk) for key in after - before]
        dropped += [(key, document.pk) for key in before - after]
        if after != before:
            document.keys = packed(after)
        _note(document, each, encoding, instant)
        document.stale = Document.Stale.CHANGED if each.path in reopened else Document.Stale.NO
    _reads(added, dropped)
    _update([documents[each.path] for each in kept])


def doubt(documents: Sequence[Document]) -> None:
    """Mark these to be rendered, and written whatever their bytes are; ``record`` ends that.

    They are marked although what touched them is still known: it may have been an instant, which a clock that was set
    back meanwhile has yet to come to.
    """
    for some in pieces(document.pk for document in documents):
        Document.objects.filter(pk__in=some).update(encoding="", stale=Document.Stale.CHANGED)


_FIELDS = (
    "sha256", "size", "status", "location", "encoding", "keys", "baked_at", "changes_at", "stale", "failure",
    "attempts", "failed_at", "retry_at",
)  # fmt: skip


def _update(documents: Sequence[Document]) -> None:
    """Write rows one by one with a statement that is prepared once: a tenth of the time of ``bulk_update``."""
    fields: list[Any] = [Document._meta.get_field(name) for name in _FIELDS]
    quoted = connection.ops.quote_name
    assigned = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    table = quoted(Document._meta.db_table)
    rows = [
        (*(field.get_db_prep_save(getattr(each, field.name), connection) for field in fields), each.pk)
        for each in documents
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {assigned} WHERE id = %s", rows)  # noqa: S608


def _note(document: Document, outcome: Outcome, encoding: str, instant: datetime) -> None:
    if outcome.failure:
        pause = RETRY_AFTER[min(document.attempts, len(RETRY_AFTER) - 1)]
        document.failure, document.failed_at = outcome.failure, instant
        document.attempts += 1
        document.retry_at = instant + pause
        return
    document.sha256, document.size = outcome.sha256, outcome.size
    document.status, document.location = outcome.status, outcome.location
    document.encoding, document.baked_at, document.changes_at = encoding, instant, outcome.changes_at
    document.failure, document.attempts = "", 0
    document.failed_at = document.retry_at = None


def _forget(documents: Sequence[Document]) -> None:
    _reads([], [(key, document.pk) for document in documents for key in unpacked(bytes(document.keys))])
    for some in pieces(document.pk for document in documents):
        Document.objects.filter(pk__in=some).delete()


def _reads(added: list[tuple[int, int]], dropped: list[tuple[int, int]]) -> None:
    table = connection.ops.quote_name(Read._meta.db_table)
    with connection.cursor() as cursor:
        if added:
            cursor.executemany(
                f"INSERT INTO {table} (key, document) VALUES (%s, %s) ON CONFLICT DO NOTHING",  # noqa: S608
                added,
            )
        if dropped:
            cursor.executemany(f"DELETE FROM {table} WHERE key = %s AND document = %s", dropped)  # noqa: S608


def packed(keys: Iterable[int]) -> bytes:
    """Return numbers of keys as ``Document.keys`` holds them."""
    return array("Q", sorted(keys)).tobytes()


def unpacked(keys: bytes) -> list[int]:
    """Return the numbers of the keys that ``Document.keys`` holds."""
    numbers = array("Q")
    numbers.frombytes(keys)
    return list(numbers)
