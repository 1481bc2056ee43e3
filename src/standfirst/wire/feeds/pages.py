"""Web pages: the feeds that one names, and the news that one without a feed leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from .syndication import tag
from .values import Entry, Feed, FeedRefused, Refusal, iso_date, line, link

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_MOST, _MOST_LINKS = 20, 100
_MOST_BYTES = 3_000_000
_LEAST = 3
"""Fewer links to articles are no list of news."""
_FURNITURE = {"nav", "header", "footer", "aside", "form", "dialog", "noscript", "template", "select"}
_ARTICLE_PATH = re.compile(r"\d{4,}|(?:[\w%]+[-_]){2}[\w%]+|/[\w%-]{20,}")
"""What addresses of articles have, and those of sections and tags have not: a number, several words, or a long name."""
_TITLE_LENGTH = 20
"""Characters of a headline, at least; shorter words name sections and buttons."""
_AROUND = 4
"""Steps up from a link to the teaser that it is part of."""


def _tree(content: bytes) -> Any:
    try:
        return etree.fromstring(content[:_MOST_BYTES], etree.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError):
        return None


def feeds_of(content: bytes, url: str) -> tuple[tuple[str, str], ...]:
    """Return ``(title, address)`` of each feed that the head of a page names."""
    root = _tree(content)
    if root is None:
        return ()
    found: dict[str, str] = {}
    for each in root.iter("link"):
        relations = each.get("rel", "").lower().split()
        if "alternate" not in relations or each.get("type", "").split(";")[0].strip().lower() not in _TYPES:
            continue
        address = link(each.get("href"), url)
        if address:
            found.setdefault(address, line(each.get("title")))
    return tuple((title, address) for address, title in found.items())[:_MOST]


def page_of_news(content: bytes, url: str, today: datetime) -> Feed:
    """Return the articles that a page leads to as a feed, in the order of the page; the link's words are the title.

    An article is a link on the same site, in the page's own part, whose words are as long as a headline and whose address
    looks like an article's. Its date is the one of the teaser around it, where that is about this article alone.

    Raises:
        FeedRefused: the page has no such list.
    """
    root = _tree(content)
    entries: dict[str, Entry] = {}
    if root is not None:
        for element, address in _links(root, url):
            title = line(" ".join(element.itertext()))
            known = entries.get(address)
            if len(title) >= _TITLE_LENGTH and (known is None or len(title) > len(known.title)):
                when, wrong = _date(element, address, url, today)
                entries[address] = Entry(
                    id=address, url=address, title=title, published=when, wrong_date=wrong
                )
    if len(entries) < _LEAST:
        raise FeedRefused(Refusal.PAGE_WITHOUT)
    named = root.find(".//title")
    return Feed(
        kind="Page",
        title=line("".join(named.itertext())) if named is not None else "",
        url=url,
        identity=url,
        language=tag(root.get("lang") or ""),
        entries=tuple(entries.values())[:_MOST_LINKS],
        found=len(entries),
        notes=("dates",) if any(entry.wrong_date for entry in entries.values()) else (),
    )


def _links(root: Any, url: str) -> Iterator[tuple[Any, str]]:
    own = _site(url)
    for element in root.iter("a"):
        address = urldefrag(link(element.get("href"), url))[0]
        if not address or _site(address) != own or address == urldefrag(url)[0]:
            continue
        parts = urlsplit(address)
        if not _ARTICLE_PATH.search(f"{parts.path}?{parts.query}"):
            continue
        if not any(each.tag in _FURNITURE for each in element.iterancestors()):
            yield element, address


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _date(element: Any, address: str, url: str, today: datetime) -> tuple[datetime | None, str]:
    around = element
    for _step in range(_AROUND):
        parent = around.getparent()
        if parent is None:
            break
        others = {urldefrag(link(each.get("href"), url))[0] for each in parent.iter("a")}
        if any(other != address and _ARTICLE_PATH.search(urlsplit(other).path) for other in others):
            break
        around = parent
    printed = next((each.get("datetime", "") for each in around.iter("time") if each.get("datetime")), "")
    when = iso_date(printed, today) if printed else None
    return when, "" if when else line(printed)
