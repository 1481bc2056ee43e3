"""Baking from the command line: here, or by the process that is at it already."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from standfirst.bake import first, manifest, work
from standfirst.bake.actions import bake_everything
from standfirst.bake.baking import baker, quality
from standfirst.bake.engine import Baker, Done
from standfirst.bake.lock import Taken, baking
from standfirst.bake.models import Document
from standfirst.bake.pool import HelperLost, Pool
from standfirst.bake.progress import Tally
from standfirst.bake.rendering import compressed, outcome
from standfirst.bake.snapshot import snapshot
from standfirst.bake.store import FolderStore
from standfirst.keys.documents import kinds, read_ahead
from standfirst.keys.models import OutboxEntry
from standfirst.keys.recording import one_moment

Show = Callable[[int, int, str], object]
_LOOK = 0.3
_LOST = 5
"""Helpers that may end before one gives up: a document that takes a process down would take them all."""


def bake(*, everything: bool, jobs: int, show: Show) -> dict[str, object]:
    """Bake what is to be baked, or everything, with ``jobs`` helpers (1: none). Returns the numbers.

    Raises:
        lock.Taken: another process bakes this publication.
        OSError: the folder can't be written.
    """
    tally = Tally()
    with baking(settings.PUBLIC_ROOT.parent) as held:
        here = baker(pool=Pool(jobs, held.descriptor) if jobs > 1 else None)
        try:
            is_first = first.possible(here.store)
            if here.pool is not None and (is_first or everything):
                here.pool.begin()
            here.start(unclean=held.unclean)
            if is_first:
                here.begin_first()
            elif everything:
                here.everything()
            drain(here, tally, show)
            if is_first:
                here.end_first()
        finally:
            if here.pool is not None:
                tally.peak_of_helpers = here.pool.peak
                here.pool.close()
    return tally.report()


def drain(here: Baker, tally: Tally, show: Show) -> None:
    """Bake until there is nothing left to do. What a lost helper was at is given to another one.

    Raises:
        HelperLost: one after another ended.
    """
    lost = 0
    while True:
        try:
            done = here.step()
        except HelperLost:
            lost += 1
            if lost > _LOST:
                raise
            continue
        if done is None:
            return
        tally.add(done)
        show(tally.done.documents, tally.done.documents + work.pending(), "documents")


def wait_for_other(*, everything: bool, show: Show) -> dict[str, object]:
    """Let the process that bakes already do it (``everything`` too), and wait until it has."""
    tally = Tally()
    if everything:
        bake_everything()
    total = left = work.pending()
    while left or OutboxEntry.objects.exists():
        show(max(total - left, 0), total, "documents")
        time.sleep(_LOOK)
        connection.close()
        left = work.pending()
        total = max(total, left)
    tally.done = Done(written=total, failed=Document.objects.exclude(failure="").count())
    return tally.report()


def bake_out(out: Path, show: Show) -> dict[str, object]:
    """Bake everything into the folder ``out``, as of now, and write nothing down: for another place to be served from.

    Synced once at the end.

    Raises:
        OSError: it can't be written.
    """
    tally = Tally()
    store = FolderStore(out, first.UnsureFiles(out))
    instant = timezone.now()
    paths = [path for kind in kinds() for path in kind.paths()]
    paths.sort(key=manifest.priority)
    for piece in manifest.pieces(paths, 200):
        with snapshot(), one_moment():
            read_ahead([str(path) for path in piece])
            outcomes = [outcome(str(path), instant) for path in piece]
        store.put([compressed(each.page, quality()) for each in outcomes if each.page is not None])
        tally.done += Done(
            written=sum(each.page is not None for each in outcomes),
            failed=sum(bool(each.failure) for each in outcomes),
        )
        show(tally.done.documents, len(paths), "documents")
    os.sync()
    return tally.report()


__all__ = ["Taken", "bake", "bake_out", "drain", "wait_for_other"]
