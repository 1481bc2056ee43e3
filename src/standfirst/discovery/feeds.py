"""The newest stories as RSS 2.0 and JSON Feed 1.1: headline, standfirst, credits and picture, never the text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from standfirst.discovery.xml_text import xml_text
from standfirst.stories.values import StoryCard

RSS_TYPE = "application/rss+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"
_DC = "http://purl.org/dc/elements/1.1/"
_ATOM = "http://www.w3.org/2005/Atom"
_MEDIA = "http://search.yahoo.com/mrss/"
for _prefix, _namespace in (("dc", _DC), ("atom", _ATOM), ("media", _MEDIA)):
    ET.register_namespace(_prefix, _namespace)


@dataclass(frozen=True)
class Feed:
    """One feed: what it is of, where it is, and its stories, newest first."""

    title: str
    description: str
    language: str
    base_url: str
    page_path: str
    """The page that shows the same."""
    path: str
    cards: Sequence[StoryCard]


def rss(feed: Feed) -> bytes:
    """Return ``feed`` as RSS 2.0. Its time is that of its newest story, so the same stories make the same bytes."""
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", f"{feed.base_url}{feed.page_path}")
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.language)
    ET.SubElement(
        channel,
        f"{{{_ATOM}}}link",
        href=f"{feed.base_url}{feed.path}",
        rel="self",
        type="application/rss+xml",
    )
    if feed.cards:
        newest = max(card.updated_at or card.published_at for card in feed.cards)
        _add(channel, "lastBuildDate", format_datetime(newest))
    for card in feed.cards:
        _rss_item(channel, card, feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _add(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = xml_text(text)


def _rss_item(channel: ET.Element, card: StoryCard, feed: Feed) -> None:
    item = ET.SubElement(channel, "item")
    _add(item, "title", card.headline)
    _add(item, "link", f"{feed.base_url}{card.path}")
    _add(item, "guid", f"urn:uuid:{card.uid}", isPermaLink="false")
    _add(item, "pubDate", format_datetime(card.published_at))
    _add(item, "description", card.standfirst)
    for credit in card.byline:
        _add(item, f"{{{_DC}}}creator", credit.name)
    if card.section:
        _add(item, "category", card.section.label)
    if card.outlet:
        _add(item, f"{{{_DC}}}source", card.outlet.name)
    if card.picture:
        picture = card.picture.fallback
        content = ET.SubElement(
            item,
            f"{{{_MEDIA}}}content",
            url=f"{feed.base_url}{picture.path}",
            type=picture.media_type,
            medium="image",
            width=str(picture.width),
            height=str(picture.height),
        )
        if card.picture.credit:
            _add(content, f"{{{_MEDIA}}}credit", card.picture.credit)


def json_feed(feed: Feed) -> bytes:
    """Return ``feed`` as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{feed.base_url}{feed.page_path}",
        "feed_url": f"{feed.base_url}{feed.path}",
        "description": feed.description or feed.title,
        "language": feed.language,
        "items": [_json_item(card, feed) for card in feed.cards],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(card: StoryCard, feed: Feed) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"urn:uuid:{card.uid}",
        "url": f"{feed.base_url}{card.path}",
        "title": card.headline,
        "content_text": card.standfirst or card.headline,
        "date_published": card.published_at.isoformat(timespec="seconds"),
        "authors": [{"name": credit.name} for credit in card.byline],
        "language": card.language,
    }
    if card.updated_at:
        item["date_modified"] = card.updated_at.isoformat(timespec="seconds")
    if card.picture:
        item["image"] = f"{feed.base_url}{card.picture.fallback.path}"
    if card.section:
        item["tags"] = [card.section.label]
    return item
