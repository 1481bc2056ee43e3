"""The claims about one object, apart where none bears on another, so that other dates cost only what changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from .dates import OPEN_END
from .selecting import Known, Selection, known_by, select
from .voices import Aside, Voice


class Cluster:
    """Claims that can set each other aside: no other claim bears on which of them stand.

    `days` and `knowns` are the days on which that may change.
    """

    def __init__(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self.days = sorted({day for each in voices for day in (each.start, each.end + 1, each.recorded)})
        self.knowns = sorted({each.known for each in voices})
        self._known: tuple[int, Known] | None = None

    def at(self, day: int, known: int) -> Selection:
        """The claims that stand on a day as known on another."""
        return select(self.known(known), day)

    def known(self, known: int) -> Known:
        """What a date of knowledge settles alone."""
        cell = bisect_right(self.knowns, known)
        if self._known is None or self._known[0] != cell:
            self._known = (cell, known_by(self.voices, known))
        return self._known[1]

    def through(self, known: int) -> list[tuple[int, tuple[Voice, ...]]]:
        """What stands from each day on, all of it as known on one."""
        found: list[tuple[int, tuple[Voice, ...]]] = [(0, ())]
        for day in self.days if bisect_right(self.knowns, known) else ():
            standing = self.at(day, known).standing
            if standing != found[-1][1]:
                found.append((day, standing))
        return found


def clusters(voices: Iterable[Voice]) -> list[Cluster]:
    """Claims of one object, apart where they do not touch: by asserter and measure, and by what repeats, retracts or
    supersedes what."""
    above: dict[object, object] = {}

    def top(name: object) -> object:
        while (higher := above.setdefault(name, name)) != name:
            above[name] = name = above[higher]
        return name

    everyone = list(voices)
    for voice in everyone:
        mine = top(voice.id)
        for other in ((voice.asserter, voice.measure), voice.repeats, voice.retracts, voice.claim.supersedes):
            if other is not None:
                above[top(other)] = mine
    found: dict[object, list[Voice]] = {}
    for voice in everyone:
        found.setdefault(top(voice.id), []).append(voice)
    return [Cluster(members) for members in found.values()]


class Shelf:
    """The claims about one object on two dates. Going on to other dates costs what changed on the way."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._voices = voices
        self._dates: tuple[int, int] | None = None
        self._standing: list[Voice | None] = []
        self._aside: list[Aside | None] = []

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The claims, apart where they do not touch."""
        return clusters(self._voices)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {voice.id: place for place, voice in enumerate(self._voices)}

    @cached_property
    def _moves(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Days assessed, and days of knowledge, each with the cluster that may change on it."""
        return (
            sorted((day, place) for place, each in enumerate(self.clusters) for day in each.days),
            sorted((day, place) for place, each in enumerate(self.clusters) for day in each.knowns),
        )

    def at(self, day: int, known: int) -> Selection:
        """The claims that stand on a day as known on another."""
        if self._dates is None:
            # Who asks once is not made to pay for those who ask again.
            self._dates = (day, known)
            return select(known_by(self._voices, known), day)
        if not self._standing:
            self._standing = [None] * len(self._voices)
            self._aside = [None] * len(self._voices)
            touched: Iterable[int] = range(len(self.clusters))
        else:
            touched = {
                place
                for moves, old, new in zip(self._moves, self._dates, (day, known), strict=True)
                for _, place in _between(moves, min(old, new), max(old, new))
            }
        self._dates = (day, known)
        for place in touched:
            self._put(self.clusters[place], day, known)
        return Selection(tuple(filter(None, self._standing)), tuple(filter(None, self._aside)))

    def _put(self, cluster: Cluster, day: int, known: int) -> None:
        for voice in cluster.voices:
            place = self._places[voice.id]
            self._standing[place] = self._aside[place] = None
        found = cluster.at(day, known)
        for voice in found.standing:
            self._standing[self._places[voice.id]] = voice
        for aside in found.aside:
            self._aside[self._places[aside.claim]] = aside


def _between(moves: list[tuple[int, int]], after: int, until: int) -> list[tuple[int, int]]:
    return moves[bisect_right(moves, (after, OPEN_END)) : bisect_right(moves, (until, OPEN_END))]
