"""Sitemaps (sitemaps.org), with the extension for news."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from standfirst.fetch.xml import xml_parser

from .syndication import tag
from .values import MOST_ENTRIES, Entry, Feed, FeedRefused, Refusal, iso_date, line, link

_MOST_READ = 50_000
"""What one sitemap may hold by its standard."""


def sitemap(content: bytes, url: str, today: datetime) -> Feed:
    """Return the addresses of a sitemap as a feed, the newest first.

    Raises:
        FeedRefused: it is a list of sitemaps, or broken.
    """
    root, whole = _tree(content)
    if _local(root) == "sitemapindex":
        maps = [
            ("", found)
            for each in root
            if (found := link(_child(each, "loc"), url)) and _local(each) == "sitemap"
        ]
        # Of many, those for news are what is looked for.
        maps.sort(key=lambda each: "news" not in each[1].lower())
        raise FeedRefused(Refusal.INDEX, tuple(maps[:20]))
    notes: dict[str, None] = {} if whole else {"malformed": None}
    entries = list(_entries(root, url, today, notes))
    entries.sort(key=lambda each: each.published or datetime.min.replace(tzinfo=UTC), reverse=True)
    if len(entries) > MOST_ENTRIES:
        notes["many"] = None
    return Feed(
        kind="Sitemap",
        url=url,
        identity=url,
        entries=tuple(entries[:MOST_ENTRIES]),
        found=len(entries),
        well_formed=whole,
        notes=tuple(notes),
    )


def _tree(content: bytes) -> tuple[Any, bool]:
    parser = xml_parser(recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or _local(root) not in {"urlset", "sitemapindex"}:
        raise FeedRefused(Refusal.SITEMAP)
    return root, not len(parser.error_log)


def _entries(root: Any, url: str, today: datetime, notes: dict[str, None]) -> Iterator[Entry]:
    seen: set[str] = set()
    for number, each in enumerate(root):
        if number >= _MOST_READ:
            return
        if _local(each) != "url":
            continue
        address = link(_child(each, "loc"), url)
        if not address or address in seen:
            continue
        seen.add(address)
        news = next((child for child in each if _local(child) == "news"), None)
        printed = (_child(news, "publication_date") if news is not None else "") or _child(each, "lastmod")
        when = iso_date(printed, today)
        if printed and when is None:
            notes["dates"] = None
        publication = (
            next((child for child in news if _local(child) == "publication"), None)
            if news is not None
            else None
        )
        yield Entry(
            id=address,
            url=address,
            title=line(_child(news, "title")) if news is not None else "",
            published=when,
            language=tag(_child(publication, "language")) if publication is not None else "",
            wrong_date="" if when else line(printed),
        )


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> str:
    found = next((child.text for child in element if _local(child) == name), None)
    return (found or "").strip()
