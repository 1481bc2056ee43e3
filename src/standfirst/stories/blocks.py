"""HTML from elsewhere as the blocks of a body. Safe by construction: only what is named here is written."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from standfirst.fetch.cleaning import safe_link
from standfirst.fetch.nesting import MAX_DEPTH, check_nesting

_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "sup": "sup", "sub": "sub"}
_BREAKING = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_DROPPED = {
    "applet", "audio", "button", "canvas", "embed", "head", "iframe", "input", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_PARSER = etree.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
HEADING_LENGTH = 200

Block = dict[str, Any]


def blocks(html: str, base_url: str | None = None, name: str = "") -> list[Block]:
    """Return ``html`` as stored blocks: text, headings, quotations, tables and embeds.

    Block ids are made from ``name`` where one is given, so that the same HTML gives the same blocks; else random.

    Raises:
        fetch.nesting.TooTangled: nested too deeply, or too many elements.
    """
    if html.count("<") >= MAX_DEPTH:
        check_nesting(html)
    try:
        root = etree.fromstring(f"<div>{html}</div>", _PARSER)
    except etree.LxmlError:
        root = None
    if root is None:
        return []
    space = uuid.uuid5(uuid.NAMESPACE_URL, name) if name else None
    return [
        {"type": kind, "value": value, "id": str(uuid.uuid5(space, str(n)) if space else uuid.uuid4())}
        for n, (kind, value) in enumerate(_walk(root, base_url))
    ]


def _walk(element: Any, base: str | None) -> Iterator[tuple[str, Any]]:
    """Yield the blocks in ``element``; text and inline elements between them become paragraphs."""
    loose: list[str] = [escape(element.text or "", quote=False)]
    for child in element:
        tag = str(child.tag)
        if tag not in _BREAKING and not _holds_blocks(child):
            loose.append(_inline(child, base))
        else:
            yield from _paragraph("".join(loose))
            loose = []
            yield from _block(child, tag, base)
        loose.append(escape(child.tail or "", quote=False))
    yield from _paragraph("".join(loose))


def _block(element: Any, tag: str, base: str | None) -> Iterator[tuple[str, Any]]:
    if tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and 0 < len(text := _text(element)) <= HEADING_LENGTH:
        yield "heading", text
    elif tag in {"ul", "ol"}:
        items = [_inline_all(item, base).strip() for item in element.iter("li")]
        if any(items):
            yield "paragraph", f"<{tag}>{''.join(f'<li>{item}</li>' for item in items if item)}</{tag}>"
    elif tag == "blockquote":
        yield from _quote(element, "")
    elif tag == "figure" and element.find("blockquote") is not None:
        caption = element.find("figcaption")
        yield from _quote(element.find("blockquote"), _text(caption) if caption is not None else "")
    elif tag == "table":
        yield from _table(element)
    elif tag == "p" and "embed-place" in (element.get("class") or ""):
        yield from _embed(element, base)
    elif tag not in _DROPPED:
        yield from _walk(element, base)


def _quote(element: Any, who: str) -> Iterator[tuple[str, Any]]:
    lines = [_text(part) for part in element.iter("p")] or [_text(element)]
    if any(lines):
        yield "quote", {"text": "\n".join(line for line in lines if line), "who": who[:200]}


def _table(element: Any) -> Iterator[tuple[str, Any]]:
    caption = element.find("caption")
    rows = [[_text(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
    if any(any(row) for row in rows):
        yield "table", {"caption": _text(caption)[:200] if caption is not None else "", "rows": rows}


def _embed(element: Any, base: str | None) -> Iterator[tuple[str, Any]]:
    link = next(element.iter("a"), None)
    address = safe_link(link.get("href") or "", base) if link is not None else None
    if link is not None and address:
        yield "embed", {"url": address, "title": " ".join((link.text or address).split())[:200]}


def _paragraph(html: str) -> Iterator[tuple[str, Any]]:
    html = " ".join(html.split())
    if html.replace("<br/>", "").strip():
        yield "paragraph", f"<p>{html}</p>"


def _holds_blocks(element: Any) -> bool:
    return len(element) > 0 and next(element.iterdescendants(*_BREAKING), None) is not None


def _inline(element: Any, base: str | None) -> str:
    tag = str(element.tag)
    if tag in _DROPPED:
        return ""
    if tag == "br":
        return "<br/>"
    inside = _inline_all(element, base)
    if tag == "a" and inside:
        href = element.get("href") or ""
        address = href if href.startswith("mailto:") else safe_link(href, base) if href else None
        return f'<a href="{escape(address)}">{inside}</a>' if address else inside
    name = _INLINE.get(tag)
    return f"<{name}>{inside}</{name}>" if name and inside.strip() else inside


def _inline_all(element: Any, base: str | None) -> str:
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [_inline(child, base), escape(child.tail or "", quote=False)]
    return "".join(parts)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
