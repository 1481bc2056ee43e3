"""What is done with sources: looking whether their addresses still answer, and keeping a copy of what is there."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from standfirst.fetch import Network
from standfirst.fetch.hosts import host_of
from standfirst.fetch.sites import reservations_of, robots_of
from standfirst.fetch.turns import PATIENCE, TURNS, HostBusy
from standfirst.fetch.waits import A_DAY
from standfirst.provenance import copies, keeping
from standfirst.provenance.copies import Site
from standfirst.provenance.links import Seen, is_broken, is_gone, look, pause
from standfirst.provenance.models import LinkCheck, Source

NETWORK = Network()
PORTION = 10
"""Addresses looked at in one go, each on another host."""
_CANDIDATES = 300


def check_link(source: Source, at: datetime | None = None, *, patience: float = PATIENCE) -> LinkCheck:
    """Look whether the address of ``source`` answers, and keep what was found. Takes up to 50 seconds.

    Where a copy is due the page itself is asked for, not its head, after its site's robots.txt; what the site doesn't
    want kept isn't. ``patience`` is for how many seconds its host's turn is waited for. What the host asks for by
    Retry-After holds for whoever in this process would ask it. No transaction is open while the other site is asked.

    Raises:
        HostBusy: the turn didn't come.
    """
    at = at or timezone.now()
    host = host_of(source.url)
    known = LinkCheck.objects.filter(source=source).first()
    before = known.not_kept if known is not None and known.url == source.url else ""
    not_kept = before
    with TURNS.waited_for(host, patience):
        whole = keeping.is_due(known, source, at)
        if whole and not copies.allows_reading(_site(source.url, at), source.url):
            whole, not_kept = False, copies.ROBOTS
        seen = look(source.url, contact=settings.BASE_URL, network=NETWORK, whole=whole)
        site = _site(seen.page.url, at) if seen.page is not None else Site()
    if seen.wait is not None:
        TURNS.leave_alone(host, timezone.now() + min(seen.wait, A_DAY))
    copied = False
    if seen.page is not None:
        not_kept = copies.refusal(seen.page, site)
        if not not_kept:
            copy, not_kept = keeping.keep(source, seen.page, at)
            copied = copy is not None
    elif seen.problem:
        not_kept = before
    elif whole:
        not_kept = copies.SIZE
    check = _keep(source, seen, at, whole=whole and not seen.problem, not_kept=not_kept, copied=copied)
    if copied:
        keeping.note_kept(source)
        check.refresh_from_db(fields=["kept_at"])
    return check


def _site(url: str, at: datetime) -> Site:
    """Return what the files of an address's host say, as learned today."""
    parts = urlsplit(url)
    return _site_on(parts.scheme, parts.netloc, f"{at:%Y-%m-%d}", NETWORK)


@lru_cache(maxsize=256)
def _site_on(scheme: str, authority: str, day: str, network: Network) -> Site:
    robots, is_open = robots_of(scheme, authority, contact=settings.BASE_URL, network=network)
    if not is_open:
        return Site(is_open=False)
    rules = reservations_of(scheme, authority, contact=settings.BASE_URL, network=network)
    return Site(robots, rules=tuple(rules))


def _keep(source: Source, seen: Seen, at: datetime, *, whole: bool, not_kept: str, copied: bool) -> LinkCheck:
    check = LinkCheck.objects.filter(source=source).first() or LinkCheck(source=source, url=source.url)
    told = (check.broken, check.gone_since)
    again = check.pk is not None and check.url == source.url
    check.failures = ((check.failures if again and check.problem else 0) + 1) if seen.problem else 0
    check.failing_since = None if not seen.problem else check.failing_since if check.failures > 1 else at
    check.broken = is_broken(seen, check.failures)
    since = check.failing_since or at
    gone = is_gone(seen, check.failures, at - since)
    check.gone_since = (check.gone_since or since) if gone else None
    check.url, check.checked_at, check.status, check.problem = source.url, at, seen.status, seen.problem
    check.next_at = at + pause(seen, check.failures)
    check.whole_at = at if whole else check.whole_at if again else None
    check.not_kept = not_kept
    if copied or (check.archive_due_at is None and _wants_archive(source, check)):
        check.archive_due_at = at
    if check.pk is not None and (check.broken, check.gone_since) == told:
        # Readers see only whether it is gone: without signals, so that no document is made anew.
        LinkCheck.objects.filter(pk=check.pk).update(
            **{field.attname: getattr(check, field.attname) for field in check._meta.fields[1:]}
        )
    else:
        check.save()
    return check


def _wants_archive(source: Source, check: LinkCheck) -> bool:
    """Tell whether a public archive is to be asked: for a page of which no archived copy is known."""
    return not source.copies.exists() and (not check.problem or check.broken)


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
