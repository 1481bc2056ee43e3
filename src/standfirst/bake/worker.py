"""The thread that bakes while a publication is served."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from standfirst.bake import lock, state, work
from standfirst.bake.baking import baker
from standfirst.bake.engine import Baker
from standfirst.bake.pool import HelperLost, Pool
from standfirst.keys.changes import committed

log = logging.getLogger("standfirst.bake")

POLL = 1.0
"""Seconds between looks for changes that another process made."""
AGAIN = 5.0
"""Seconds until a bake that failed as a whole (disk full, database locked) is tried again."""
LARGE = 1000
"""Stale documents from which a helper process does the rendering, so that editors' pages stay quick."""


class Baking(threading.Thread):
    """Bakes what changes, woken by each commit, until asked to stop."""

    def __init__(self, held: lock.Held) -> None:
        super().__init__(name="bake")
        self._held = held
        self._wake = threading.Event()
        self._ended = False
        self.whole = False
        """Whether the folder holds every document: what isn't in it then doesn't exist."""
        self._baker: Baker = baker()
        self._failing = ""
        committed.connect(self._committed, weak=False, dispatch_uid="bake-wake")

    def _committed(self, **_: object) -> None:
        self._wake.set()

    def make_good(self) -> None:
        """Do all that is owed to readers before the publication says it is ready: changes, and missed instants.

        What only a new version of the software asks for is done afterwards, while the old files are served.
        """
        try:
            self._baker.start(unclean=self._held.unclean)
            while self._baker.step(changed_only=True) is not None:
                pass
            # Also what a process before this one wrote down.
            self._well()
        except (OSError, DatabaseError) as error:
            self._say(error)

    def stop(self) -> None:
        """Ask the thread to end after the batch that it is at."""
        self._ended = True
        self._wake.set()

    def run(self) -> None:
        """Bake until asked to stop. Whatever fails is reported once and tried again."""
        pause = POLL
        while not self._ended:
            self._wake.clear()
            close_old_connections()
            try:
                while not self._ended and self._step():
                    pause = POLL
                pause = POLL
                if self._failing:
                    self._well()
            except (OSError, DatabaseError, HelperLost) as error:
                self._say(error)
                pause = AGAIN
            except Exception:
                log.exception("The bake failed. It is tried again in %s s.", AGAIN)
                pause = AGAIN
            close_old_connections()
            if not self._ended:
                self._wake.wait(pause)
        self._without_helpers()
        connection.close()

    def _step(self) -> bool:
        if self._baker.pool is None and work.pending() > LARGE:
            self._baker.pool = Pool(1, self._held.descriptor)
        done = self._baker.step()
        if done is None:
            self.whole = not work.missing()
            self._without_helpers()
        return done is not None

    def _without_helpers(self) -> None:
        if self._baker.pool is not None:
            with suppress(OSError):
                self._baker.pool.close()
            self._baker.pool = None

    def _say(self, error: Exception) -> None:
        text = f"{type(error).__name__}: {error}"
        if text != self._failing:
            log.error("Nothing can be baked now; it is tried again until it can: %s", text)
            # A database that can't be written says nothing there; the log has it.
            with suppress(DatabaseError):
                state.in_trouble(_plainly(error), timezone.now())
        self._failing = text

    def _well(self) -> None:
        if self._failing:
            log.info("Baking goes on.")
        state.in_trouble("", timezone.now())
        self._failing = ""


def _plainly(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or ''}: {error.strerror}".removeprefix(": ")
    return str(error)
