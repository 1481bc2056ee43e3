"""From a page's bytes to an article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree, html

from standfirst.fetch.characters import decode
from standfirst.fetch.cleaning import text_of
from standfirst.fetch.nesting import TooTangled, check_nesting
from standfirst.wire.extraction import metadata
from standfirst.wire.extraction.body import body_html
from standfirst.wire.extraction.preparing import UNUSABLE
from standfirst.wire.extraction.second import SECOND_READING, TEXT, differs, left_out
from standfirst.wire.extraction.tongue import language_of
from standfirst.wire.extraction.values import ExtractedPage, ExtractionRefused, Field, Refusal

MAX_BYTES = 5 * 1024 * 1024
MIN_LETTERS = 200
"""A body with fewer letters is a teaser or a notice, not an article."""
_MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1|section|table)\b", re.I
)
_HEADING = re.compile(r"\s*<(h[2-4])>(.{1,600}?)</\1>\s*", re.DOTALL)
_NOT_HTML = re.compile(
    r"\s*(?:image|audio|video|font)/|\s*application/(?:pdf|zip|json|octet-stream|msword|vnd)", re.I
)


def extract(content: bytes, *, url: str | None, content_type: str | None = None) -> ExtractedPage:
    """Return the article in a page: ``content`` as it came, ``url`` where it is from, and its Content-Type header.

    Raises:
        ExtractionRefused: not HTML, over 5 MB, tangled markup, or no article in it.
    """
    tree = tree_of(content, content_type)
    page = metadata.Page(tree, url)
    found = {
        "title": metadata.title(page),
        "description": metadata.description(page),
        "authors": metadata.authors(page),
        "date": metadata.date(page),
        "language": metadata.language(page),
        "outlet": metadata.outlet(page),
        "licence": metadata.licence(page),
        "url": metadata.canonical(page),
        "picture": metadata.picture(page),
    }
    body = _without_headline(body_html(tree, url), str(found["title"].value))
    text = text_of(body)
    if sum(char.isalpha() for char in text) < MIN_LETTERS:
        raise ExtractionRefused(
            Refusal.NO_ARTICLE,
            _(
                "No article was found in this page. It may need a script or a subscription: paste its text instead."
            ),
        )
    found["language"] = _with_guess(found["language"], language_of(text))
    others = tuple((SECOND_READING, passage) for passage in left_out(tree, url, text))
    return ExtractedPage(
        **found,
        body_html=Field(body, "trafilatura"),
        body_text=Field(text, "trafilatura", others),
        metas=page.metas,
    )


def _without_headline(body: str, title: str) -> str:
    """Return the body without a heading at its beginning that is the page's headline: the story has that already."""
    heading = _HEADING.match(body)
    if heading and title and not differs(text_of(heading.group(2)), title):
        return body[heading.end() :]
    return body


def _with_guess(said: Field, guess: str) -> Field:
    if guess and not said:
        return Field(guess, TEXT)
    if guess and differs(said.value, guess):
        return replace(said, others=(*said.others, (TEXT, guess)))
    return said


def tree_of(content: bytes, content_type: str | None) -> Any:
    """Return the lxml tree of a page.

    Raises:
        ExtractionRefused: not HTML, over 5 MB, or tangled markup.
    """
    if len(content) > MAX_BYTES:
        raise ExtractionRefused(
            Refusal.TOO_BIG, _("This page is larger than 5 MB. Save its article alone and import that.")
        )
    text = UNUSABLE.sub("", decode(content, content_type))
    if _NOT_HTML.match(content_type or "") or not _MARKUP.search(text):
        raise ExtractionRefused(
            Refusal.NOT_HTML,
            _("This is not a web page (HTML). Give the address or the saved file of an article."),
        )
    try:
        check_nesting(text)
    except TooTangled:
        raise ExtractionRefused(
            Refusal.TANGLED,
            _("This page's markup is too tangled to be read safely. Paste its text instead."),
        ) from None
    try:
        # Without its declaration, which contradicts a text already decoded.
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (etree.LxmlError, ValueError, AssertionError):
        raise ExtractionRefused(
            Refusal.NOT_HTML, _("This page can't be read as HTML. Save it anew.")
        ) from None
