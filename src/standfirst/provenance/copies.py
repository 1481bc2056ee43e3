"""Whether a page may be kept, whether it says something else by now, and what an editor sees of it. Nothing is stored here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from standfirst.fetch import Response
from standfirst.fetch.characters import decode
from standfirst.fetch.cleaning import clean_html, plain_text
from standfirst.fetch.likeness import share_kept
from standfirst.fetch.nesting import TooTangled, check_nesting
from standfirst.fetch.reservations import Reservation, for_address, of_usage, reservation
from standfirst.fetch.robots import allows_article, usage

MOST_BYTES = 2 * 1024 * 1024
"""Of one page, as it was packed and unpacked."""
ROBOTS, RESERVED, NOARCHIVE = "robots", "reserved", "noarchive"
SIZE, FULL, UNWRITTEN = "size", "full", "unwritten"
REFUSED = frozenset({ROBOTS, RESERVED, NOARCHIVE})
"""The site doesn't want copies: a public archive isn't asked to keep one either."""
MUCH = 0.7
"""A page that keeps less of its words says something else."""
_NOARCHIVE = re.compile(r"\bnoarchive\b", re.I)
_FOR_ALL = frozenset({"robots", "standfirst"})
_WORD = re.compile(r"\w+")
_MARKUP = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class Site:
    """What a host's own files say."""

    robots: str = ""
    is_open: bool = True
    """Whether robots.txt could be got; where it couldn't, nothing is allowed (RFC 9309, 2.3.1)."""
    rules: tuple[Any, ...] = ()
    """Those of its file of reservations."""


@dataclass(frozen=True)
class Page:
    """The bytes of a page, unpacked, and what its site calls them."""

    content: bytes
    content_type: str = ""

    @property
    def is_markup(self) -> bool:
        """Whether it is HTML, or says nothing of itself and looks like it."""
        kind = self.content_type.partition(";")[0].strip().lower()
        return kind in _MARKUP or (not kind and self.content.lstrip()[:1] == b"<")

    @property
    def is_text(self) -> bool:
        """Whether there are words in it that we can read."""
        return self.is_markup or self.content_type.strip().lower().startswith("text/plain")

    @property
    def characters(self) -> str:
        """Its text or markup."""
        return decode(self.content, self.content_type)

    def text(self) -> str:
        """Return its words; empty where they can't be read."""
        if self.is_markup:
            return plain_text(self.characters)
        return self.characters if self.is_text else ""

    def shown(self) -> str:
        """Return its words as harmless HTML: no script, style, picture or form of it is left."""
        if self.is_markup:
            return clean_html(self.characters)
        return f"<p>{escape(self.text())}</p>" if self.is_text else ""


def page_of(response: Response) -> Page:
    """Return what an answer brought."""
    return Page(response.content, response.headers.get("content-type", ""))


def allows_reading(site: Site, url: str) -> bool:
    """Tell whether a site's robots.txt lets us read ``url``, to keep it."""
    return site.is_open and allows_article(site.robots, url)


def refusal(response: Response, site: Site) -> str:
    """Return why a page may not be kept: a code that ``why`` explains; empty where it may.

    By the ``noarchive`` of its headers or robots meta element, whichever robot the header names, and by what it, or its
    site, reserves (``standfirst.fetch.reservations``).
    """
    if not allows_reading(site, response.url):
        return ROBOTS
    page = page_of(response)
    meta = metas(page.characters) if page.is_markup else {}
    if _NOARCHIVE.search(response.headers.get("x-robots-tag", "")):
        return NOARCHIVE
    if any(_NOARCHIVE.search(meta.get(name, "")) for name in _FOR_ALL):
        return NOARCHIVE
    host = of_usage(usage(site.robots, response.url))
    if not host.reserved:
        host = for_address(list(site.rules), response.url)
    found: Reservation = reservation(response.headers, meta, host)
    return RESERVED if found.reserved else ""


def metas(html: str) -> Mapping[str, str]:
    """Return a page's meta elements by lower-case name, those of one name joined by commas."""
    try:
        check_nesting(html)
        root = etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    except (TooTangled, etree.LxmlError, ValueError):
        return {}
    found: dict[str, str] = {}
    for element in root.iter("meta") if root is not None else ():
        name, content = (element.get("name") or "").strip().lower(), element.get("content") or ""
        if name:
            found[name] = f"{found[name]}, {content}" if name in found else content
    return found


def changed_much(old: Page, new: Page) -> bool:
    """Tell whether a page says something else by now. Of what isn't text: whether its bytes are others."""
    if not (old.is_text and new.is_text):
        return old.content != new.content
    return share_kept(*(_WORD.findall(page.text().lower()) for page in (old, new))) < MUCH


def why(code: str) -> str:
    """Return why no copy was kept, for an editor; empty where one was."""
    texts = {
        ROBOTS: _("The site's robots.txt doesn't let us read the page to keep it, or couldn't be read."),
        RESERVED: _("The page, or its site, reserves machine use of it."),
        NOARCHIVE: _("The page asks not to be kept (noarchive)."),
        SIZE: _("The page is larger than 2 MB."),
        FULL: _("There is no more room for copies: all that are kept stand for pages that are gone."),
        UNWRITTEN: _("The copy couldn't be written to the disk. The log says why."),
    }
    return texts.get(code, "")
