"""What may be asked, when, and whether its site allows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from standfirst.fetch import robots
from standfirst.wire.models import HubDelivery, HubSubscription, WatchedHost, WatchedOriginal, WatchedSource

_LOOKED_AT = 200
_MOST, _LEAST = timedelta(seconds=30), timedelta(seconds=1)

Read = WatchedSource | WatchedOriginal
Due = Read | HubSubscription
"""What may be asked, and of that what is read."""


def due(now: datetime, busy: Iterable[str]) -> list[Due]:
    """Return what may be asked, but of hosts that are ``busy``, the longest overdue first."""
    sources = WatchedSource.objects.filter(active=True, next_check__lte=now).exclude(host__in=busy)
    looks = WatchedOriginal.objects.filter(next_check__lte=now).exclude(host__in=busy)
    hubs = HubSubscription.objects.filter(next_check__lte=now).exclude(host__in=busy)
    found: list[Due] = [
        *sources.order_by("next_check")[:_LOOKED_AT],
        *looks.defer("first_text").order_by("next_check")[:_LOOKED_AT],
        *hubs.order_by("next_check")[:_LOOKED_AT],
    ]
    return sorted(found, key=lambda each: each.next_check or now)


def rest(now: datetime) -> timedelta:
    """Return how long nothing will be due: the time until the next is, at most half a minute."""
    if HubDelivery.objects.exists():
        return timedelta(0)
    firsts = (
        waiting.order_by("next_check").values_list("next_check", flat=True).first()
        for waiting in (
            WatchedSource.objects.filter(active=True, next_check__isnull=False),
            WatchedOriginal.objects.filter(next_check__isnull=False),
            HubSubscription.objects.filter(next_check__isnull=False),
        )
    )
    return min([_MOST, *(max(first - now, _LEAST) for first in firsts if first is not None)])


def allows(host: WatchedHost, each: Read) -> bool:
    """A page is read as robots.txt says, and not where it can't be had (RFC 9309, 2.3.1.4); a feed is an invitation."""
    if isinstance(each, WatchedOriginal) or each.page:
        return host.robots_open and robots.allows_article(host.robots, each.url)
    return robots.allows_feed(host.robots, each.url)


def postpone(each: Due, now: datetime) -> None:
    """Have something asked again in an hour: what came of it could not be kept."""
    later: dict[str, Any] = {"next_check": now + timedelta(hours=1)}
    if isinstance(each, WatchedSource):
        later["health"] = WatchedSource.Does.FAILING
    type(each)._default_manager.filter(pk=each.pk).update(**later)
