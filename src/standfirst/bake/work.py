"""What there is to bake: the outbox, instants that have come, failures to try again, and documents marked stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db.models import Q

from standfirst.bake import manifest
from standfirst.bake.models import Document, Read
from standfirst.keys.documents import kinds
from standfirst.keys.models import OutboxEntry
from standfirst.theme import assets

EVERYTHING = "publication"
"""The key that every kind's addresses depend on: its languages are in them."""
TAKEN = 5000
"""Changes taken at once."""


@dataclass(frozen=True)
class Changes:
    """A piece of the outbox, in the order in which it was written."""

    entries: list[int]
    keys: list[str]
    since: datetime | None
    """When the first of them was written."""


@dataclass
class Touched:
    """The documents that changes and instants touch."""

    existing: set[int] = field(default_factory=set)
    """Primary keys."""
    new: list[str] = field(default_factory=list)
    """Addresses that may have begun to exist."""

    def __len__(self) -> int:
        return len(self.existing) + len(self.new)


def changes() -> Changes:
    """Return what is in the outbox."""
    rows = list(OutboxEntry.objects.order_by("pk").values_list("pk", "key", "changed_at")[:TAKEN])
    return Changes(
        [pk for pk, _, _ in rows],
        list(dict.fromkeys(key for _, key, _ in rows)),
        min((at for _, _, at in rows), default=None),
    )


def new_pages(keys: Sequence[str], limit: int) -> list[str]:
    """Return the pages of stories that were published first, by their ``address:`` keys; none where over ``limit``."""
    addresses = [key for key in keys if key.startswith("address:")]
    if len(addresses) > limit:
        return []
    return list(dict.fromkeys(path for path in new_paths(addresses) if manifest.is_page(path)))


def touched(keys: Iterable[str], instant: datetime) -> Touched:
    """Return what ``keys`` touch, and the documents whose own instant, or time for another try, has come."""
    keys = list(keys)
    found = Touched(set(due(instant)))
    for some in manifest.pieces(manifest.numbers(keys).values()):
        found.existing |= set(Read.objects.filter(key__in=some).values_list("document", flat=True))
    candidates = dict.fromkeys(path for path in new_paths(keys))
    there: set[str] = set()
    for piece in manifest.pieces(candidates):
        there |= set(Document.objects.filter(path__in=piece).values_list("path", flat=True))
    found.new = [path for path in candidates if path not in there]
    return found


def due(instant: datetime) -> list[int]:
    """Return the documents whose bytes change by themselves at or before ``instant``, and failures to try again."""
    return list(
        Document.objects.filter(Q(changes_at__lte=instant) | Q(retry_at__lte=instant))
        .filter(stale=Document.Stale.NO)
        .values_list("pk", flat=True)
    )


def new_paths(keys: Iterable[str]) -> Iterable[str]:
    """Yield the addresses that changes of ``keys`` may have brought."""
    for key in keys:
        for kind in kinds():
            yield from kind.paths() if key == EVERYTHING else kind.affected(key)


def mark(found: Touched, taken: Changes) -> None:
    """Mark what is touched as stale, and take the changes out of the outbox; in the caller's transaction."""
    for some in manifest.pieces(found.existing):
        Document.objects.filter(pk__in=some).update(stale=Document.Stale.CHANGED)
    manifest.add(found.new, Document.Stale.CHANGED)
    clear(taken)


def clear(taken: Changes) -> None:
    """Take these changes out of the outbox; by number, for others may have been committed between them."""
    for some in manifest.pieces(taken.entries):
        OutboxEntry.objects.filter(pk__in=some)._raw_delete(connection.alias)


def mark_everything() -> int:
    """Mark every document, those that the manifest doesn't know too; returns how many. In the caller's transaction."""
    Document.objects.filter(stale=Document.Stale.NO).update(stale=Document.Stale.REBAKE)
    old = Document.objects.filter(path__startswith=assets.PREFIX).exclude(path__in=list(assets.by_path()))
    old.update(priority=manifest.LAST)
    for kind in kinds():
        batch: list[str] = []
        for path in kind.paths():
            batch.append(path)
            if len(batch) == TAKEN:
                manifest.add(batch, Document.Stale.REBAKE)
                batch.clear()
        manifest.add(batch, Document.Stale.REBAKE)
    return Document.objects.exclude(stale=Document.Stale.NO).count()


def next_stale(limit: int, without: Iterable[str] = (), *, changed_only: bool = False) -> list[str]:
    """Return the next ``limit`` stale documents: changes before the rest, fronts and the newest first."""
    stale = Document.objects.filter(stale=Document.Stale.CHANGED) if changed_only else Document.objects
    skipped = set(without)
    rows = stale.filter(stale__gt=0).order_by("stale", "priority", "pk").values_list("path", flat=True)
    return [path for path in rows[: limit + len(skipped)] if path not in skipped][:limit]


def pending() -> int:
    """Return how many documents are marked stale."""
    return Document.objects.filter(stale__gt=0).count()


def missing() -> bool:
    """Tell whether any document has no file yet: it was never baked, or never without a failure."""
    return Document.objects.filter(sha256="").exists()
