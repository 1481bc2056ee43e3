"""What a feed is to us, whichever of the formats it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from standfirst.fetch.cleaning import safe_link

MOST_ENTRIES = 500
"""Entries that are read of one answer, the first in it: feeds put the newest there."""
LONGEST_TEXT, LONGEST_LINE, LONGEST_URL = 100_000, 500, 1000
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
"""What says to be published earlier, or further in the future, has a wrong date."""


class Refusal(StrEnum):
    """Why there is nothing to read; for code. People read the message."""

    EMPTY = "empty"
    PAGE = "page"
    PAGE_WITHOUT = "page without"
    INDEX = "index"
    OPML = "opml"
    UNKNOWN = "unknown"
    JSON = "json"
    SITEMAP = "sitemap"
    TOO_MUCH = "too much"


_SAID = {
    Refusal.EMPTY: _("The answer is empty. Open the address in a browser and look what is there."),
    Refusal.PAGE: _("This is a web page, not a feed. It names feeds of its own: watch one of those."),
    Refusal.PAGE_WITHOUT: _(
        "This is a web page. It names no feed, and no list of articles is found on it. Look for a link called RSS, Atom or "
        "feed, or for a sitemap."
    ),
    Refusal.INDEX: _("This is a list of sitemaps, not a sitemap. Watch the one for news."),
    Refusal.OPML: _("This is a list of feeds (OPML). Take it in under “OPML” instead."),
    Refusal.UNKNOWN: _("This is neither RSS, Atom, JSON Feed nor a sitemap. Ask the outlet for its feed's address."),
    Refusal.JSON: _("This is JSON, but no JSON Feed that can be read. Ask the outlet for its feed's address."),
    Refusal.SITEMAP: _("This sitemap is broken and can't be read. Tell the outlet, or watch another of its addresses."),
    Refusal.TOO_MUCH: _("Reading this feed takes too much time or memory. Ask the outlet for a smaller one."),
}  # fmt: skip


class FeedRefused(Exception):
    """There is no feed in it. ``str(error)`` says why and what to do; ``found`` are feeds to watch instead."""

    def __init__(self, why: Refusal, found: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.found = found
        """``(title, address)`` of each."""

    def __str__(self) -> str:
        return str(_SAID[self.why])


@dataclass(frozen=True)
class Entry:
    """One piece of news as its feed has it. Texts are plain; ``html`` is the small set of ``fetch.cleaning``."""

    id: str
    """The feed's own id of it, else its address."""
    url: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    whole: bool = False
    """Whether the feed gives this as the text, not as a summary of it."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """With a time zone; None where the feed says none, or none that can be."""
    language: str = ""
    licence: str = ""
    """As stated: an address or words."""
    wrong_date: str = ""
    """A date that can't be, as printed."""


@dataclass(frozen=True)
class Feed:
    """What one answer holds."""

    kind: str
    """``RSS 2.0``, ``Atom 1.0``, ``JSON Feed 1.1``, ``Sitemap``, ``Page`` ..."""
    title: str = ""
    url: str = ""
    """Its site's address."""
    identity: str = ""
    """What it calls itself: its id, else the address of its site."""
    language: str = ""
    licence: str = ""
    ttl_minutes: int | None = None
    hub: str = ""
    topic: str = ""
    """The address it gives itself, and of the hub that tells of its news (WebSub)."""
    entries: tuple[Entry, ...] = ()
    found: int = 0
    """Entries in the answer, also those over the limit."""
    well_formed: bool = True
    notes: tuple[str, ...] = field(default=())
    """What was wrong with it, for an editor; codes of ``said``."""


NOTES = {
    "malformed": _("It isn't well-formed; what can be read of it is."),
    "encoding": _("It says a wrong encoding; the right one was found."),
    "dates": _("Some dates can't be (before 1990 or in the future) and were left out."),
    "ids": _("Some entries have the same id; their addresses tell them apart."),
    "nothing": _("Some entries have neither a title nor a text nor an address and were left out."),
    "many": _("It has more entries than are read; the first ones are."),
}


def possible(when: datetime | None, today: datetime) -> datetime | None:
    """Return a date with its time zone; None where it can't be right."""
    if when is None:
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    try:
        return when.astimezone(UTC) if EARLIEST <= when <= today + AHEAD else None
    except OverflowError:
        return None


def iso_date(printed: str, today: datetime) -> datetime | None:
    """Return a date in ISO 8601 as ``possible`` does; None where it is none."""
    try:
        return possible(datetime.fromisoformat(printed), today)
    except ValueError:
        return None


def link(said: object, base: str = "") -> str:
    """Return an address of the web, made absolute; empty where it is none, or too long to be kept."""
    if not isinstance(said, str) or not said.strip():
        return ""
    found = safe_link(said, base) or ""
    return found if len(found) <= LONGEST_URL else ""


def line(text: object) -> str:
    """Return text on one line, within the limit."""
    return " ".join(str(text or "").split())[:LONGEST_LINE]


def as_json(feed: Feed) -> dict[str, Any]:
    """Return a feed as values of JSON."""
    found = {each.name: getattr(feed, each.name) for each in fields(feed)}
    found["entries"] = [
        {
            each.name: value.isoformat()
            if isinstance(value := getattr(entry, each.name), datetime)
            else value
            for each in fields(entry)
        }
        for entry in feed.entries
    ]
    return found


def from_json(said: Mapping[str, Any]) -> Feed:
    """Return the feed that ``as_json`` was given."""
    entries = tuple(
        Entry(
            **each
            | {
                "authors": tuple(each["authors"]),
                "published": datetime.fromisoformat(each["published"]) if each["published"] else None,
            }
        )
        for each in said["entries"]
    )
    return Feed(**{**said, "entries": entries, "notes": tuple(said["notes"])})
