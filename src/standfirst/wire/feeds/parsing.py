"""Which of the formats an answer is in, and what is in it. Runs in a worker: nothing here has limits of time."""

from __future__ import annotations

import re
from datetime import datetime

from .jsonfeed import json_feed
from .pages import feeds_of, page_of_news
from .sitemaps import sitemap
from .syndication import syndicated
from .values import Feed, FeedRefused, Refusal

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,2000}>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,500}>\s*){0,20}"
    rb"<(?:[A-Za-z_][\w.-]{0,30}:)?([A-Za-z]\w{0,30})",
    re.DOTALL | re.IGNORECASE,
)
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,4000}?-->\s*){0,5}<!DOCTYPE\s+html", re.I | re.S
)


def read(content: bytes, *, url: str, content_type: str, today: datetime, page: bool = False) -> Feed:
    """Return the feed in an answer: ``content`` as it came from ``url``, with its Content-Type header.

    With ``page``, a web page is read for the articles that it leads to.

    Raises:
        FeedRefused: there is none.
    """
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise FeedRefused(Refusal.EMPTY)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return json_feed(content, url, today)
    found = _ROOT.match(content[:20_000])
    root = found[1].lower() if found else b""
    if root in {b"urlset", b"sitemapindex"}:
        return sitemap(content, url, today)
    if root == b"opml":
        raise FeedRefused(Refusal.OPML)
    if root == b"html" or _PAGE.match(content[:20_000]):
        if page:
            return page_of_news(content, url, today)
        feeds = feeds_of(content, url)
        raise FeedRefused(Refusal.PAGE if feeds else Refusal.PAGE_WITHOUT, feeds)
    return syndicated(content, url, content_type, today)
