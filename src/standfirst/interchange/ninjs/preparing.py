"""All that can be worked out of an item without the database: before the transaction that writes its batch."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.rich_text import RichText

from standfirst.discovery.search.indexing import Words, fold_words
from standfirst.fetch.nesting import TooTangled
from standfirst.interchange.ninjs.item import Item
from standfirst.interchange.ninjs.items import item_of
from standfirst.interchange.ninjs.lines import Line, LineRefused, parse
from standfirst.provenance.outlets import folded
from standfirst.publication.languages import count_words, primary, slug
from standfirst.stories import citing, rendering
from standfirst.stories.blocks import Block, blocks
from standfirst.stories.citing import Recognised, cited

_TAGS = {
    "a", "b", "blockquote", "br", "caption", "cite", "div", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "li", "ol", "p", "section", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_DROPPED = {"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "title", "textarea"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_DROPPED,
    attributes={"a": {"href"}, "p": {"class"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@dataclass(frozen=True)
class Prepared:
    """One line understood: the item, our language for it, its body as blocks, and what follows from that."""

    line: Line
    item: Item
    language: str
    slug: str
    """The address that the headline suggests."""
    body: list[Block]
    stored: str
    """The body as the database and a revision keep it."""
    day: date | None
    """The publication's day of first publication."""
    text: str
    words: int
    cited: list[Recognised]
    """Found without knowing outlets: each is flagged as unknown."""
    html: str
    """The body as readers get it, where two citations have one source just where outlet and date as printed are one
    (``places``)."""
    folded: Words
    """Headline, standfirst and text as search compares them."""


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


def prepare(line: Line, ours: Mapping[str, str], zone: str) -> Prepared:
    """Understand a line; ``zone`` is the publication's.

    Raises:
        LineRefused: it can't be used.
    """
    item = item_of(parse(line))
    language = language_for(item.language, ours)
    body = body_of(item)
    shown = [_Shown(each) for each in body]
    text = rendering.body_text(shown)
    day = item.first_created.astimezone(ZoneInfo(zone)).date() if item.first_created else None
    found = cited(rendering.paragraphs(shown), day, language, ()) if day else []
    rows = [citing.recognised(position, each) for position, each in enumerate(found)]
    return Prepared(
        line=line,
        item=item,
        language=language,
        slug=slug(item.title, language) or "story",
        body=body,
        stored=json.dumps(body),
        day=day,
        text=text,
        words=count_words(text, language),
        cited=rows,
        html=_html(shown, language, rows),
        folded=fold_words(item.title, item.standfirst, text),
    )


def places(rows: Iterable[Recognised]) -> list[int | None]:
    """Return for each citation the number of its outlet and date as printed, in the order of first mention."""
    numbers: dict[tuple[str, str], int] = {}
    return [
        numbers.setdefault((folded(row.outlet_printed), row.date), len(numbers) + 1)
        if row.outlet_printed
        else None
        for row in rows
    ]


def _html(shown: list[_Shown], language: str, rows: list[Recognised]) -> str:
    numbered = [replace(row, source_id=number) for row, number in zip(rows, places(rows), strict=True)]
    with override(language):
        return rendering.body_html(shown, language, citing.links(numbered))


class _Shown:
    """A stored block as rendering takes it."""

    def __init__(self, block: Block) -> None:
        self.id, self.block_type = block["id"], block["type"]
        self.value = RichText(block["value"]) if self.block_type == "paragraph" else block["value"]


def body_of(item: Item) -> list[Block]:
    """Return the body as blocks: through the allow-list first, then only what our blocks know.

    Raises:
        LineRefused: the markup is nested too deeply.
    """
    try:
        return blocks(_without_our_links(_CLEANER.clean(item.html)), item.address or None, name=item.uri)
    except TooTangled as error:
        raise LineRefused(_("The body's markup is nested too deeply.")) from error


def _without_our_links(html: str) -> str:
    """Take out links to an entry of the list of sources: citations are recognised anew and linked then."""
    return (
        html if 'href="#' not in html else re.sub(r'<a href="#[^"]*">(.*?)</a>', r"\1", html, flags=re.DOTALL)
    )
