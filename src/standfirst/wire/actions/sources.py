"""What is done with watched sources: trying an address, asking anew, lists of feeds in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.fetch import Network, fetch
from standfirst.fetch.hosts import host_of
from standfirst.fetch.turns import TURNS
from standfirst.provenance.outlets import Outlets
from standfirst.publication.models import Section
from standfirst.publication.reading import publication
from standfirst.publication.text import any_text
from standfirst.stories.actions import Refused
from standfirst.wire.feeds import Reader
from standfirst.wire.feeds.opml import Listed, read_opml, write_opml
from standfirst.wire.models import WatchedSource
from standfirst.wire.polling.asking import ACCEPT, LIMITS, Came, came


def try_address(url: str, *, network: Network) -> Came:
    """Ask an address once, and say what came. Nothing is kept. A page that names no feed is read for its articles.

    Raises:
        standfirst.fetch.FetchError: the site didn't answer, or is one we never visit.
        HostBusy: the host is being asked, or asked us to wait.
    """
    contact = publication().contact_email
    with TURNS.waited_for(host_of(url)):
        response = fetch(url, headers={"accept": ACCEPT}, limits=LIMITS, contact=contact, network=network)
    with Reader() as reader:
        found = came(url, response, reader)
        if found.feed is None and not found.found and found.content:
            as_page = came(url, response, reader, page=True)
            found = as_page if as_page.feed is not None else found
        return found


def ask_anew(source: WatchedSource, *, user: Any = None) -> None:
    """Let a source be asked as soon as its host may be; also one that was gone, or not watched."""
    source.active, source.next_check = True, timezone.now()
    if source.health == source.Does.GONE:
        source.health, source.failures = source.Does.NEW, 0
    source.save(update_fields=["active", "next_check", "health", "failures"])
    log(instance=source, action="standfirst.ask_anew", user=user)


@transaction.atomic
def watch_feed(
    url: str, *, title: str = "", site: str = "", language: str = "", page: bool = False, user: Any = None
) -> WatchedSource:
    """Watch one address; ``page`` says that it is a page without a feed.

    Its outlet is the one that has the site's name, or a new one.

    Raises:
        Refused: it is watched already.
    """
    taken = _take([Listed(url, title, site, language)], language, user)
    if not taken.added:
        raise Refused([_("This address is watched already.")])
    source = taken.added[0]
    if page:
        source.page = True
        source.save(update_fields=["page"])
    return source


@dataclass(frozen=True)
class Taken:
    """What became of a list of feeds."""

    added: list[WatchedSource]
    known: list[str]
    """Addresses that were watched already."""


def take_opml(content: bytes, *, language: str = "", user: Any = None) -> Taken:
    """Watch every feed of a list that isn't watched yet. A folder that has the name of a section stands for it.

    ``language`` is that of names where the list says none.

    Raises:
        OpmlRefused: it is no list of feeds.
        Refused: there are no feeds in it.
    """
    listed = read_opml(content)
    if not listed:
        raise Refused([_("There are no feeds in this list.")])
    with transaction.atomic():
        return _take(listed, language, user)


def _take(listed: Iterable[Listed], language: str, user: Any) -> Taken:
    outlets = Outlets.load()
    sections = {
        name.casefold(): section
        for section in Section.objects.all()
        for name in (*section.name.values(), section.slug)
    }
    watched = set(WatchedSource.objects.values_list("url", flat=True))
    former = {url for urls in WatchedSource.objects.values_list("former", flat=True) for url in urls}
    taken = Taken([], [])
    for each in listed:
        if each.url in watched or each.url in former:
            taken.known.append(each.url)
            continue
        host = host_of(each.site or each.url).removeprefix("www.")
        name = each.title or host
        outlet = outlets.find(host) or outlets.propose(
            name[:200], each.language or language or "und", url=_front(each.site or each.url)
        )
        source = WatchedSource.objects.create(
            outlet_id=outlet,
            title=name[:200],
            url=each.url,
            language=each.language,
            section=sections.get(each.folder.casefold()),
        )
        log(instance=source, action="wagtail.create", user=user)
        taken.added.append(source)
    return taken


def _front(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def give_opml() -> bytes:
    """Return all watched sources as a list of feeds, by section."""
    listed = [
        Listed(
            source.url,
            str(source),
            source.outlet.url,
            source.language,
            any_text(source.section.name)[0] if source.section else "",
        )
        for source in WatchedSource.objects.filter(active=True).select_related("outlet", "section")
    ]
    return write_opml(listed, any_text(publication().name)[0])
