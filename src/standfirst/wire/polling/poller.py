"""Who is asked next, by whom, and what becomes of what they bring."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.fetch import Network
from standfirst.fetch.turns import TURNS, Turns
from standfirst.publication.reading import publication
from standfirst.wire.feeds import Reader
from standfirst.wire.models import Item, WatchedHost, WatchedSource
from standfirst.wire.polling import asking, noting
from standfirst.wire.polling.gathering import Gatherer, unthreaded
from standfirst.wire.watching import answers, robots

log = logging.getLogger("standfirst.wire")

WORKERS = 8
_LOOKED_AT = 200
NETWORK = Network()
"""What a source's address may lead to: the open internet. Tests put their own server here."""


@dataclass
class _Job:
    host: str
    source: WatchedSource | None = None
    asked: answers.Source | None = None
    files: str = ""


@dataclass
class Tally:
    """What was done so far."""

    asked: int = 0
    answered: int = 0
    items: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    """The address of a source, and what it said."""


class Poller:
    """Asks what is due, one host at a time each. ``clock`` says what time it is; tests move it by hand."""

    def __init__(
        self,
        *,
        network: Network | None = None,
        turns: Turns = TURNS,
        clock: Callable[[], datetime] = timezone.now,
        ask: Callable[..., asking.Came] = asking.ask,
    ) -> None:
        self.tally = Tally()
        self._network = NETWORK if network is None else network
        self._turns, self._clock, self._ask = turns, clock, ask
        self._gatherer: Gatherer | None = None
        self._reader = Reader()
        self._jobs: dict[Future[Any], _Job] = {}
        for host, until in WatchedHost.objects.values_list("host", "waits_until"):
            if until is not None:
                self._turns.leave_alone(host, until)

    def close(self) -> None:
        """End what is under way; what hasn't been noted is asked again."""
        for job in self._jobs.values():
            self._turns.release(job.host, self._clock())
        self._jobs.clear()
        self._reader.close()

    def step(self, patience: float = 1.0) -> int:
        """Ask what is due and free, and note what has come within ``patience`` seconds. Returns what is under way."""
        self._begin()
        if self._jobs:
            done, _waiting = wait(self._jobs, timeout=patience, return_when=FIRST_COMPLETED)
            for future in done:
                self._end(future)
        elif self._gatherer is not None:
            self._gatherer.settle(self._clock())
        return len(self._jobs)

    def finish(self) -> Tally:
        """Ask all that is due now and free, and wait for every answer."""
        while self.step(30.0):
            pass
        return self.tally

    def rest(self) -> timedelta:
        """Return how long nothing will be due: the time until the next source is, at most half a minute."""
        soonest = (
            WatchedSource.objects.filter(active=True, next_check__isnull=False)
            .order_by("next_check")
            .values_list("next_check", flat=True)
            .first()
        )
        most = timedelta(seconds=30)
        return most if soonest is None else min(max(soonest - self._clock(), timedelta(seconds=1)), most)

    def _begin(self) -> None:
        now = self._clock()
        free = WORKERS - len(self._jobs)
        if free <= 0:
            return
        due = WatchedSource.objects.filter(active=True, next_check__lte=now).exclude(
            host__in=self._turns.not_free(now)
        )
        candidates = list(due.order_by("next_check")[:_LOOKED_AT])
        if not candidates:
            self._turns.forget(now)
            return
        hosts = WatchedHost.named(each.host for each in candidates)
        contact = publication().contact_email
        for source in candidates:
            if free <= 0:
                return
            if not self._turns.take(source.host, now):
                continue
            free -= 1
            self._submit(source, hosts.get(source.host), contact, now)

    def _submit(self, source: WatchedSource, host: WatchedHost | None, contact: str, now: datetime) -> None:
        scheme = urlsplit(source.url).scheme
        said: dict[str, Any] = {"contact": contact, "network": self._network}
        future: Future[Any]
        if host is None or noting.is_stale(host.robots_at, now):
            job = _Job(source.host, files="robots")
            future = _begun(asking.robots_of, scheme, source.host, **said)
        elif noting.is_stale(host.reservations_at, now):
            job = _Job(source.host, files="reservations")
            future = _begun(asking.reservations_of, scheme, source.host, **said)
        elif not robots.allows_feed(host.robots, source.url):
            self._turns.release(source.host, now)
            self._forbidden(source, now)
            return
        else:
            asked = noting.state_of(source)
            job = _Job(source.host, source, asked)
            future = _begun(self._ask, asked, self._reader, **said)
            self.tally.asked += 1
        self._jobs[future] = job

    def _forbidden(self, source: WatchedSource, now: datetime) -> None:
        said = _(
            "Its site's robots.txt asks us by name not to read this. Ask the outlet, or stop watching it."
        )
        came = asking.Came(answers.Answer(0, source.url, {}), said)
        noting.note(source.pk, noting.state_of(source), came, now)
        self.tally.failed.append((source.url, said))

    def _end(self, future: Future[Any]) -> None:
        job = self._jobs.pop(future)
        now = self._clock()
        try:
            found = future.result()
            if job.files == "robots":
                noting.note_files(job.host, now, robots=found[0], robots_open=found[1])
            elif job.files:
                noting.note_files(job.host, now, reservations=found)
            elif job.source is not None and job.asked is not None:
                self._note(job.source, job.asked, found, now)
        except Exception:
            # One source must not stop the others.
            log.exception("What came from %s could not be kept. It is asked again in an hour.", job.host)
            if job.source is not None:
                WatchedSource.objects.filter(pk=job.source.pk).update(
                    next_check=now + timedelta(hours=1), health=WatchedSource.Does.FAILING
                )
        finally:
            self._turns.release(job.host, now)

    def _note(self, source: WatchedSource, asked: answers.Source, came: asking.Came, now: datetime) -> None:
        noted = noting.note(source.pk, asked, came, now)
        if noted.host_waits_until is not None:
            self._turns.leave_alone(source.host, noted.host_waits_until)
        self.tally.answered += 1
        self.tally.items += len(noted.items)
        if came.said:
            self.tally.failed.append((source.url, came.said))
        if noted.items:
            self._gather(list(noted.items), now)

    def _gather(self, items: list[Item], now: datetime) -> None:
        if self._gatherer is None:
            self._gatherer = Gatherer(now)
            for portion in unthreaded(now):
                self._gatherer.take(portion, now)
            return
        self._gatherer.take(items, now)


def _begun(function: Callable[..., Any], *given: Any, **named: Any) -> Future[Any]:
    """Call a function in a thread that doesn't keep the process from ending: a request may take long."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(function(*given, **named))
        except BaseException as error:  # noqa: BLE001 (whoever waits is told)
            future.set_exception(error)

    threading.Thread(target=run, name="asking", daemon=True).start()
    return future
