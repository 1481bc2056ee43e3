"""The thread of ``standfirst serve`` that watches sources."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import close_old_connections

from standfirst.wire.polling.poller import Poller

log = logging.getLogger("standfirst.wire")

_AFTER_A_FAILURE = 60.0
_woken = threading.Event()


def wake() -> None:
    """Have the thread of this process look now whether there is something to do: a hub has sent something."""
    _woken.set()


class Watching(threading.Thread):
    """Asks watched sources for news. A demo asks nobody by itself."""

    def __init__(self) -> None:
        super().__init__(name="watching")
        self._end = threading.Event()

    def stop(self) -> None:
        """Ask the thread to end; requests under way are left."""
        self._end.set()
        wake()

    def run(self) -> None:
        """Watch until asked to stop. What fails is logged, and tried again after a minute."""
        if settings.FOLDER.demo:
            return
        while not self._end.is_set():
            close_old_connections()
            try:
                self._watch()
            except Exception:
                log.exception("Watching sources failed. It goes on in a minute.")
                self._end.wait(_AFTER_A_FAILURE)
        close_old_connections()

    def _watch(self) -> None:
        poller = Poller()
        try:
            while not self._end.is_set():
                close_old_connections()
                _woken.clear()
                if not poller.step() and not self._end.is_set():
                    _woken.wait(poller.rest().total_seconds())
        finally:
            poller.close()
