"""All that can be worked out of an item without the database: before the transaction that writes its batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nh3
from django.utils.translation import gettext as _

from standfirst.fetch.nesting import TooTangled
from standfirst.interchange.ninjs.items import Item, item_of
from standfirst.interchange.ninjs.lines import Line, LineRefused, parse
from standfirst.publication.languages import primary
from standfirst.stories.blocks import Block, blocks

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "cite", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "li", "ol", "p", "section", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_DROPPED = {"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "title", "textarea"}


@dataclass(frozen=True)
class Prepared:
    """One line understood: the item, our language for it, and its body as blocks."""

    line: Line
    item: Item
    language: str
    body: list[Block]


def language_for(tag: str, ours: Mapping[str, str]) -> str:
    """Return which of ``ours`` (by lower-case tag) serves a BCP 47 tag: the same, else that of its language.

    Raises:
        LineRefused: none does.
    """
    name = tag.lower().replace("_", "-")
    found = ours.get(name) or ours.get(primary(name))
    if not found:
        raise LineRefused(
            _("The publication has no language “%(tag)s”. It has: %(ours)s.")
            % {"tag": tag[:40], "ours": ", ".join(ours.values())}
        )
    return found


def prepare(line: Line, ours: Mapping[str, str]) -> Prepared:
    """Understand a line.

    Raises:
        LineRefused: it can't be used.
    """
    item = item_of(parse(line))
    return Prepared(line, item, language_for(item.language, ours), body_of(item))


def body_of(item: Item) -> list[Block]:
    """Return the body as blocks: through the allow-list first, then only what our blocks know.

    Raises:
        LineRefused: the markup is nested too deeply.
    """
    safe = nh3.clean(
        item.html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href"}, "p": {"class"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    try:
        return blocks(_without_our_links(safe), item.address or None, name=item.uri)
    except TooTangled as error:
        raise LineRefused(_("The body's markup is nested too deeply.")) from error


def _without_our_links(html: str) -> str:
    """Take out links to an entry of the list of sources: citations are recognised anew and linked then."""
    if 'href="#' not in html:
        return html
    import re

    return re.sub(r'<a href="#[^"]*">(.*?)</a>', r"\1", html, flags=re.DOTALL)


def fields_of(prepared: Prepared) -> dict[str, Any]:
    """Return the story's own fields, but for relations."""
    item = prepared.item
    return {"title": item.title, "standfirst": item.standfirst, "body": prepared.body}
