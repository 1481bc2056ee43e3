"""Saved watches: hits as items come, a mail of new ones, a feed that only its owner's readers know."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.wire.models import Hit, Item, Watch
from standfirst.wire.watches import Criteria, Looked, Watches, lines

log = logging.getLogger("standfirst.wire")

Hits = Sequence[tuple[Item, list[int]]]
"""Items with the numbers of the watches that each is for."""
IN_A_MAIL, IN_A_FEED = 50, 50
_EVERY = {Watch.Mail.HOURLY: timedelta(hours=1), Watch.Mail.DAILY: timedelta(days=1)}


class Matching:
    """The watches that are on, made ready once and again only when one was changed."""

    def __init__(self) -> None:
        self._watches = Watches({})
        self._state: object = None

    def hits(self, items: Iterable[Item]) -> Hits:
        """Return for each of ``items``, which need no number yet, the watches it is for; nothing is written."""
        self._learn()
        if not len(self._watches):
            return []
        found = (
            (item, self._watches.of(Looked(item.title, item.text, item.language, item.outlet_id)))
            for item in items
        )
        return [(item, watches) for item, watches in found if watches]

    def _learn(self) -> None:
        on = Watch.objects.filter(active=True)
        state = on.aggregate(count=Count("pk"), changed=Max("changed_at"), last=Max("pk"))
        if state != self._state:
            rows = on.prefetch_related("outlets").only("words", "places", "languages")
            self._watches = Watches({each.pk: criteria_of(each) for each in rows})
            self._state = state


def criteria_of(watch: Watch) -> Criteria:
    """Return what a watch waits for, as items are compared with it."""
    return Criteria(
        lines(watch.words),
        lines(watch.places),
        frozenset(each.pk for each in watch.outlets.all()),
        frozenset(watch.languages),
    )


def note(hits: Hits, items: Iterable[Item], now: datetime) -> None:
    """Keep hits of those items that were added, inside the caller's transaction; a watch may be gone by now."""
    added = {item.pk for item in items}
    wanted = {number for _item, watches in hits for number in watches}
    there = set(Watch.objects.select_for_update().filter(pk__in=wanted).values_list("pk", flat=True))
    Hit.objects.bulk_create(
        [
            Hit(watch_id=number, item=item, at=now)
            for item, watches in hits
            if item.pk in added
            for number in watches
            if number in there
        ]
    )


def tell_from_now(watch: Watch) -> None:
    """Let mails tell of what comes from now on: whoever switches them on has seen the hits so far, or can."""
    newest = Hit.objects.filter(watch=watch).aggregate(newest=Max("pk"))["newest"] or 0
    Watch.objects.filter(pk=watch.pk).update(mailed_to=newest, mailed_at=None)


def renew_feed(watch: Watch) -> None:
    """Give the hits an address that nobody knows yet; one they had answers no more."""
    watch.feed_token = secrets.token_urlsafe(32)
    Watch.objects.filter(pk=watch.pk).update(feed_token=watch.feed_token)


def close_feed(watch: Watch) -> None:
    """Take the address of the hits away."""
    watch.feed_token = ""
    Watch.objects.filter(pk=watch.pk).update(feed_token="")


def may_read(owner: Any) -> bool:
    """Tell whether a watch's owner still is somebody who may see items: else nothing is sent or given out."""
    return bool(owner.is_active and owner.has_perm("wire.view_item"))


def newest_hits(watch: Watch, after: int = 0) -> Any:
    """Return a watch's hits, the newest first, with what is shown of their items."""
    found = Hit.objects.filter(watch=watch, pk__gt=after).order_by("-pk")
    return found.select_related("item__outlet").defer("item__text")


def send_mail(at: datetime) -> int:
    """Send the mails that are due: of watches with hits that no mail told of yet. Returns how many were sent.

    A mail that can't be sent is tried again when the next one is due; the hits wait.
    """
    due = Q()
    for mail, every in _EVERY.items():
        due |= Q(mail=mail) & (Q(mailed_at=None) | Q(mailed_at__lte=at - every))
    watches = Watch.objects.filter(due, active=True).select_related("owner").order_by("pk")
    ready = [each for each in watches if newest_hits(each, each.mailed_to).exists() and may_read(each.owner)]
    if not ready:
        return 0
    connection = get_connection()
    sent = 0
    try:
        connection.open()
        for watch in ready:
            sent += _send(watch, at, connection)
    except OSError as error:
        log.warning("Mail of watches can't be sent: %s. It is tried again.", error)
    finally:
        connection.close()
    return sent


def _send(watch: Watch, at: datetime, connection: Any) -> int:
    """Send one mail, unless another process does just now."""
    mine = Watch.objects.filter(pk=watch.pk, mailed_at=watch.mailed_at).update(mailed_at=at)
    if not mine or not watch.owner.email:
        return 0
    hits = list(newest_hits(watch, watch.mailed_to)[: IN_A_MAIL + 1])
    try:
        subject, text = _written(watch, hits)
        EmailMessage(subject, text, None, [watch.owner.email], connection=connection).send()
    except OSError as error:
        log.warning("A mail of the watch “%s” can't be sent: %s. It is tried again.", watch, error)
        return 0
    Watch.objects.filter(pk=watch.pk).update(mailed_to=hits[0].pk)
    return 1


def _written(watch: Watch, hits: list[Hit]) -> tuple[str, str]:
    profile = getattr(watch.owner, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        shown, more = hits[:IN_A_MAIL], len(hits) > IN_A_MAIL
        count = ngettext("%(count)d new item", "%(count)d new items", len(shown)) % {"count": len(shown)}
        parts = [
            f"{_line(str(hit.item))}\n{_line(str(hit.item.outlet))} · {hit.item.language or '–'}\n"
            f"{settings.BASE_URL}{reverse('standfirst_wire:item', args=[hit.item.uid])}"
            for hit in shown
        ]
        page = settings.BASE_URL + reverse("standfirst_wire:hits", args=[watch.pk])
        form = settings.BASE_URL + reverse("standfirst_wire:watch", args=[watch.pk])
        last = [_("And more: %(url)s") % {"url": page}] if more else [page]
        last.append(_("To get no more of these mails, switch them off: %(url)s") % {"url": form})
        return _line(f"{watch.name}: {count}"), "\n\n".join([*parts, *last]) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
