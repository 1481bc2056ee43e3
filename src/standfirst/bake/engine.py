"""The baker: takes what changed, renders what read it, writes the files, and only then clears the outbox."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from standfirst.bake import first, manifest, state, work
from standfirst.bake.compress import Quality
from standfirst.bake.models import Batch, Document, State
from standfirst.bake.pool import Pool
from standfirst.bake.rendering import Outcome, compressed, outcome
from standfirst.bake.snapshot import make_sure, snapshot
from standfirst.bake.store import FolderStore, Page, Store
from standfirst.keys.documents import read_ahead
from standfirst.keys.recording import one_moment

log = logging.getLogger("standfirst.bake")

SMALL = 200
"""Touched documents up to this many are baked at once; more are marked and baked in pieces."""
AT_ONCE = 8
"""New stories, at most, whose pages are in place before anything else is begun."""
FEW = 3
"""Documents that are rendered sooner by their own queries than with what is read ahead for many."""
PIECE = 50
"""Documents baked in one go where many are stale: changes made meanwhile wait no longer than for these."""
PIECE_OF_HELPERS = 250
"""Documents that a helper gets at once: nobody waits for it, and what they share is read once."""
_BATCHES_KEPT = 500
_PATIENCE = 0.2
"""Seconds to wait for a helper before the outbox is looked at again."""
_ABOUT = 12


def _nothing(_step: str) -> None:
    pass


@dataclass
class Done:
    """What was baked."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: int = 0
    pages: int = 0
    """Those of them that are HTML, and their bytes."""
    bytes_of_pages: int = 0

    def __add__(self, other: Done) -> Done:
        return Done(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
            self.failed + other.failed,
            self.pages + other.pages,
            self.bytes_of_pages + other.bytes_of_pages,
        )

    @property
    def documents(self) -> int:
        """All that were rendered."""
        return self.written + self.unchanged + self.removed + self.failed


class Baker:
    """Bakes one publication. Only one may be at work at a time: the caller holds the lock."""

    def __init__(
        self,
        store: Store,
        quality: Quality,
        clock: Callable[[], datetime] = timezone.now,
        at_step: Callable[[str], None] = _nothing,
        pool: Pool | None = None,
        place: str = "",
    ) -> None:
        self.pool = pool
        self.store = store
        self.first = False
        """Whether this is the first bake, into an empty folder: see ``bake.first``."""
        self.quality = quality
        self._encoding = f"{quality} {place}".strip()
        """How and where documents are kept; what was kept otherwise is baked anew. ``place`` is empty for the folder."""
        self._clock = clock
        self._at_step = at_step
        """Told each step of a batch before it is taken."""

    def start(self, *, unclean: bool = False) -> None:
        """Sweep after a killed process; where software or settings differ from the last bake's, mark all documents."""
        if unclean and (left := self.store.sweep()):
            log.warning("Removed %s unfinished files of a process that was killed.", left)
        here = state.fingerprint()
        known = state.state()
        if known.unsure:
            lost = first.lost()
            first.end()
            known = state.state()
            if lost:
                known.fingerprint = ""
        if known.fingerprint != here:
            with transaction.atomic():
                work.mark_everything()
                known.fingerprint = here
                known.save()
        else:
            Document.objects.exclude(encoding__in=("", self._encoding)).filter(
                stale=Document.Stale.NO
            ).update(stale=Document.Stale.REBAKE)

    def begin_first(self) -> None:
        """Bake what is stale as a first bake, after ``start``; ``end_first`` comes when there is nothing left to do."""
        first.begin()
        self.join_first()

    def join_first(self) -> None:
        """Write files that are made sure of at the end: the process that gave the work has noted it."""
        assert isinstance(self.store, FolderStore)
        self.first = True
        self.store = FolderStore(self.store.files.root, first.UnsureFiles(self.store.files.root))

    def end_first(self) -> None:
        """Make sure of what a first bake wrote."""
        assert isinstance(self.store, FolderStore)
        self.store = FolderStore(self.store.files.root)
        self.first = False
        first.end()

    def everything(self) -> int:
        """Mark all documents to be baked anew, at the clock's own time; returns how many. ``step`` does it."""
        with transaction.atomic():
            State.objects.update(instant=None)
            return work.mark_everything()

    def step(self, *, changed_only: bool = False) -> Done | None:
        """Bake one batch: what changes touched, else a piece of what is stale. None where there is nothing to do.

        With a pool, pieces of what is stale go to its helpers, and None means that none of them is at work either.

        Raises:
            OSError, DatabaseError, HelperLost: folder, database or a helper can't be used now. Nothing is lost: do
                it again.
        """
        done = self._changes()
        if done is not None:
            return done
        if self.pool is not None:
            return self._with_helpers(self.pool, changed_only=changed_only)
        paths = work.next_stale(PIECE, changed_only=changed_only)
        if not paths:
            return None
        instant = state.instant(self._clock())
        outcomes = self.rendered(paths, instant)
        return self._kept(outcomes, self.keep(outcomes), instant)

    def rendered(self, paths: Sequence[str], instant: datetime) -> list[Outcome]:
        """Render ``paths`` from one moment of the database."""
        with snapshot(), one_moment():
            if len(paths) > FEW:
                read_ahead(paths)
            return [outcome(path, instant) for path in paths]

    def _changes(self) -> Done | None:
        """Bake what is in the outbox and due by the clock; None where nothing is."""
        begun = time.monotonic()
        instant = state.instant(self._clock())
        under_way = self.pool.under_way if self.pool is not None else set()
        with snapshot():
            taken = work.changes()
        # A new story's own page is in place before anybody asks what else shows the story. What is done in pieces is of
        # several moments: what was committed in between is in the outbox still, and is baked after.
        first = [path for path in work.new_pages(taken.keys, AT_ONCE) if path not in under_way]
        try:
            outcomes, done = self._at_once(first, instant, set(first))
        except OSError:
            # A bucket that is away keeps nothing from the folder: all of it comes again below, and fails there.
            first, outcomes, done = [], [], Done()
        with snapshot(), one_moment():
            found = work.touched(taken.keys, instant)
            if not found and not taken.entries:
                return None
            many = len(found) > SMALL
            paths = [] if many else self._paths(found)
        if self.pool is not None:
            self.pool.changed(taken.keys)
        if many:
            with transaction.atomic():
                work.mark(found, taken)
                self._tell(Done(), taken, begun, marked=len(found))
            return Done()
        rest = [path for path in paths if path not in under_way and path not in first]
        made, also = self._at_once(rest, instant, set(found.new))
        outcomes, done = outcomes + made, done + also
        self._at_step("written")
        with transaction.atomic():
            manifest.record(outcomes, self._encoding, instant)
            Document.objects.filter(path__in=under_way.intersection(paths)).update(
                stale=Document.Stale.CHANGED
            )
            work.clear(taken)
            _remember(instant)
            if taken.entries:
                self._tell(done, taken, begun)
        self._at_step("cleared")
        return done

    def _at_once(
        self, paths: Sequence[str], instant: datetime, new: Collection[str]
    ) -> tuple[list[Outcome], Done]:
        """Render ``paths`` and write what differs; those in ``new`` may not be known yet."""
        if not paths:
            return [], Done()
        made = self.rendered(paths, instant)
        self._at_step("rendered")
        return made, self.keep(made, [each.path for each in made if each.path in new and not each.gone])

    def _with_helpers(self, pool: Pool, *, changed_only: bool) -> Done | None:
        while pool.free:
            paths = work.next_stale(PIECE_OF_HELPERS, pool.under_way, changed_only=changed_only)
            if not paths:
                break
            pool.give(paths, state.instant(self._clock()), first=self.first)
        if pool.free == pool.jobs:
            return None
        finished = pool.take(_PATIENCE)
        if finished is None:
            return Done()
        piece, outcomes, written = finished
        failed = sum(bool(each.failure) for each in outcomes)
        gone = sum(each.gone for each in outcomes)
        done = Done(written, len(outcomes) - written - failed - gone, gone, failed)
        reopened = {each.path for each in outcomes if each.keys & piece.changed}
        return self._kept(outcomes, done, piece.instant, reopened)

    def _kept(
        self, outcomes: Sequence[Outcome], done: Done, instant: datetime, reopened: Collection[str] = ()
    ) -> Done:
        self._at_step("written")
        with transaction.atomic():
            manifest.record(outcomes, self._encoding, instant, reopened)
            _remember(instant)
        self._at_step("cleared")
        for each in outcomes:
            if each.sha256 and manifest.is_page(each.path):
                done.pages += 1
                done.bytes_of_pages += each.size
        return done

    def _paths(self, found: work.Touched) -> list[str]:
        paths = list(found.new)
        for some in manifest.pieces(found.existing):
            paths += Document.objects.filter(pk__in=some).values_list("path", flat=True)
        return sorted(dict.fromkeys(paths), key=lambda path: (manifest.priority(path), path))

    def keep(self, outcomes: Sequence[Outcome], new: Sequence[str] = ()) -> Done:
        """Write what differs from the manifest, and remove what vanished.

        Addresses that may be ``new`` are put down first: a process that is killed after it wrote their files, and
        whose story is deleted before the next one starts, leaves nothing that nobody knows of.
        """
        if new:
            with transaction.atomic():
                manifest.add(new, Document.Stale.CHANGED)
        there = manifest.known(each.path for each in outcomes)
        pages: list[Page] = []
        done = Done(
            removed=sum(each.gone and bool(_baked(there, each.path)) for each in outcomes),
            failed=sum(bool(each.failure) for each in outcomes),
        )
        for each in outcomes:
            if each.page is None:
                continue
            if self._same(there.get(each.path), each):
                done.unchanged += 1
            else:
                pages.append(compressed(each.page, self.quality))
        vanished = [each.path for each in outcomes if each.gone and each.path in there]
        # A process that is killed in what follows leaves files without siblings, or none. Where the next one renders what
        # was there before, such as a page that was hidden and is shown again, it has to write it nevertheless.
        manifest.doubt([there[path] for path in (*(page.path for page in pages), *vanished) if path in there])
        if not self.first:
            make_sure()
        self._at_step("put")
        if pages or vanished:
            self.store.put(pages, vanished)
        done.written = len(pages)
        return done

    def _same(self, document: Document | None, made: Outcome) -> bool:
        return (
            document is not None
            and document.sha256 == made.sha256
            and (document.status, document.location) == (made.status, made.location)
            and document.encoding == self._encoding
            and document.stale != Document.Stale.REBAKE
            and self.store.holds(made.path, made.size)
        )

    def _tell(self, done: Done, taken: work.Changes, begun: float, marked: int = 0) -> None:
        now = timezone.now()
        Batch.objects.create(
            at=now,
            waited=max(0.0, (now - taken.since).total_seconds()) if taken.since else None,
            seconds=time.monotonic() - begun,
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
            failed=done.failed,
            marked=marked,
            about=taken.keys[:_ABOUT],
        )
        last = Batch.objects.values_list("pk", flat=True)[_BATCHES_KEPT : _BATCHES_KEPT + 1]
        Batch.objects.filter(pk__in=list(last)).delete()


def _baked(there: dict[str, Document], path: str) -> bool:
    return path in there and bool(there[path].sha256)


def _remember(instant: datetime) -> None:
    known = state.state()
    if known.instant is None or known.instant < instant:
        known.instant = instant
        known.save()
