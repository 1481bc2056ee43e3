"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Blog|Satirical|Tech|Scholarly)?(?:Article|Posting)|Report|Review"
)
_MAX_SCRIPT = 1_000_000
_MAX_NODES = 20_000
_CLOSED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def article_node(tree: Any) -> dict[str, Any]:
    """Return the first object of an article's type in the page's JSON-LD; ``{}`` where there is none."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parsed(script.text or "")):
            if any(_TYPES.fullmatch(kind) for kind in _texts(node.get("@type"))):
                return node
    return {}


def names(value: Any) -> tuple[str, ...]:
    """Return the names of people or bodies written as text, object or list."""
    found: list[str] = []
    for each in value if isinstance(value, list) else [value]:
        name = each.get("name") if isinstance(each, dict) else each
        for text in _texts(name):
            if text.strip() and not text.startswith(("http://", "https://")):
                found.append(clean(text))
    return tuple(dict.fromkeys(found[:20]))


def address(value: Any) -> str:
    """Return the first address in a text, an object with ``url`` or ``@id``, or a list of these."""
    for each in value if isinstance(value, list) else [value]:
        link = (
            (each.get("url") or each.get("contentUrl") or each.get("@id")) if isinstance(each, dict) else each
        )
        if isinstance(link, str) and link.strip():
            return link.strip()
    return ""


def text(value: Any) -> str:
    """Return the first text in ``value``, unescaped and on one line."""
    return next((clean(each) for each in _texts(value) if each.strip()), "")


def clean(value: str) -> str:
    """Return ``value`` without entities, tags, unprintable characters and repeated spaces."""
    plain = re.sub(r"<[^<>]{0,200}>", "", unescape(value))
    return " ".join("".join(char if char.isprintable() else " " for char in plain[:2000]).split())


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _parsed(script: str) -> Any:
    if len(script) > _MAX_SCRIPT:
        return None
    try:
        # Real pages wrap it in comments and leave line ends inside strings.
        return json.loads(_CLOSED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < _MAX_NODES:
        each = waiting.pop(0)
        seen += 1
        if isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, dict):
            yield each
            waiting.extend(each[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in each)
