"""Lists of feeds (OPML 2.0), in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from standfirst.fetch.xml import xml_parser

from .values import line, link

MOST_BYTES, MOST_FEEDS, DEEPEST = 5 * 1024 * 1024, 5_000, 20


class OpmlRefused(Exception):
    """It isn't a list of feeds. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Listed:
    """One feed of a list."""

    url: str
    title: str = ""
    site: str = ""
    language: str = ""
    folder: str = ""
    """The outline it stands in."""


def read_opml(content: bytes) -> list[Listed]:
    """Return the feeds of a list, each address once. Outlines without an address of the web are left out.

    Raises:
        OpmlRefused: it isn't OPML, or too large.
    """
    if len(content) > MOST_BYTES:
        raise OpmlRefused(_("This list is larger than 5 MB. Split it."))
    try:
        root = etree.fromstring(content, xml_parser())
    except (etree.LxmlError, ValueError) as error:
        raise OpmlRefused(_("This can't be read as XML. Export the list anew as OPML.")) from error
    if root.tag != "opml":
        raise OpmlRefused(_("This isn't OPML. Export the list of feeds as OPML, and take that in."))
    found: dict[str, Listed] = {}
    waiting: list[tuple[Any, str, int]] = [(each, "", 0) for each in reversed(root.findall("body/outline"))]
    while waiting and len(found) < MOST_FEEDS:
        outline, folder, depth = waiting.pop()
        said = {name.lower(): value for name, value in outline.attrib.items() if isinstance(name, str)}
        title = line(said.get("title") or said.get("text"))
        url = link(said.get("xmlurl"))
        if url:
            site = link(said.get("htmlurl"))
            found.setdefault(url, Listed(url, title, site, line(said.get("language"))[:20], folder))
        if depth < DEEPEST:
            waiting += [
                (each, folder if url else title, depth + 1) for each in reversed(outline.findall("outline"))
            ]
    return list(found.values())


def write_opml(feeds: Iterable[Listed], title: str) -> bytes:
    """Return a list of ``feeds``, those of one folder together."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _printable(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, Any] = {"": body}
    for each in feeds:
        if each.folder not in folders:
            name = _printable(each.folder)
            folders[each.folder] = etree.SubElement(body, "outline", text=name, title=name)
        said = {"text": each.title or each.url, "type": "rss", "xmlUrl": each.url}
        said |= {
            name: value for name, value in (("htmlUrl", each.site), ("language", each.language)) if value
        }
        etree.SubElement(
            folders[each.folder], "outline", {name: _printable(value) for name, value in said.items()}
        )
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _printable(text: str) -> str:
    return "".join(char for char in text if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff"))
