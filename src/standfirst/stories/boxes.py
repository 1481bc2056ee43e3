"""Boxes in a body that stay current: drawn each time the page is, by a room above that offers to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from standfirst.publication.blocks import DOSSIER_ADDRESS

_PLACE = re.compile(
    r"<!--dossier:([a-z0-9-]{1,80})/((?:(?:agreements|provisions)/[a-z0-9-]{1,120}/)?):([01])-->"
)
Draw = Callable[[str, str, bool, str, datetime], tuple[str, datetime | None]]
"""Of a dossier's address, a place below it, whether with its chart, a language and an instant: HTML, and when it changes."""
_draw: list[Draw] = []


def offer(draw: Draw) -> None:
    """Let ``draw`` draw the boxes of dossiers."""
    _draw[:] = [draw]


def box_place(address: str, chart: bool) -> str:
    """Return what stands in a stored body for a box; nothing where the address is none of a dossier's page."""
    match = DOSSIER_ADDRESS.search(address)
    return f"<!--dossier:{match[1]}/{match[2]}:{int(chart)}-->" if match else ""


class Boxes:
    """The boxes of one page at one instant. ``changes_at`` is when the first of them changes by itself."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant
        self.changes_at: datetime | None = None

    def drawn(self, html: str, language: str) -> str:
        """Return a stored body with its boxes."""

        def box(match: re.Match[str]) -> str:
            if not _draw:
                return ""
            drawn, changes_at = _draw[0](match[1], match[2], match[3] == "1", language, self.instant)
            if changes_at is not None:
                self.changes_at = min(changes_at, self.changes_at or changes_at)
            return drawn

        return _PLACE.sub(box, html)


def without_boxes(html: str) -> str:
    """Return a stored body without its boxes, for what is not to change with the day."""
    return _PLACE.sub("", html)
