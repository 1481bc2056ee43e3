"""Paragraph HTML as a row of pieces: its plain text, and links put around places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

import nh3

ALLOWED = {"p", "a", "b", "strong", "i", "em", "sup", "sub", "ol", "ul", "li", "br"}
PAGE_SCHEME = "standfirst-page"
"""In stored bodies the scheme of a link to one of our own pages; ``finishing`` puts its address there."""
_LINK = re.compile(r"<a\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(linktype|id)="([^"]*)"')
_LINE_ENDS = {"p", "li", "br"}
_CLEANER = nh3.Cleaner(
    tags=ALLOWED,
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", PAGE_SCHEME},
    link_rel=None,
)
"""Made once: a call of ``nh3.clean`` spends half its time on its settings."""


def clean(rich_text: str) -> str:
    """Return stored rich text as HTML of the tags in ``ALLOWED``; links keep only a safe address."""
    return _sanitised(_LINK.sub(_internal, rich_text))


# A body is looked at several times on its way to readers: for its citations, its text and its HTML.
@lru_cache(maxsize=256)
def _sanitised(html: str) -> str:
    return _CLEANER.clean(html)


def _internal(match: re.Match[str]) -> str:
    """Return a link as Wagtail stores it with an address, where it leads to a page of ours."""
    found = dict(_ATTRIBUTE.findall(match[0]))
    if "linktype" not in found:
        return match[0]
    if found["linktype"] == "page" and found.get("id", "").isdecimal():
        return f'<a href="{PAGE_SCHEME}:{found["id"]}">'
    return "<a>"


@dataclass(frozen=True)
class Place:
    """A stretch ``[start, end)`` of the plain text, in code points, and the tag to put around it.

    ``first`` carries the attributes of the first piece where the stretch crosses other tags.
    """

    start: int
    end: int
    first: str
    further: str


# A tag as ``clean`` writes it: a value stands in double quotes, and may hold ``>``.
_TAG = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>')


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """Split cleaned HTML into tags and texts, with line ends where paragraphs, items and lines end."""
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            yield "text", unescape(html[end : tag.start()])
        end = tag.end()
        closing, name = tag[1], tag[2]
        if name == "a":
            yield ("close-a" if closing else "open-a"), tag[0]
        else:
            yield "tag", tag[0]
        if name == "br" or (closing and name in _LINE_ENDS):
            yield "line", "\n"
    if end < len(html):
        yield "text", unescape(html[end:])


@lru_cache(maxsize=256)
def plain(html: str) -> str:
    """Return the text of cleaned HTML, a paragraph (or list item) a line. Offsets of citations count in it."""
    return "".join(text for kind, text in _pieces(html) if kind in {"text", "line"}).rstrip("\n")


def with_links(html: str, places: list[Place]) -> str:
    """Return cleaned ``html`` with the tags of ``places`` (in order, not overlapping) around their text.

    Inside a link of the text itself nothing is added: links don't nest.
    """
    out: list[str] = []
    offset = 0
    inside_link = False
    begun: set[int] = set()
    for kind, text in _pieces(html):
        if kind == "open-a":
            inside_link = True
        elif kind == "close-a":
            inside_link = False
        if kind in {"tag", "open-a", "close-a"}:
            out.append(text)
            continue
        if kind == "text":
            out.append(escape(text, quote=False) if inside_link else _linked(text, offset, places, begun))
        offset += len(text)
    return "".join(out)


def _linked(text: str, offset: int, places: list[Place], begun: set[int]) -> str:
    out = []
    at = 0
    for number, place in enumerate(places):
        start, end = max(place.start - offset, at), min(place.end - offset, len(text))
        if start >= end:
            continue
        tag = place.further if number in begun else place.first
        begun.add(number)
        out += [escape(text[at:start], quote=False), f"{tag}{escape(text[start:end], quote=False)}</a>"]
        at = end
    return "".join([*out, escape(text[at:], quote=False)])
