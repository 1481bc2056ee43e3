"""RSS, RDF, Atom and CDF, by feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import feedparser
from feedparser.api import SUPPORTED_VERSIONS

from standfirst.fetch.cleaning import clean_html, plain_text, text_of

from .cutting import cut
from .encodings import media_type_for
from .values import LONGEST_TEXT, MOST_ENTRIES, Entry, Feed, FeedRefused, Refusal, line, link, possible

_TAG = re.compile(r"</?[a-zA-Z!][^>]{0,5000}>")


def parsed(content: bytes, url: str, content_type: str) -> Any:
    """Return what feedparser makes of a feed. It is given a file object: of bare bytes it would open the file they name."""
    headers = {"content-type": content_type, "content-location": url}
    return feedparser.parse(io.BytesIO(content), response_headers=headers)


def syndicated(content: bytes, url: str, content_type: str, today: datetime) -> Feed:
    """Return the feed in ``content``.

    Raises:
        FeedRefused: there is none.
    """
    media_type, lying = media_type_for(content, content_type)
    short, found = cut(content, MOST_ENTRIES)
    known = parsed(short, url, media_type)
    head = known.feed
    if not known.entries and not known.version:
        raise FeedRefused(Refusal.UNKNOWN)
    notes: dict[str, None] = {}
    if lying:
        notes["encoding"] = None
    malformed = bool(known.bozo) and not isinstance(
        known.get("bozo_exception"), (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    )
    if malformed:
        notes["malformed"] = None
    if found > MOST_ENTRIES:
        notes["many"] = None
    site = link(head.get("link"), url)
    entries = tuple(_entries(known, url, today, notes))
    return Feed(
        kind=SUPPORTED_VERSIONS.get(known.version, "") or "RSS",
        title=_title(head),
        url=site,
        identity=line(head.get("id")) or site,
        language=tag(head.get("language") or head.get("title_detail", {}).get("language")),
        licence=_licence(head),
        ttl_minutes=minutes(head.get("ttl")),
        hub=_related(head, "hub", url),
        topic=_related(head, "self", url),
        entries=entries,
        found=max(found, len(known.entries)),
        well_formed=not malformed,
        notes=tuple(notes),
    )


def _entries(known: Any, url: str, today: datetime, notes: dict[str, None]) -> Iterator[Entry]:
    seen: set[str] = set()
    for each in known.entries[:MOST_ENTRIES]:
        address = link(each.get("link"), url)
        html, whole = _body(each)
        html = clean_html(html[:LONGEST_TEXT], address or url)
        title, text = _title(each), text_of(html)[:LONGEST_TEXT]
        name = line(each.get("id")) or address or title
        if not (title or text or address):
            notes["nothing"] = None
            continue
        if name in seen and address and address != name:
            notes["ids"] = None
            name = address
        if name in seen:
            notes["ids"] = None
            name = line(f"{name} {title}")
        if name in seen:
            continue
        seen.add(name)
        printed = line(each.get("published") or each.get("updated") or each.get("created"))
        when = _date(each, today)
        if printed and when is None:
            notes["dates"] = None
        yield Entry(
            id=name,
            url=address,
            title=title,
            text=text,
            html=html,
            whole=whole,
            authors=_authors(each),
            published=when,
            language=_language(each, known.feed),
            licence=_licence(each),
            wrong_date="" if when else printed,
        )


def _body(entry: Any) -> tuple[str, bool]:
    contents = [each for each in entry.get("content", ()) if each.get("value")]
    if contents:
        richest = max(contents, key=lambda each: ("html" in each.get("type", ""), len(each.value)))
        return _as_html(richest), True
    return _as_html(entry.get("summary_detail") or {}), False


def _as_html(detail: Any) -> str:
    value = str(detail.get("value") or "")
    if "html" in detail.get("type", "") or _TAG.search(value):
        return value
    # Plain text: an empty line is all it can say of paragraphs.
    escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped) if part.strip())


def _title(of: Any) -> str:
    value = str(of.get("title") or "")
    if "html" in (of.get("title_detail") or {}).get("type", "") or _TAG.search(value):
        value = plain_text(value)
    return line(value)


def _authors(entry: Any) -> tuple[str, ...]:
    found = [line(each.get("name") or each.get("email")) for each in entry.get("authors", ())]
    names = [plain_text(name) if "<" in name else name for name in found if name] or [
        line(entry.get("author"))
    ]
    return tuple(dict.fromkeys(name for name in names if name))[:20]


def _date(entry: Any, today: datetime) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        said = entry.get(name)
        if said is None:
            continue
        try:
            when = datetime(*said[:6]).replace(tzinfo=UTC)
        except (ValueError, OverflowError, TypeError):
            continue
        if (right := possible(when, today)) is not None:
            return right
    return None


def _language(entry: Any, feed: Any) -> str:
    details = [
        *entry.get("content", ()),
        entry.get("title_detail") or {},
        entry.get("summary_detail") or {},
        feed,
    ]
    said = entry.get("language") or next((each["language"] for each in details if each.get("language")), "")
    return tag(said)


def tag(said: object) -> str:
    """Return a language tag as stated; empty where it is none."""
    stated = str(said or "").strip().replace("_", "-")
    return stated if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", stated) else ""


def _licence(of: Any) -> str:
    link = next((each.get("href") for each in of.get("links", ()) if each.get("rel") == "license"), "")
    said = line(of.get("license") or link or of.get("rights"))
    return plain_text(said) if "<" in said else said


def minutes(said: object) -> int | None:
    """Return a number of minutes as stated; None where it is none."""
    text = str(said or "").strip()
    return int(text[:6]) if text.isascii() and text.isdigit() else None


def _related(head: Any, relation: str, url: str) -> str:
    found = next((each.get("href", "") for each in head.get("links", ()) if each.get("rel") == relation), "")
    return link(found, url)
