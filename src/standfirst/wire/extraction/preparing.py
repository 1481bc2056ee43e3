"""What a page's tree needs before the article is looked for in it."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape
from typing import Any

from lxml import etree

MARK = "\ue000"
"""Stands for a space beside an inline element, which the search for the article would lose. Private use."""
LINK, LINK_END, FIRST = "\ue001", "\ue002", 0xF0000
_MAX_LINKS = 5000
_LINKED = re.compile(f"{LINK}([\U000f0000-\U000f1387])([^{LINK}{LINK_END}<>]*){LINK_END}")
_LEFT_OVER = re.compile(f"{LINK}[\U000f0000-\U000f1387]?|{LINK_END}")
UNUSABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000-\ue002\ufffe\uffff\U000f0000-\U000f1387]"
)
"""What XML, and so libxml2, cannot hold (XML 1.0, section 2.2), and the characters that we mark with."""
_INLINE = ("a", "abbr", "b", "cite", "code", "em", "i", "span", "strong", "sub", "sup", "u")
_SPACE_AFTER = re.compile(r"^[ \t\r\n]+(?=[^ \t\r\n])")
_BODY_LIKE = re.compile(r"article|body|content|paragraph|story|text", re.IGNORECASE)
_MAX_CLIMB = 3
_LONG = 60


def keep_spaces(tree: Any) -> None:
    """Mark the spaces around links and emphasis, so that words don't run together."""
    for element in tree.iter(*_INLINE):
        if element.tail:
            element.tail = _SPACE_AFTER.sub(MARK, element.tail)
        before = element.getprevious()
        parent = element.getparent()
        if before is not None and before.tail and before.tail.strip():
            before.tail = _end_marked(before.tail)
        elif before is None and parent is not None and parent.text and parent.text.strip():
            parent.text = _end_marked(parent.text)


def _end_marked(text: str) -> str:
    kept = text.rstrip(" \t\r\n")
    return kept if kept == text else kept + MARK


def mark_links(tree: Any) -> list[str]:
    """Mark the text of links, so that they outlive a search that looks at text alone. Returns their addresses.

    ``LINK`` and a character of plane 15, which counts from ``FIRST``, stand before the text; ``LINK_END`` after it.
    """
    found: list[str] = []
    lengths: dict[Any, int] = {}
    for link in tree.iter("a"):
        href = link.get("href")
        if href and len(link) == 0 and len(found) < _MAX_LINKS and _in_running_text(link, lengths):
            link.text = f"{LINK}{chr(FIRST + len(found))}{link.text}{LINK_END}"
            found.append(str(href))
    return found


def _in_running_text(link: Any, lengths: dict[Any, int]) -> bool:
    """Tell links in a sentence from those of lists and menus, which the search judges by their bare text."""
    words = (link.text or "").strip()
    block = next(link.iterancestors("p", "li", "blockquote"), None)
    if block is not None and block not in lengths:
        lengths[block] = sum(len(text) for text in block.itertext())
    return bool(words) and block is not None and lengths[block] >= len(words) + _LONG


def with_links(html: str, hrefs: list[str]) -> str:
    """Return ``html`` with the marks of ``mark_links`` as links again, or gone where they no longer pair."""

    def link(match: re.Match[str]) -> str:
        return f'<a href="{escape(hrefs[ord(match.group(1)) - FIRST])}">{match.group(2)}</a>'

    linked = _LINKED.sub(link, html)
    return _LEFT_OVER.sub("", linked)


def unmarked(text: str) -> str:
    """Return ``text`` without any of our marks."""
    return _LEFT_OVER.sub("", text.replace(MARK, " "))


def join_parts(tree: Any) -> None:
    """Put an article that is laid out in several like boxes, with advertisements between them, into the first.

    Boxes are parts of one article when they share tag and class, hold paragraphs, stand close together and have no
    headline of their own (as the posts of a list do).
    """
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for box in tree.iter("div", "section"):
        name = box.get("class") or ""
        if _BODY_LIKE.search(name) and _paragraphs(box) >= 2:
            groups[str(box.tag), name].append(box)
    for boxes in groups.values():
        first = boxes[0]
        above = _around(first)
        for box in boxes[1:]:
            if not any(each in above for each in _around(box)) or _headed(box, above):
                break
            for child in list(box):
                first.append(child)


def _paragraphs(box: Any) -> int:
    return sum(1 for child in box.iterchildren("p") if len("".join(child.itertext())) >= _LONG)


def _around(box: Any) -> list[Any]:
    return [
        each for each in list(box.iterancestors())[:_MAX_CLIMB] if each.tag not in {"body", "html", "main"}
    ]


def _headed(box: Any, above: list[Any]) -> bool:
    inside: list[Any] = [box]
    for each in _around(box):
        if each in above:
            break
        inside.append(each)
    return any(next(part.iter("h1", "h2"), None) is not None for part in inside[-1:])


def drop_machinery(tree: Any) -> None:
    """Take out what is never text: scripts, styles, drawings, comments. Their following text is kept."""
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    etree.strip_elements(tree, "script", "style", "svg", "link", "template", with_tail=False)
