"""What editors correct: kept as test data that can be exported and measured against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from .items import Item

FORMAT = "standfirst-threads/1"


class CorrectionRefused(ValueError):
    """The correction makes no sense, or the line is none. ``str(error)`` says why."""


@dataclass(frozen=True)
class Correction:
    """An editor's word: the ``parts``, each the ids of some items, are one thread (``merge``) or several (``split``).

    ``at`` is the time of the correction as ISO 8601. Who made it is not part of what is exported.
    """

    kind: Literal["merge", "split"]
    parts: tuple[tuple[str, ...], ...]
    at: str

    def __post_init__(self) -> None:
        ids = [name for part in self.parts for name in part]
        if self.kind not in {"merge", "split"}:
            raise CorrectionRefused(f"A correction is a merge or a split, not {self.kind!r}.")
        if len(self.parts) < 2 or not all(self.parts):
            raise CorrectionRefused("A correction needs at least two parts, each with an item.")
        if len(set(ids)) < len(ids):
            raise CorrectionRefused("An item can be in one part of a correction only.")

    def pairs(self) -> Iterator[tuple[str, str, bool]]:
        """Yield what the correction says of pairs of items: both ids, and whether they belong together."""
        for part in self.parts:
            for one, other in combinations(part, 2):
                yield one, other, True
        for part, part_there in combinations(self.parts, 2):
            for one in part:
                for other in part_there:
                    yield one, other, self.kind == "merge"


def exported(corrections: Iterable[Correction], items: Mapping[str, Item]) -> Iterator[str]:
    """Yield lines of JSON: what the format is, the items that are spoken of, then the corrections in their order.

    Raises:
        KeyError: an item that a correction names isn't given.
    """
    known = list(corrections)
    yield _line({"format": FORMAT})
    for name in dict.fromkeys(name for each in known for part in each.parts for name in part):
        item = items[name]
        when = item.published.isoformat() if item.published else None
        yield _line({"id": item.id, "title": item.title, "text": item.text, "language": item.language,
                     "outlet": item.outlet, "url": item.url, "published": when})  # fmt: skip
    for each in known:
        yield _line({"correction": each.kind, "parts": each.parts, "at": each.at})


def read(said: Mapping[str, Any]) -> Correction:
    """Return the correction of one line of an export.

    Raises:
        CorrectionRefused: it isn't one.
    """
    parts = said.get("parts")
    if not isinstance(parts, list) or not all(
        isinstance(part, list) and all(isinstance(name, str) for name in part) for part in parts
    ):
        raise CorrectionRefused("The parts of a correction are lists of ids.")
    kind: Any = said.get("correction")
    return Correction(kind, tuple(tuple(part) for part in parts), str(said.get("at") or ""))


def kept(corrections: Iterable[Correction], threads: Mapping[str, str]) -> float:
    """Return the part (0 to 1) of the corrected pairs that ``threads`` has as the editors want; a later word counts.

    1 where nothing was corrected.
    """
    wanted: dict[frozenset[str], bool] = {}
    for each in corrections:
        wanted.update({frozenset((one, other)): together for one, other, together in each.pairs()})
    right = sum(
        together == (threads.get(one) is not None and threads.get(one) == threads.get(other))
        for (one, other), together in ((sorted(pair), together) for pair, together in wanted.items())
    )
    return right / len(wanted) if wanted else 1.0


def _line(said: Mapping[str, object]) -> str:
    return json.dumps(said, ensure_ascii=False) + "\n"
