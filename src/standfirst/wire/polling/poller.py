"""Who is asked next, by whom, and what becomes of what they bring."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.fetch import Network, sites
from standfirst.fetch.turns import TURNS, Turns
from standfirst.publication.reading import publication
from standfirst.wire.actions import hubs as subscribing
from standfirst.wire.feeds import Reader
from standfirst.wire.models import HubSubscription, Item, WatchedHost, WatchedOriginal, WatchedSource
from standfirst.wire.polling import asking, deliveries, hubs, noting, originals
from standfirst.wire.polling.due import Due, Read, allows, due, postpone, rest
from standfirst.wire.polling.futures import begun
from standfirst.wire.polling.gathering import Gatherer, unthreaded
from standfirst.wire.watching import answers

log = logging.getLogger("standfirst.wire")

WORKERS = 8
NETWORK = Network()
"""What a source's address may lead to: the open internet. Tests put their own server here."""


@dataclass
class _Job:
    each: Due
    note: Callable[[Any, datetime], object]
    """Keeps what came."""


@dataclass
class Tally:
    """What was done so far."""

    asked: int = 0
    answered: int = 0
    items: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    """The address of a source, and what it said."""
    looked: int = 0
    """Originals whose pages were looked at."""
    tasks: int = 0
    """Made because of them."""
    delivered: int = 0
    """What hubs had sent and was read."""
    hubs: int = 0
    """Requests to hubs that push, or are to push no more."""


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
            self._turns.release(job.each.host, self._clock())
        self._jobs.clear()
        self._reader.close()

    def step(self, patience: float = 1.0) -> int:
        """Ask what is due and free, and note what has come within ``patience`` seconds. Returns what is under way.

        One delivery of a hub is read too.
        """
        delivered = self._read_delivery()
        self._begin()
        if self._jobs:
            done, _waiting = wait(self._jobs, timeout=patience, return_when=FIRST_COMPLETED)
            for future in done:
                self._end(future)
        elif self._gatherer is not None:
            self._gatherer.settle(self._clock())
        return len(self._jobs) + delivered

    def finish(self) -> Tally:
        """Ask all that is due now and free, and wait for every answer."""
        while self.step(30.0):
            pass
        return self.tally

    def rest(self) -> timedelta:
        """Return how long nothing will be due, at most half a minute."""
        return rest(self._clock())

    def _begin(self) -> None:
        now = self._clock()
        free = WORKERS - len(self._jobs)
        if free <= 0:
            return
        candidates = due(now, self._turns.not_free(now))
        if not candidates:
            self._turns.forget(now)
            return
        hosts = WatchedHost.named(each.host for each in candidates)
        contact = publication().contact_email
        for each in candidates:
            if free <= 0:
                return
            if not self._turns.take(each.host, now):
                continue
            free -= 1
            self._submit(each, hosts.get(each.host), contact, now)

    def _submit(self, each: Due, host: WatchedHost | None, contact: str, now: datetime) -> None:
        if isinstance(each, HubSubscription):
            self._ask_hub(each, contact, now)
            return
        scheme = urlsplit(each.url).scheme
        said: dict[str, Any] = {"contact": contact, "network": self._network}
        if host is None or noting.is_stale(host.robots_at, now):
            self._start(each, partial(_note_robots, each.host), sites.robots_of, scheme, each.host, **said)
        elif noting.is_stale(host.reservations_at, now):
            note = partial(_note_reservations, each.host)
            self._start(each, note, sites.reservations_of, scheme, each.host, **said)
        elif not allows(host, each):
            self._turns.release(each.host, now)
            self._forbidden(each, now)
        elif isinstance(each, WatchedOriginal):
            conditions = (each.url, each.etag, each.last_modified)
            self._start(each, partial(self._note_look, each), originals.look, *conditions, **said)
        else:
            asked = noting.state_of(each)
            self._start(each, partial(self._note, each, asked), self._ask, asked, self._reader, **said)
            self.tally.asked += 1

    def _ask_hub(self, each: HubSubscription, contact: str, now: datetime) -> None:
        """Ask a hub. The feed has named it for that: its robots.txt isn't asked."""
        form = subscribing.begin(each.pk, now)
        if form is None:
            self._turns.release(each.host, now)
            return
        note = partial(self._note_hub, each)
        self._start(each, note, hubs.ask, each.hub, form, contact=contact, network=self._network)
        self.tally.hubs += 1

    def _note_hub(self, each: HubSubscription, answered: hubs.Answered, now: datetime) -> None:
        until = subscribing.note(each.pk, answered.status, answered.said, answered.headers, now)
        if until is not None:
            WatchedHost.objects.update_or_create(host=each.host, defaults={"waits_until": until})
            self._turns.leave_alone(each.host, until)
        if answered.said:
            self.tally.failed.append((each.hub, answered.said))

    def _read_delivery(self) -> int:
        now = self._clock()
        noted = deliveries.read_next(self._reader, now)
        if noted is None:
            return 0
        self.tally.delivered += 1
        self.tally.items += len(noted.items)
        if noted.items:
            self._gather(list(noted.items), now)
        return 1

    def _start(
        self,
        each: Due,
        note: Callable[[Any, datetime], object],
        function: Callable[..., Any],
        *given: Any,
        **named: Any,
    ) -> None:
        self._jobs[begun(function, *given, **named)] = _Job(each, note)

    def _note_look(self, original: WatchedOriginal, looked: originals.Looked, now: datetime) -> None:
        noted = originals.note(original.pk, looked, now)
        if noted.host_waits_until is not None:
            self._turns.leave_alone(original.host, noted.host_waits_until)
        self.tally.looked += 1
        self.tally.tasks += noted.task is not None
        if looked.said:
            self.tally.failed.append((original.url, looked.said))

    def _forbidden(self, source: Read, now: datetime) -> None:
        if isinstance(source, WatchedOriginal):
            originals.forbidden(source.pk, now)
            return
        said = _("Its site's robots.txt asks us not to read this. Ask the outlet, or stop watching it.")
        came = asking.Came(answers.Answer(0, source.url, {}), said)
        noting.note(source.pk, noting.state_of(source), came, now)
        self.tally.failed.append((source.url, said))

    def _end(self, future: Future[Any]) -> None:
        job = self._jobs.pop(future)
        now = self._clock()
        try:
            job.note(future.result(), now)
        except Exception:
            # One source must not stop the others.
            log.exception("What came from %s could not be kept. It is asked again in an hour.", job.each.host)
            postpone(job.each, now)
        finally:
            self._turns.release(job.each.host, now)

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


def _note_robots(host: str, found: tuple[str, bool], now: datetime) -> None:
    noting.note_files(host, now, robots=found[0], robots_open=found[1])


def _note_reservations(host: str, found: list[Any], now: datetime) -> None:
    noting.note_files(host, now, reservations=found)
