"""The claims about one object, apart where none bears on another, so that other dates cost only what changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .dates import OPEN_END
from .selecting import Known, Selection, known_by, select
from .voices import Aside, Voice


def days_of(voices: Iterable[Voice]) -> list[int]:
    """The days on which it may change which of these claims stand."""
    found = {day for each in voices for day in (each.start, each.end + 1)}
    found.update(each.recorded for each in voices if each.tied)
    return sorted(found)


class Cluster:
    """Claims that can set each other aside: no other claim bears on which of them stand.

    `days` and `knowns` are the days on which that may change.
    """

    def __init__(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self._known: tuple[int, Known] | None = None

    @cached_property
    def days(self) -> list[int]:
        return days_of(self.voices)

    @cached_property
    def knowns(self) -> list[int]:
        return sorted({each.known for each in self.voices})

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
    groups: dict[tuple[str, str], list[Voice]] = {}
    tied: list[Voice] = []
    for voice in voices:
        groups.setdefault((voice.asserter, voice.measure), []).append(voice)
        if voice.tied:
            tied.append(voice)
    return [Cluster(members) for members in (_joined(groups, tied) if tied else groups.values())]


def _joined(groups: Mapping[tuple[str, str], list[Voice]], tied: Iterable[Voice]) -> Iterable[list[Voice]]:
    """The groups, those together between which a claim repeats, retracts or supersedes another."""
    home = {voice.id: key for key, members in groups.items() for voice in members}
    above = {key: key for key in groups}

    def top(key: tuple[str, str]) -> tuple[str, str]:
        while (higher := above[key]) != key:
            above[key] = key = above[higher]
        return key

    for voice in tied:
        for other in (voice.repeats, voice.retracts, voice.claim.supersedes):
            if other in home:
                above[top(home[other])] = top(home[voice.id])
    found: dict[tuple[str, str], list[Voice]] = {}
    for key, members in groups.items():
        found.setdefault(top(key), []).extend(members)
    return found.values()


class Shelf:
    """The claims about one object on two dates. Going on to other dates costs what changed on the way."""

    def __init__(self, voices: Sequence[Voice]) -> None:
        self._voices = voices
        self._dates: tuple[int, int] | None = None
        self._found = Selection()

    @cached_property
    def clusters(self) -> list[Cluster]:
        """The claims, apart where they do not touch."""
        return clusters(self._voices)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {voice.id: place for place, voice in enumerate(self._voices)}

    @cached_property
    def _spread(self) -> tuple[list[Voice | None], list[Aside | None]]:
        """What stands and what is set aside, each claim at its place."""
        standing: list[Voice | None] = [None] * len(self._voices)
        aside: list[Aside | None] = [None] * len(self._voices)
        for voice in self._found.standing:
            standing[self._places[voice.id]] = voice
        for left in self._found.aside:
            aside[self._places[left.claim]] = left
        return standing, aside

    @cached_property
    def _moves(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Days assessed, and days of knowledge, each with the cluster that may change on it."""
        return (
            sorted([(day, place) for place, each in enumerate(self.clusters) for day in each.days]),
            sorted([(day, place) for place, each in enumerate(self.clusters) for day in each.knowns]),
        )

    def at(self, day: int, known: int) -> Selection:
        """The claims that stand on a day as known on another."""
        if self._dates is None:
            # Who asks once is not made to pay for those who ask again.
            self._found = select(known_by(self._voices, known), day)
        elif self._dates != (day, known):
            touched = {
                place
                for moves, old, new in zip(self._moves, self._dates, (day, known), strict=True)
                for _, place in _between(moves, min(old, new), max(old, new))
            }
            for place in touched:
                self._put(self.clusters[place], day, known)
            if touched:
                standing, aside = self._spread
                self._found = Selection(tuple(filter(None, standing)), tuple(filter(None, aside)))
        self._dates = (day, known)
        return self._found

    def _put(self, cluster: Cluster, day: int, known: int) -> None:
        places, (standing, aside) = self._places, self._spread
        for voice in cluster.voices:
            place = places[voice.id]
            standing[place] = aside[place] = None
        found = cluster.at(day, known)
        for voice in found.standing:
            standing[places[voice.id]] = voice
        for left in found.aside:
            aside[places[left.claim]] = left


def _between(moves: list[tuple[int, int]], after: int, until: int) -> list[tuple[int, int]]:
    return moves[bisect_right(moves, (after, OPEN_END)) : bisect_right(moves, (until, OPEN_END))]
