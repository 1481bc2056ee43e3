"""What is done with sources: looking whether their addresses still answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from standfirst.fetch import Network
from standfirst.provenance.links import Seen, is_broken, look, pause
from standfirst.provenance.models import LinkCheck, Source

NETWORK = Network()
PORTION = 10
"""Addresses looked at in one go, each on another host."""
_CANDIDATES = 300

_busy: set[str] = set()
_lock = threading.Lock()


class HostBusyError(Exception):
    """Another look at the same host is under way; ours would be a second request at a time."""


@contextmanager
def _turn(host: str) -> Iterator[None]:
    with _lock:
        if host in _busy:
            raise HostBusyError(host)
        _busy.add(host)
    try:
        yield
    finally:
        with _lock:
            _busy.discard(host)


def host_of(url: str) -> str:
    """Return the host of ``url``, empty where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def check_link(source: Source, at: datetime | None = None) -> LinkCheck:
    """Look whether the address of ``source`` answers, and keep what was found. Takes up to 24 seconds.

    No transaction is open while the other site is asked.

    Raises:
        HostBusyError: the same host is being asked already.
    """
    with _turn(host_of(source.url)):
        seen = look(source.url, contact=settings.BASE_URL, network=NETWORK)
    return _keep(source, seen, at or timezone.now())


def _keep(source: Source, seen: Seen, at: datetime) -> LinkCheck:
    check = LinkCheck.objects.filter(source=source).first() or LinkCheck(source=source, url=source.url)
    was = check.broken
    again = check.pk is not None and check.url == source.url and bool(check.problem)
    check.failures = ((check.failures if again else 0) + 1) if seen.problem else 0
    check.broken = is_broken(seen, check.failures)
    check.url, check.checked_at, check.status, check.problem = source.url, at, seen.status, seen.problem
    check.next_at = at + pause(seen, check.failures)
    if check.pk is not None and check.broken == was:
        # Readers see only whether it is broken: without signals, so that no document is made anew.
        LinkCheck.objects.filter(pk=check.pk).update(
            **{field.attname: getattr(check, field.attname) for field in check._meta.fields[1:]}
        )
    else:
        check.save()
    return check


def due(sources: QuerySet[Source], at: datetime) -> QuerySet[Source]:
    """Narrow ``sources`` to those to be looked at by ``at``: never seen ones first, then the longest overdue."""
    never = Q(link_check__isnull=True) | Q(link_check__next_at__isnull=True)
    again = Q(link_check__next_at__lte=at) | ~Q(link_check__url=F("url"))
    return (
        sources.exclude(url="")
        .filter(never | again)
        .order_by(F("link_check__next_at").asc(nulls_first=True), "pk")
    )


def check_portion(sources: QuerySet[Source], at: datetime) -> int:
    """Look at up to ten of ``sources`` that are due, no two on one host. Returns how many."""
    hosts: dict[str, Source] = {}
    for source in due(sources, at)[:_CANDIDATES]:
        hosts.setdefault(host_of(source.url), source)
        if len(hosts) == PORTION:
            break
    done = 0
    for source in hosts.values():
        try:
            check_link(source)
        except HostBusyError:
            continue
        done += 1
    return done
