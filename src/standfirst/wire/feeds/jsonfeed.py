"""JSON Feed 1.0 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from standfirst.fetch.cleaning import clean_html, plain_text, text_of

from .syndication import minutes, tag
from .values import LONGEST_TEXT, MOST_ENTRIES, Entry, Feed, FeedRefused, Refusal, iso_date, line, link

_VERSION = "https://jsonfeed.org/version/"


def json_feed(content: bytes, url: str, today: datetime) -> Feed:
    """Return the feed in ``content``.

    Raises:
        FeedRefused: it is JSON of another kind, or broken.
    """
    try:
        said = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise FeedRefused(Refusal.JSON) from None
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        raise FeedRefused(Refusal.JSON)
    if not str(said.get("version", "")).replace("http:", "https:").startswith(_VERSION):
        raise FeedRefused(Refusal.JSON)
    items: list[Any] = said["items"]
    notes: dict[str, None] = {}
    if len(items) > MOST_ENTRIES:
        notes["many"] = None
    site = link(said.get("home_page_url"), url)
    own = link(said.get("feed_url"), url)
    hubs = said.get("hubs") if isinstance(said.get("hubs"), list) else []
    return Feed(
        kind=f"JSON Feed {line(said['version']).rsplit('/', 1)[-1][:5]}",
        title=_text(said.get("title")),
        url=site,
        identity=own or site,
        language=tag(said.get("language")),
        ttl_minutes=minutes(said.get("ttl")),
        hub=next((link(each.get("url"), url) for each in hubs or () if isinstance(each, dict)), ""),
        topic=own,
        entries=tuple(_entries(said, items[:MOST_ENTRIES], url, today, notes)),
        found=len(items),
        notes=tuple(notes),
    )


def _entries(
    feed: Mapping[str, Any], items: list[Any], url: str, today: datetime, notes: dict[str, None]
) -> Iterator[Entry]:
    seen: set[str] = set()
    for item in items:
        if not isinstance(item, dict):
            notes["nothing"] = None
            continue
        address = link(item.get("url") or item.get("external_url"), url)
        html, whole = _body(item)
        html = clean_html(html[:LONGEST_TEXT], address or url)
        title, text = _text(item.get("title")), text_of(html)[:LONGEST_TEXT]
        if not (title or text or address):
            notes["nothing"] = None
            continue
        name = line(item.get("id") if isinstance(item.get("id"), str | int) else "") or address or title
        if name in seen:
            notes["ids"] = None
            name = address or line(f"{name} {title}")
        if name in seen:
            continue
        seen.add(name)
        printed = line(item.get("date_published") or item.get("date_modified"))
        when = iso_date(printed, today)
        if printed and when is None:
            notes["dates"] = None
        yield Entry(
            id=name, url=address, title=title, text=text, html=html, whole=whole,
            authors=_authors(item) or _authors(feed), published=when,
            language=tag(item.get("language") or feed.get("language")), wrong_date="" if when else printed,
        )  # fmt: skip


def _body(item: Mapping[str, Any]) -> tuple[str, bool]:
    if isinstance(html := item.get("content_html"), str) and html.strip():
        return html, True
    if isinstance(text := item.get("content_text"), str) and text.strip():
        return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n")), True
    return f"<p>{escape(str(item.get('summary') or ''))}</p>", False


def _authors(of: Mapping[str, Any]) -> tuple[str, ...]:
    said = of.get("authors") if isinstance(of.get("authors"), list) else [of.get("author")]
    return tuple(dict.fromkeys(_text(each.get("name")) for each in said or () if isinstance(each, dict)))[:20]


def _text(said: object) -> str:
    text = said if isinstance(said, str) else ""
    return line(plain_text(text) if "<" in text else text)
