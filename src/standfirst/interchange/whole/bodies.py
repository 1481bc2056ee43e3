"""Bodies with the records they show named by uid, never by a database number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_PAGE_LINK = re.compile(r'(<a\b[^>]*\blinktype="page"[^>]*?\b)(id|uid)="([0-9a-f]+)"')
_PAGE_LINK_BEFORE = re.compile(r'(<a\b[^>]*?\b)(id|uid)="([0-9a-f]+)"(?=[^>]*\blinktype="page")')
CHOSEN = {"picture": "media.picture", "section": "publication.section"}
PAGE = "page"
Named = Callable[[str, Any], Any]
"""Turns ``(kind, number)`` into a uid, or ``(kind, uid)`` into a number; None where there is no such record."""


def renamed(blocks: Any, named: Named, key: str) -> Any:
    """Return stored blocks with what they choose renamed by ``named``; ``key`` is what page links get: id or uid."""
    if isinstance(blocks, list):
        return [renamed(each, named, key) for each in blocks]
    if isinstance(blocks, dict):
        return {
            name: named(CHOSEN[name], value)
            if name in CHOSEN and isinstance(value, int | str)
            else renamed(value, named, key)
            for name, value in blocks.items()
        }
    if isinstance(blocks, str) and 'linktype="page"' in blocks:

        def link(match: re.Match[str]) -> str:
            return f'{match[1]}{key}="{named(PAGE, match[3]) or 0}"'

        return (
            _PAGE_LINK_BEFORE.sub(link, blocks)
            if _PAGE_LINK_BEFORE.search(blocks)
            else _PAGE_LINK.sub(link, blocks)
        )
    return blocks
