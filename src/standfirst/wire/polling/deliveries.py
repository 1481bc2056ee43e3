"""What hubs have sent is read by the way that answers take: it becomes items, and items come into threads."""

from __future__ import annotations

import logging
import zlib
from datetime import datetime

from django.utils.translation import gettext as _

from standfirst.fetch import Response
from standfirst.wire.actions.hubs import ask_soon
from standfirst.wire.feeds import Reader
from standfirst.wire.models import HubDelivery, HubSubscription
from standfirst.wire.polling import asking, noting

log = logging.getLogger("standfirst.wire")


def read_next(reader: Reader, now: datetime) -> noting.Noted | None:
    """Read the delivery that has waited longest; None where none waits. One that can't be read has its source asked."""
    delivery = HubDelivery.objects.select_related("subscription__source").order_by("pk").first()
    if delivery is None:
        return None
    try:
        noted, said = _read(delivery, reader, now)
    except Exception:
        # One delivery must not stop the others.
        log.exception("What the hub %s sent could not be kept.", delivery.subscription.hub)
        noted, said = noting.Noted(), _("What the hub sent could not be kept. The log says why.")
    HubDelivery.objects.filter(pk=delivery.pk).delete()
    if said:
        HubSubscription.objects.filter(pk=delivery.subscription_id).update(said=said)
        ask_soon(delivery.subscription.source_id, now)
    return noted


def _read(delivery: HubDelivery, reader: Reader, now: datetime) -> tuple[noting.Noted, str]:
    source = delivery.subscription.source
    if source is None:
        return noting.Noted(), ""
    response = Response(
        asked=source.url,
        url=source.url,
        status=200,
        headers={"content-type": delivery.content_type},
        content=zlib.decompress(bytes(delivery.content)),
        fetched_at=delivery.at,
    )
    came = asking.came(source.url, response, reader, page=source.page)
    if came.feed is None:
        return noting.Noted(), _("What the hub sent can't be read: %(why)s") % {"why": came.said}
    return noting.note_delivery(source.pk, delivery.pk, came, now), ""
