"""What happens by the clock. A room adds its own with one line in ``ENTRIES``."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

log = logging.getLogger("standfirst.schedule")


class Entry(NamedTuple):
    """One thing to do every so often: ``function`` (dotted name) is called with the instant it is done for.

    It does all that is due by that instant, so that a run that was missed is made good by the next one.
    """

    name: str
    every: timedelta
    function: str


ENTRIES: list[Entry] = [
    Entry("publish what is scheduled", timedelta(seconds=30), "standfirst.project.chores.publish_scheduled"),
    Entry("publish bundles", timedelta(seconds=30), "standfirst.stories.actions.bundles.publish_due_bundles"),
    Entry(
        "withdraw lapsed stories",
        timedelta(minutes=5),
        "standfirst.stories.actions.lapsing.lapse_permissions",
    ),
    Entry(
        "warn of permissions that end", timedelta(hours=1), "standfirst.stories.actions.lapsing.warn_lapsing"
    ),
    Entry("look at cited links", timedelta(minutes=5), "standfirst.stories.actions.links.check_links"),
    Entry("count what was republished", timedelta(minutes=1), "standfirst.stories.counting.keep"),
    Entry(
        "watch originals behind stories", timedelta(minutes=15), "standfirst.wire.actions.afterwards.gather"
    ),
    Entry("see to hubs of sources", timedelta(minutes=5), "standfirst.wire.actions.hubs.tend"),
    Entry("end assignments", timedelta(minutes=5), "standfirst.wire.actions.taking.lapse"),
    Entry("send mail of watches", timedelta(minutes=5), "standfirst.wire.actions.watches.send_mail"),
    Entry("forget old items of the wire", timedelta(hours=6), "standfirst.wire.actions.keeping.forget"),
    Entry("renew security.txt", timedelta(hours=6), "standfirst.project.chores.renew_security_contact"),
    Entry("forget old sessions", timedelta(hours=6), "standfirst.project.chores.prune_sessions"),
    Entry("forget finished work", timedelta(hours=6), "standfirst.project.chores.prune_tasks"),
]


def run(entry: Entry, instant: datetime) -> bool:
    """Do one entry for ``instant``. What fails is logged and stops nothing else; returns whether it went well."""
    try:
        function: Callable[[datetime], object] = import_string(entry.function)
        function(instant)
    except Exception:
        log.exception("Scheduled work failed: %s. It is tried again in %s.", entry.name, entry.every)
        return False
    return True


def make_good(entries: Iterable[Entry] | None = None) -> None:
    """Do every entry once: what fell due while nothing was running. Called before the publication says it is ready."""
    for entry in ENTRIES if entries is None else entries:
        run(entry, timezone.now())


class Schedule(threading.Thread):
    """The thread that does the entries when they are due."""

    def __init__(self, entries: Iterable[Entry] | None = None) -> None:
        super().__init__(name="schedule")
        now = timezone.now()
        self._due = {entry: now + entry.every for entry in (ENTRIES if entries is None else entries)}
        self._end = threading.Event()

    def stop(self) -> None:
        """Ask the thread to end after what it is doing."""
        self._end.set()

    def run(self) -> None:
        """Do what is due, sleep until the next is, and so on."""
        while not self._end.is_set():
            close_old_connections()
            for entry, due in self._due.items():
                if due <= timezone.now() and not self._end.is_set():
                    run(entry, timezone.now())
                    self._due[entry] = timezone.now() + entry.every
            close_old_connections()
            pause = min(self._due.values(), default=timezone.now() + timedelta(minutes=1)) - timezone.now()
            self._end.wait(max(0.05, pause.total_seconds()))
