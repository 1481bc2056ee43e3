"""Entries of a feed become items, each once; where another has the same, that is said, and nothing is merged."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from standfirst.fetch.hosts import host_of
from standfirst.fetch.reservations import Reservation, for_address, of_usage, reservation
from standfirst.fetch.robots import usage
from standfirst.publication.languages import primary
from standfirst.wire.copies import normalised
from standfirst.wire.extraction.tongue import language_of
from standfirst.wire.feeds import Entry, Feed
from standfirst.wire.models import Item, KeptAnswer, WatchedHost, WatchedSource

_LEAST_WORDS = 8
"""Fewer say nothing when they are the same."""


def prepared(source: WatchedSource, feed: Feed, headers: Mapping[str, str], now: datetime) -> list[Item]:
    """Return items of the entries that are new, the oldest first; nothing is written, for this may take a second."""
    names = [_name(entry) for entry in feed.entries]
    known = set(Item.objects.filter(source=source, name__in=names).values_list("name", flat=True))
    new = [entry for entry, name in zip(feed.entries, names, strict=True) if name not in known]
    hosts = WatchedHost.named(host_of(entry.url) for entry in new if entry.url)
    return [_item(source, feed, entry, headers, hosts, now) for entry in reversed(new)]


def add(source: WatchedSource, items: list[Item], content: bytes, now: datetime) -> list[Item]:
    """Add prepared items, with the exact bytes that they were in, inside the caller's transaction; return them."""
    if not items:
        return []
    kept = KeptAnswer.objects.create(
        source=source,
        at=now,
        content=zlib.compress(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    for item in items:
        item.kept = kept
    added = Item.objects.bulk_create(items)
    _say_same(added)
    return added


def _name(entry: Entry) -> str:
    return entry.id[:600]


def _item(
    source: WatchedSource,
    feed: Feed,
    entry: Entry,
    headers: Mapping[str, str],
    hosts: Mapping[str, WatchedHost],
    now: datetime,
) -> Item:
    origins: dict[str, str] = {"title": "feed", "text": "feed"}
    language = _language(source, entry, feed, origins)
    licence = _first(origins, "licence", entry=entry.licence, feed=feed.licence, source=source.licence)
    if entry.authors:
        origins["authors"] = "feed"
    if entry.published:
        origins["published"] = "feed"
    elif entry.wrong_date:
        origins["wrong_date"] = entry.wrong_date
    found = reserved_for(entry.url, hosts.get(host_of(entry.url)), headers)
    return Item(
        source=source,
        outlet_id=source.outlet_id,
        name=_name(entry),
        url=entry.url,
        address=normalised(entry.url)[:1000] if entry.url else "",
        title=entry.title,
        text=entry.text,
        whole=entry.whole,
        authors=list(entry.authors),
        published=entry.published,
        arrived_at=now,
        at=entry.published or now,
        language=language[:20],
        licence=licence[:500],
        reserved=found.reserved,
        reserved_by=found.by,
        origins=origins,
        digest=digest_of(entry.title, entry.text),
    )


def reserved_for(
    url: str, host: WatchedHost | None, headers: Mapping[str, str], meta: Mapping[str, str] | None = None
) -> Reservation:
    """Return whether machine use of a page is reserved: by its headers, itself, or its host's files."""
    site = Reservation(False)
    if host is not None and url:
        site = of_usage(usage(host.robots, url))
        if not site.reserved:
            site = for_address(host.reservations, url)
    return reservation(headers, meta or {}, site)


def digest_of(title: str, text: str) -> str:
    """Return the SHA-256 by which equal items are found; empty where they say too little."""
    words = f"{title}\n{text}"
    return hashlib.sha256(words.encode()).hexdigest() if len(words.split()) >= _LEAST_WORDS else ""


def _language(source: WatchedSource, entry: Entry, feed: Feed, origins: dict[str, str]) -> str:
    text = language_of(f"{entry.title}\n{entry.text}")
    said = _first(
        origins,
        "language",
        source=source.language,
        entry=entry.language if entry.language != feed.language else "",
        feed=feed.language,
        text=text,
    )
    if text and said and primary(said) != text:
        origins["text_language"] = text
    return said


def _first(origins: dict[str, str], field: str, **said: str) -> str:
    for where, value in said.items():
        if value:
            origins[field] = where
            return value
    return ""


def _say_same(items: list[Item]) -> None:
    """Say of each item whether an earlier one has its address or its words."""
    addresses = {item.address for item in items if item.address}
    digests = {item.digest for item in items if item.digest}
    by_address = _earliest("address", addresses)
    by_digest = _earliest("digest", digests)
    same = []
    for item in items:
        earlier = {by_address.get(item.address), by_digest.get(item.digest)} - {None, item.pk}
        if earlier:
            item.same_as_id, item.sameness = min(filter(None, earlier)), Item.Sameness.EXACT
            same.append(item)
    Item.objects.bulk_update(same, ["same_as", "sameness"])


def _earliest(field: str, values: set[str]) -> dict[Any, int]:
    rows = (
        Item.objects.filter(**{f"{field}__in": values}).order_by("-pk").values_list(field, "pk")
        if values
        else ()
    )
    return dict(rows)
