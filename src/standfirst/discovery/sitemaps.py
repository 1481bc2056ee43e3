"""Sitemaps (https://www.sitemaps.org/protocol.html) and the news sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from standfirst.discovery.xml_text import xml_text

XML_TYPE = "application/xml; charset=utf-8"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_HEADER = b'<?xml version="1.0" encoding="utf-8"?>\n'

for _prefix, _namespace in (("", _SITEMAP), ("news", _NEWS), ("xhtml", _XHTML)):
    ET.register_namespace(_prefix, _namespace)


@dataclass(frozen=True)
class Address:
    """One page that search engines may index."""

    url: str
    changed_at: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    """``(hreflang, address)``, the page itself included."""


@dataclass(frozen=True)
class NewsAddress:
    """One story of the last two days."""

    url: str
    headline: str
    language: str
    published_at: datetime
    publication: str


def _bytes(root: ET.Element) -> bytes:
    return _HEADER + ET.tostring(root, encoding="utf-8") + b"\n"


def _named(name: str) -> str:
    return f"{{{_SITEMAP}}}{name}"


def index(sitemaps: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return the index of sitemaps: ``(address, last change)``."""
    root = ET.Element(_named("sitemapindex"))
    for url, changed_at in sitemaps:
        entry = ET.SubElement(root, _named("sitemap"))
        ET.SubElement(entry, _named("loc")).text = url
        if changed_at:
            ET.SubElement(entry, _named("lastmod")).text = changed_at.isoformat(timespec="seconds")
    return _bytes(root)


def pages(addresses: Sequence[Address]) -> bytes:
    """Return one sitemap of pages, with their other languages."""
    root = ET.Element(_named("urlset"))
    for address in addresses:
        entry = ET.SubElement(root, _named("url"))
        ET.SubElement(entry, _named("loc")).text = address.url
        if address.changed_at:
            ET.SubElement(entry, _named("lastmod")).text = address.changed_at.isoformat(timespec="seconds")
        for language, url in address.alternates:
            ET.SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=url)
    return _bytes(root)


def news(stories: Sequence[NewsAddress]) -> bytes:
    """Return the news sitemap: stories of the last two days, at most 1,000 (Google's limits)."""
    root = ET.Element(_named("urlset"))
    for story in stories[:1000]:
        entry = ET.SubElement(root, _named("url"))
        ET.SubElement(entry, _named("loc")).text = story.url
        described = ET.SubElement(entry, f"{{{_NEWS}}}news")
        publication = ET.SubElement(described, f"{{{_NEWS}}}publication")
        ET.SubElement(publication, f"{{{_NEWS}}}name").text = xml_text(story.publication)
        ET.SubElement(publication, f"{{{_NEWS}}}language").text = story.language
        ET.SubElement(described, f"{{{_NEWS}}}publication_date").text = story.published_at.isoformat(
            timespec="seconds"
        )
        ET.SubElement(described, f"{{{_NEWS}}}title").text = xml_text(story.headline)
    return _bytes(root)
