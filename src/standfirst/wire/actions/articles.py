"""Reading the page of an item: in its host's turn, by its robots.txt, with what it reserves."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import etree

from standfirst.fetch import Network, fetch, sites
from standfirst.fetch.hosts import host_of
from standfirst.fetch.robots import allows_article
from standfirst.fetch.turns import TURNS, HostBusy
from standfirst.publication.reading import publication
from standfirst.stories.actions import Refused
from standfirst.wire.actions.arrivals import reserved_for
from standfirst.wire.actions.rights import CLOSED
from standfirst.wire.models import Item, WatchedHost
from standfirst.wire.polling import noting
from standfirst.wire.reading import LIMITS, Content

_HEAD = 200_000


def article(item: Item, *, network: Network) -> Content:
    """Return the page of an item, and note on the item what the page reserves. Takes up to a minute.

    Raises:
        Refused: its site doesn't want it read, or can't be asked now.
        standfirst.fetch.FetchError: the site didn't give it.
    """
    name, contact = host_of(item.url), publication().contact_email
    try:
        host = _host(item.url, name, contact, network)
        if not host.robots_open:
            raise Refused(
                [_("The site's robots.txt can't be had, so nothing of it is read. Try again later.")]
            )
        if not allows_article(host.robots, item.url):
            raise Refused([str(CLOSED)])
        with TURNS.waited_for(name):
            response = fetch(item.url, limits=LIMITS, contact=contact, network=network).expect_ok()
    except HostBusy as busy:
        raise Refused([str(busy)]) from None
    found = reserved_for(item.url, host, response.headers, _meta(response.content))
    item.reserved, item.reserved_by = found.reserved, found.by
    item.save(update_fields=["reserved", "reserved_by"])
    return Content(
        response.content,
        response.url,
        response.headers.get("content-type"),
        response.fetched_at,
        response.headers,
    )


def _host(url: str, name: str, contact: str, network: Network) -> WatchedHost:
    host = WatchedHost.objects.filter(host=name).first()
    now = timezone.now()
    if host is None or noting.is_stale(host.robots_at, now):
        with TURNS.waited_for(name):
            robots, is_open = sites.robots_of(urlsplit(url).scheme, name, contact=contact, network=network)
        host = noting.note_files(name, now, robots=robots, robots_open=is_open)
    return host


def _meta(content: bytes) -> dict[str, str]:
    try:
        root = etree.fromstring(content[:_HEAD], etree.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError):
        return {}
    if root is None:
        return {}
    return {
        each.get("name", "").lower(): each.get("content", "")
        for each in root.iter("meta")
        if each.get("name")
    }
