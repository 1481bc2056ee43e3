"""What hubs send to our callback: taken where it is signed as it should be, and left for the poller to read."""

from __future__ import annotations

import zlib
from datetime import datetime
from enum import Enum, auto

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from standfirst.wire.feeds.reader import MOST_BYTES
from standfirst.wire.models import HubDelivery, HubSubscription
from standfirst.wire.watching import hubs

MOST_WAITING = 20
"""Deliveries of one subscription that may wait to be read."""


class Became(Enum):
    """What became of a delivery."""

    TAKEN = auto()
    THROWN_AWAY = auto()
    TOO_MUCH = auto()
    LATER = auto()
    NOBODYS = auto()


def take(token: str, body: bytes, signature: str, content_type: str, now: datetime) -> Became:
    """Keep what a hub sent, for the poller. ``body`` may be a byte longer than is read: then it is too much."""
    row = HubSubscription.objects.filter(token=token, ending=False, source__isnull=False).first()
    if row is None:
        return Became.NOBODYS
    if len(body) > MOST_BYTES:
        said = _("The hub sent more than %(size)d MB at once; that isn't read.")
        _mark(row, said=said % {"size": MOST_BYTES // 1024 // 1024})
        return Became.TOO_MUCH
    if not row.in_force(now) or not hubs.is_signed(body, signature, row.secret):
        _mark(row, refused=F("refused") + 1, refused_at=now)
        return Became.THROWN_AWAY
    packed = zlib.compress(body)
    with transaction.atomic():
        if row.waiting.count() >= MOST_WAITING:
            return Became.LATER
        HubDelivery.objects.create(subscription=row, at=now, content_type=content_type[:200], content=packed)
        _mark(row, deliveries=F("deliveries") + 1, delivered_at=now)
    return Became.TAKEN


def _mark(row: HubSubscription, **values: object) -> None:
    HubSubscription.objects.filter(pk=row.pk).update(**values)
