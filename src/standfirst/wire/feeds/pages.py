"""The feeds that a web page names."""

from __future__ import annotations

from lxml import etree

from .values import line, link

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_MOST = 20


def feeds_of(content: bytes, url: str) -> tuple[tuple[str, str], ...]:
    """Return ``(title, address)`` of each feed that the head of a page names."""
    parser = etree.HTMLParser(huge_tree=False)
    try:
        root = etree.fromstring(content[:1_000_000], parser)
    except (etree.LxmlError, ValueError):
        return ()
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
