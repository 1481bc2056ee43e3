"""One request at a time for each host, whoever in this process makes it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from .hosts import GAP, Hosts

PATIENCE = 15.0
"""Seconds that somebody at a screen waits for a host's turn."""


class HostBusy(Exception):
    """The host is being asked, or has asked us to wait, for longer than somebody at a screen waits. ``str(error)`` says so."""

    def __str__(self) -> str:
        return _("This site is being asked already, or asked us to wait. Try again in a minute.")


class Turns:
    """``Hosts`` for threads."""

    def __init__(self, gap: timedelta = GAP) -> None:
        self._hosts = Hosts(gap)
        self._lock = threading.Lock()

    def take(self, host: str, now: datetime) -> bool:
        """Take a host's turn; False where it isn't free."""
        with self._lock:
            return self._hosts.take(host, now)

    def release(self, host: str, now: datetime) -> None:
        """Give the turn back, however the request ended."""
        with self._lock:
            self._hosts.release(host, now)

    def leave_alone(self, host: str, until: datetime) -> None:
        """Ask nothing of the host until then."""
        with self._lock:
            self._hosts.leave_alone(host, until)

    def not_free(self, now: datetime) -> list[str]:
        """Return the hosts that may not be asked now."""
        with self._lock:
            return self._hosts.not_free(now)

    def forget(self, now: datetime) -> None:
        """Forget hosts that may be asked anyway."""
        with self._lock:
            self._hosts.forget(now)

    @contextmanager
    def waited_for(
        self, host: str, seconds: float = PATIENCE, clock: Callable[[], datetime] = timezone.now
    ) -> Iterator[None]:
        """Wait for the host's turn, and hold it for the block.

        Raises:
            HostBusy: it didn't come within ``seconds``.
        """
        ends = time.monotonic() + seconds
        while not self.take(host, clock()):
            if time.monotonic() >= ends:
                raise HostBusy(host)
            time.sleep(0.1)
        try:
            yield
        finally:
            self.release(host, clock())


TURNS = Turns()
"""Those of this process."""
