"""Blocks of a story's or standing page's body as HTML, for whoever renders a body at publication.

Every function takes plain values and the body's language, escapes what it is given, and returns markup
that the style sheet knows. Paragraphs are the caller's: ``<p>``, ``<ul>``, ``<ol>`` without classes.
Citations in them are ``<a class="cite" href="#source-3">…</a>``, the first one of each source with
``id="cite-3"``, to which the list of sources links back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from standfirst.theme.environment import component


def heading(text: str, anchor: str, language: str) -> Markup:
    """Return a subheading; ``anchor`` is its id on the page."""
    return component("blocks/heading.html", "heading", language, text, anchor)


def figure(picture: Any, caption: str, language: str) -> Markup:
    """Return a picture (a ``PictureValue``) in the width of the text, with its caption, credit and licence."""
    return component("blocks/figure.html", "figure", language, picture, caption)


def quote(text: str, who: str, language: str) -> Markup:
    """Return a quotation; ``who`` may be empty. Empty lines separate its paragraphs."""
    return component("blocks/quote.html", "quote", language, text, who)


def table(caption: str, rows: Sequence[Sequence[str]], language: str) -> Markup:
    """Return a table whose first row is its heading."""
    return component("blocks/table.html", "table", language, caption, rows)


def embed(url: str, title: str, language: str, frame: str = "") -> Markup:
    """Return a link to something of a third party's.

    With ``frame``, an address that may be shown in a frame, a reader who has accepted ``embeds`` is offered
    to load it in place. Until then it is a link, and nothing is asked of the third party.
    """
    return component("blocks/embed.html", "embed", language, url, title, frame)
