"""What is done with sources: looking whether their addresses still answer."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from standfirst.fetch import Network
from standfirst.fetch.hosts import host_of
from standfirst.fetch.turns import PATIENCE, TURNS, HostBusy
from standfirst.fetch.waits import A_DAY
from standfirst.provenance.links import Seen, is_broken, look, pause
from standfirst.provenance.models import LinkCheck, Source

NETWORK = Network()
PORTION = 10
"""Addresses looked at in one go, each on another host."""
_CANDIDATES = 300


def check_link(source: Source, at: datetime | None = None, *, patience: float = PATIENCE) -> LinkCheck:
    """Look whether the address of ``source`` answers, and keep what was found. Takes up to 24 seconds.

    ``patience`` is for how many seconds its host's turn is waited for. What the host asks for by Retry-After holds for
    whoever in this process would ask it. No transaction is open while the other site is asked.

    Raises:
        HostBusy: the turn didn't come.
    """
    host = host_of(source.url)
    with TURNS.waited_for(host, patience):
        seen = look(source.url, contact=settings.BASE_URL, network=NETWORK)
    if seen.wait is not None:
        TURNS.leave_alone(host, timezone.now() + min(seen.wait, A_DAY))
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
            check_link(source, patience=0)
        except HostBusy:
            continue
        done += 1
    return done
