"""Boxes in a body that stay current: drawn each time the page is, by a room above that offers to."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from standfirst.publication.blocks import DOSSIER_ADDRESS, claims_in


class Resting(NamedTuple):
    """A sentence of a story, the claims that it rests on, and what the dossier said when it was written, in short."""

    sentence: str
    claims: tuple[str, ...]
    written: str


class Box(NamedTuple):
    """A box of a dossier: its address, the place below it, whether with its chart, and what rests on it."""

    slug: str
    rest: str
    chart: bool
    sentences: tuple[Resting, ...]


_PLACE = re.compile(
    r"<!--dossier:([a-z0-9-]{1,80})/((?:(?:agreements|provisions)/[a-z0-9-]{1,120}/)?):([01])(?::([\w=-]+))?-->",
    re.ASCII,
)
Draw = Callable[[Box, str, datetime], tuple[str, datetime | None]]
"""Of a box, a language and an instant: HTML, and when it changes."""
_draw: list[Draw] = []


def offer(draw: Draw) -> None:
    """Let ``draw`` draw the boxes of dossiers."""
    _draw[:] = [draw]


def box_of(value: Any) -> Box | None:
    """Return the box of a block's value; None where its address is none of a dossier's page."""
    match = DOSSIER_ADDRESS.search(value["address"])
    if match is None:
        return None
    resting = (
        Resting(each["sentence"], tuple(claims_in(each["claims"] or "")), each["written"] or "")
        for each in value["sentences"]
    )
    return Box(match[1], match[2], bool(value["chart"]), tuple(resting))


def boxes_of(body: Any) -> Iterator[tuple[str, Box]]:
    """Yield the boxes of a body, each with its block's id."""
    for block in body:
        if block.block_type == "dossier" and (box := box_of(block.value)) is not None:
            yield block.id or "", box


def box_place(value: Any) -> str:
    """Return what stands in a stored body for a block's value; nothing where the address is none of a dossier's page."""
    box = box_of(value)
    if box is None:
        return ""
    kept = f":{_kept(box.sentences)}" if box.sentences else ""
    return f"<!--dossier:{box.slug}/{box.rest}:{int(box.chart)}{kept}-->"


def _kept(sentences: Sequence[Resting]) -> str:
    """Sentences as a word of letters: no text of an editor's can end the place that it stands in."""
    return urlsafe_b64encode(json.dumps(sentences, ensure_ascii=False).encode()).decode()


def _sentences(kept: str | None) -> tuple[Resting, ...]:
    found = json.loads(urlsafe_b64decode(kept)) if kept else []
    return tuple(Resting(sentence, tuple(claims), written) for sentence, claims, written in found)


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
            wanted = Box(match[1], match[2], match[3] == "1", _sentences(match[4]))
            drawn, changes_at = _draw[0](wanted, language, self.instant)
            if changes_at is not None:
                self.changes_at = min(changes_at, self.changes_at or changes_at)
            return drawn

        return _PLACE.sub(box, html)


def without_boxes(html: str) -> str:
    """Return a stored body without its boxes, for what is not to change with the day."""
    return _PLACE.sub("", html)
