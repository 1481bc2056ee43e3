"""Hubs that push what sources publish (WebSub): which are subscribed at, what they are asked, what they may verify."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from standfirst.fetch.addresses import is_public, parse_address
from standfirst.fetch.waits import retry_after
from standfirst.wire.feeds import Feed
from standfirst.wire.models import HubSubscription, WatchedSource
from standfirst.wire.watching import hubs
from standfirst.wire.watching.intervals import LEAST

_LONGEST_ADDRESS = 1000
_GOODBYES = 3
"""How often a hub is asked to end it; after that what it sends is answered with 410, which ends it too."""
_LOCAL = frozenset({"localhost", "local", "internal", "invalid", "test"})
Asked = HubSubscription.Asked


def is_reachable() -> bool:
    """Tell whether a hub can reach this publication: at an address with https that isn't of a private network."""
    parts = urlsplit(settings.BASE_URL)
    host = (parts.hostname or "").rstrip(".")
    if settings.FOLDER.demo or parts.scheme != "https":
        return False
    literal = parse_address(host)
    if literal is not None:
        return is_public(literal)
    return "." in host and host.rpartition(".")[2] not in _LOCAL


def is_safe(source: WatchedSource) -> bool:
    """Tell whether a source's hub can be trusted with a secret as far as the feed itself."""
    return source.hub.startswith("https://") or not source.url.startswith("https://")


def named(feed: Feed, headers: Mapping[str, str], url: str) -> tuple[str, str]:
    """Return hub and topic of a feed at ``url``, both empty where it names no hub: its headers first (WebSub, section 4)."""
    header = headers.get("link", "")
    try:
        hub, topic = (
            urljoin(url, each) if (each := hubs.linked(header, rel)) else "" for rel in ("hub", "self")
        )
    except ValueError:
        return "", ""
    hub, topic = hub or feed.hub, topic or feed.topic or url
    usable = all(
        each.lower().startswith(("http://", "https://")) and len(each) <= _LONGEST_ADDRESS
        for each in (hub, topic)
    )
    return (hub, topic) if usable else ("", "")


def tend(at: datetime) -> None:
    """Begin with the hubs of watched sources, and end what isn't wanted any more. A demo asks nobody."""
    if settings.FOLDER.demo:
        return
    live = HubSubscription.objects.filter(ending=False)
    kept = live.filter(
        source__in=_pushable(),
        source__hub=F("hub"),
        source__topic=F("topic"),
        callback__startswith=f"{settings.BASE_URL}/",
    )
    for pk in live.exclude(pk__in=kept.values("pk")).values_list("pk", flat=True):
        _end(pk, at)
    subscribed = HubSubscription.objects.filter(ending=False, source__isnull=False)
    for source in _pushable().exclude(pk__in=subscribed.values("source")):
        if is_safe(source):
            _make(source, at)


def _pushable() -> QuerySet[WatchedSource]:
    sources = WatchedSource.objects.filter(active=True).exclude(hub="")
    return sources.exclude(health=WatchedSource.Does.GONE) if is_reachable() else sources.none()


def _make(source: WatchedSource, at: datetime) -> None:
    token = secrets.token_urlsafe(32)
    HubSubscription.objects.create(
        source=source,
        hub=source.hub,
        topic=source.topic,
        token=token,
        callback=settings.BASE_URL + reverse("hub", args=[token]),
        secret=secrets.token_urlsafe(48),
        next_check=at,
        made_at=at,
    )


@transaction.atomic
def _end(pk: int, at: datetime) -> None:
    row = _locked(pk=pk)
    if row is None:
        return
    _release(row, at)
    if row.asked == Asked.NOTHING:
        row.delete()
        return
    row.ending, row.awaiting, row.failures, row.next_check = True, False, 0, at
    row.save()


@transaction.atomic
def begin(pk: int, now: datetime) -> dict[str, str] | None:
    """Return the form that a hub is sent now, or None: it kept us waiting, or there is nothing left to end."""
    row = _locked(pk=pk)
    if row is None:
        return None
    if row.awaiting:
        _failed(row, _("The hub took what we asked and never came back to verify it."), now)
        return None
    if row.ending and (not row.in_force(now) or row.failures >= _GOODBYES):
        row.delete()
        return None
    row.asked = (Asked.UNSUBSCRIBE if row.ending else Asked.SUBSCRIBE).value
    row.awaiting, row.next_check = True, now + hubs.PATIENCE
    row.save()
    form = {"hub.mode": row.asked, "hub.topic": row.topic, "hub.callback": row.callback}
    if not row.ending:
        form |= {
            "hub.secret": row.secret,
            "hub.lease_seconds": str(int(hubs.LEASE.total_seconds())),
        }
    return form


@transaction.atomic
def note(pk: int, status: int, said: str, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Keep what a hub answered; return until when its whole host is left alone (None: no such wish).

    A hub that took the request has yet to verify it. One that did so, or denied it, before it answered has said enough.
    """
    asked = retry_after(headers.get("retry-after", ""), now) if status in {429, 503} else None
    row = _locked(pk=pk)
    if row is not None and row.awaiting and said:
        _failed(row, said, now)
        if asked is not None and row.next_check is not None:
            row.next_check = max(row.next_check, now + asked)
            row.save()
    return None if asked is None else now + asked


def is_known(token: str) -> bool:
    """Tell whether a callback is anybody's: what guesses at it gets no transaction."""
    return HubSubscription.objects.filter(token=token).exists()


@transaction.atomic
def verified(token: str, mode: str, topic: str, lease_seconds: str, now: datetime) -> bool:
    """Tell whether a hub was asked for this; where it was, that is in force from now on (WebSub, section 5.3)."""
    row = _locked(token=token)
    if row is None or row.topic != topic or not mode or row.asked != mode:
        return False
    if mode == Asked.UNSUBSCRIBE:
        row.delete()
        return True
    lasts = hubs.lease(lease_seconds)
    if lasts is None or row.ending:
        return False
    row.since = row.since if row.in_force(now) else now
    row.lease_ends_at, row.next_check = now + lasts, hubs.renewal(now, lasts)
    row.awaiting, row.failures, row.said = False, 0, ""
    row.save()
    return True


@transaction.atomic
def denied(token: str, topic: str, reason: str, now: datetime) -> bool:
    """Keep that a hub doesn't push, or not any more (section 5.2). It is asked again after a week."""
    row = _locked(token=token)
    if row is None or row.topic != topic:
        return False
    _release(row, now)
    if row.ending:
        row.delete()
        return True
    row.said = _("The hub denied it: %(why)s") % {"why": hubs.reason(reason) or _("it doesn't say why.")}
    row.asked, row.awaiting, row.since, row.lease_ends_at = Asked.NOTHING.value, False, None, None
    row.failures, row.next_check = row.failures + 1, now + hubs.AFTER_A_DENIAL
    row.save()
    return True


def pushed_until(source: WatchedSource, now: datetime) -> datetime | None:
    """Return until when a source is pushed by a hub that keeps its word; None where it isn't."""
    if not source.hub:
        return None
    found = HubSubscription.objects.filter(
        source=source,
        hub=source.hub,
        topic=source.topic,
        ending=False,
        failures=0,
        lease_ends_at__gt=now,
    )
    return found.values_list("lease_ends_at", flat=True).first()


def _locked(**named: object) -> HubSubscription | None:
    return HubSubscription.objects.select_for_update().filter(**named).first()


def _failed(row: HubSubscription, said: str, now: datetime) -> None:
    _release(row, now)
    row.awaiting, row.said, row.failures = False, said, row.failures + 1
    row.next_check = now + hubs.again(row.failures)
    row.save()


def _release(row: HubSubscription, now: datetime) -> None:
    """Have a source asked that was left to its hub until now."""
    if row.in_force(now) and not row.failures and not row.ending:
        ask_soon(row.source_id, now)


def ask_soon(source: int | None, now: datetime) -> None:
    """Have a source asked that may have had news which never came, an hour after the last time at the earliest."""
    if source is None:
        return
    for each in WatchedSource.objects.filter(pk=source, active=True, next_check__gt=now):
        soon = max(now, each.checked_at + LEAST) if each.checked_at else now
        WatchedSource.objects.filter(pk=each.pk, next_check__gt=soon).update(next_check=soon)
