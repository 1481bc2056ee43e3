"""What an item may become, by its licence, the permissions on file and what its site asks of machines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.fetch.hosts import host_of
from standfirst.fetch.robots import allows_article
from standfirst.provenance import licences
from standfirst.provenance.models import Original, Permission, PermissionRequest
from standfirst.publication.reading import publication
from standfirst.stories.zone import day_of
from standfirst.wire.copies import normalised
from standfirst.wire.models import Item, WatchedHost
from standfirst.wire.origins import ORIGINS

CLOSED = gettext_lazy(
    "The site's robots.txt asks machines not to read this page. Open it yourself, save it, and import the file."
)

_MOST_REQUESTS, _MOST_SHOWN = 500, 3


@dataclass(frozen=True)
class Choice:
    """One origin for one item: open, or off and why."""

    origin: str
    ok: bool
    reasons: tuple[str, ...]
    """Why it is off; of an open one, what it rests on."""
    permission: Permission | None = None
    human: bool = False
    """No machine may draft it."""
    ask: Item | None = None
    """Where a permission would open it: the item whose outlet is to be asked, which has the text first."""
    asked: tuple[PermissionRequest, ...] = ()
    """What was asked for already and would open it; not answered yet."""


class Rights:
    """What is known of rights for some items: four queries, however many they are. ``items`` have their ``same_as``."""

    def __init__(self, items: Iterable[Item]) -> None:
        known = list(items)
        self._permissions: dict[int, list[Permission]] = defaultdict(list)
        outlets = {item.outlet_id for item in known}
        of_these = Q(original=None) | Q(original__url__in={item.url for item in known if item.url})
        for permission in Permission.objects.filter(of_these, outlet__in=outlets).select_related(
            "outlet", "original"
        ):
            self._permissions[permission.outlet_id].append(permission)
        self._requests: dict[int, list[PermissionRequest]] = defaultdict(list)
        outlets |= {item.same_as.outlet_id for item in known if item.same_as}
        waiting = PermissionRequest.objects.filter(
            outlet__in=outlets, answer=PermissionRequest.Answer.WAITING
        )
        for request in waiting.select_related("asked_by").order_by("-asked_at")[:_MOST_REQUESTS]:
            self._requests[request.outlet_id].append(request)
        self._hosts = WatchedHost.named(host_of(item.url) for item in known)
        self._non_commercial = publication().non_commercial
        self._today = day_of(timezone.now())

    def choices(self, item: Item, language: str) -> list[Choice]:
        """Return what the item may become in a language, in the order of ``ORIGINS``."""
        unreadable = self._unreadable(item)
        return [self._choice(item, origin, language, unreadable) for origin in ORIGINS]

    def _choice(self, item: Item, origin: str, language: str, unreadable: str) -> Choice:
        if unreadable:
            return Choice(origin, False, (unreadable,))
        reasons: dict[str, None] = {}
        licence = licences.normalise(item.licence)
        if (copied := self._copied(item)) and origin != "summary":
            licence = "UNKNOWN"
            reasons[copied] = None
        on_file = [
            each
            for each in self._permissions[item.outlet_id]
            if each.original is None or each.original.url == item.url
        ]
        rights: list[Permission | None] = [None, *on_file]
        for permission in rights:
            decision = licences.allowed(
                licence,
                origin,
                non_commercial=self._non_commercial,
                permission=permission,
                language=language,
                day=self._today,
            )
            if decision.ok:
                human = item.reserved or "human-written" in decision.conditions
                return Choice(origin, True, (_rests_on(origin, licence, permission),), permission, human)
            reasons |= dict.fromkeys(decision.reasons)
        if origin == "summary":
            return Choice(origin, False, tuple(reasons))
        ask = item.same_as if copied and item.same_as else item
        asked = [each for each in self._requests[ask.outlet_id] if each.covers(origin, language, ask.url)]
        return Choice(origin, False, tuple(reasons), ask=ask, asked=tuple(asked[:_MOST_SHOWN]))

    def _copied(self, item: Item) -> str:
        """A licence covers what its outlet wrote itself: a copy of another's text isn't that."""
        first = item.same_as
        if first is None or first.outlet_id == item.outlet_id:
            return ""
        return _("%(outlet)s had this text earlier: it isn't for %(other)s to license.") % {
            "outlet": first.outlet,
            "other": item.outlet,
        }

    def _unreadable(self, item: Item) -> str:
        if not item.url:
            return _("The feed gives no address for it. Look for its page and import that.")
        host = self._hosts.get(host_of(item.url))
        if host is not None and host.robots_at is not None and not allows_article(host.robots, item.url):
            return str(CLOSED)
        return ""


def machine_use_reserved(original: Original) -> str:
    """Return by what machine use of an original is reserved, such as ``tdm-reservation``; ``""`` where it isn't.

    Its own page's word, else that of an item of the wire for it: its headers, its feed, or a file of its host.
    """
    if original.reservation:
        return original.reservation
    same = Q(assignments__story__original=original)
    if original.url:
        same |= Q(address=normalised(original.url)[:1000])
    item = Item.objects.filter(same, reserved=True).first()
    return item.reserved_by if item else ""


def _rests_on(origin: str, licence: str, permission: Permission | None) -> str:
    if permission is not None:
        return _("by the permission “%(permission)s”") % {"permission": permission}
    if origin == "summary":
        return _("in our own words, with a link")
    return _("by the licence %(licence)s") % {"licence": licence}
