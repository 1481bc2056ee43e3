"""The article's body: found by trafilatura, written in our own subset of HTML."""

from __future__ import annotations

import logging
from copy import deepcopy
from html import escape
from typing import Any

from lxml import etree
from trafilatura import bare_extraction

from standfirst.fetch.cleaning import clean_html
from standfirst.wire.extraction.preparing import (
    MARK,
    drop_machinery,
    join_parts,
    keep_spaces,
    mark_links,
    with_links,
)

_TAGS = {
    "p": "p",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "lb": "br",
    "table": "div",
    "row": "p",
    "cell": "span",
    "div": "div",
}
_EMPHASIS = {"#b": "strong", "#i": "em", "#sub": "sub", "#sup": "sup"}
_SHORT = 2000
_MUCH_SHORTER = 0.6

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


def body_html(tree: Any, url: str | None) -> str:
    """Return the article in ``tree`` (an lxml HTML tree, which is changed) as clean HTML; ``""`` where there is none.

    The careful search decides, unless it brings back much less than the usual one: then it took a notice for the
    article.
    """
    drop_machinery(tree)
    join_parts(tree)
    keep_spaces(tree)
    # trafilatura's own way to keep links drops words beside them.
    hrefs = mark_links(tree)
    found = _find(tree, url, careful=True)
    if _length(found) < _SHORT:
        usual = _find(tree, url, careful=False)
        if _length(found) < _MUCH_SHORTER * _length(usual):
            found = usual
    if found is None:
        return ""
    out: list[str] = []
    _write(found, out)
    return clean_html(with_links("".join(out).replace(MARK, " "), hrefs), url)


def _find(tree: Any, url: str | None, *, careful: bool) -> Any:
    document = bare_extraction(
        deepcopy(tree),
        url=url,
        favor_precision=careful,
        include_comments=False,
        include_formatting=True,
        with_metadata=False,
    )
    return document.body if document is not None else None


def _length(body: Any) -> int:
    return sum(len(text.strip()) for text in body.itertext()) if body is not None else 0


def _write(element: Any, out: list[str]) -> None:
    tag = _tag(element)
    if tag == "br":
        out.append("<br>")
    elif tag:
        out.append(f"<{tag}>")
    out.append(escape(element.text or "", quote=False))
    for child in element.iterchildren(etree.Element):
        _write(child, out)
        out.append(escape(child.tail or "", quote=False))
    if tag and tag != "br":
        out.append(f"</{tag}>")
    if tag == "span":
        out.append(" ")


def _tag(element: Any) -> str:
    name = str(element.tag)
    if name == "head":
        rend = element.get("rend") or "h3"
        return rend if rend in {"h2", "h3", "h4"} else "h2"
    if name == "hi":
        return _EMPHASIS.get(element.get("rend") or "", "em")
    if name == "list" and element.get("rend") == "ol":
        return "ol"
    return _TAGS.get(name, "")
