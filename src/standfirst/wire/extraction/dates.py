"""Dates of pages as EDTF."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from htmldate import find_date
from lxml import etree

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d/])")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?!\d)")
_EARLIEST = 1900


def edtf(value: str) -> str:
    """Return the day, month or year that a machine-readable date begins with; ``""`` where it is none.

    Years before 1900 and after 2100 are a page's mistakes.
    """
    match = _COMPACT.match(value) or _ISO.match(value)
    if match is None:
        return ""
    year, *rest = (int(group) for group in match.groups() if group)
    if not _EARLIEST <= year <= 2100:
        return ""
    try:
        date(year, *[*rest, 1, 1][:2])
    except ValueError:
        return ""
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def guessed(tree: Any, url: str | None) -> str:
    """Return the day that htmldate finds in the page, or ``""``."""
    try:
        found = find_date(tree, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, OverflowError, RecursionError, etree.LxmlError):
        return ""
    return edtf(found or "")
