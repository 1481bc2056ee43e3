"""R1: which claims about one object stand on a day, as it was known on another, and why the others do not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .dates import OPEN_END
from .voices import Aside, Voice


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that stand and those set aside, each in the order of their ids."""

    standing: tuple[Voice, ...] = ()
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a date of knowledge settles alone, for the claims about one object."""

    live: tuple[Voice, ...]
    repeats: tuple[Voice, ...]
    aside: dict[str, Aside]
    superseded: dict[str, Voice]


def known_by(voices: Sequence[Voice], known_on: int) -> Known:
    """The claims recorded by a day; those deprecated, retracted or retracting are set aside at once."""
    here = [voice for voice in voices if voice.known <= known_on]
    aside: dict[str, Aside] = {}
    for voice in here:
        if voice.claim.rank == "deprecated":
            aside[voice.id] = Aside(voice.id, "deprecated", _note(voice))
    retracted = _retracted(here, aside)
    for voice in here:
        if voice.id in aside:
            continue
        if voice.id in retracted:
            aside[voice.id] = Aside(voice.id, "retracted", retracted[voice.id])
        elif voice.retracts is not None:
            aside[voice.id] = Aside(voice.id, "retracts", voice.retracts)
    origins = {voice.id: voice.origin for voice in here}
    superseded: dict[str, Voice] = {}
    for voice in here:
        old = voice.claim.supersedes
        if old is None or voice.id in aside or voice.denies is not None or origins.get(old) != voice.origin:
            continue
        if old not in superseded or (voice.recorded, voice.id) < (
            superseded[old].recorded,
            superseded[old].id,
        ):
            superseded[old] = voice
    live = tuple(voice for voice in here if voice.id not in aside and voice.repeats is None)
    repeats = tuple(voice for voice in here if voice.id not in aside and voice.repeats is not None)
    return Known(live, _by_depth(repeats), aside, superseded)


def _note(voice: Voice) -> str:
    reason = voice.claim.reason or ""
    return reason if isinstance(reason, str) else reason[0][1]


def _retracted(here: Sequence[Voice], aside: dict[str, Aside]) -> dict[str, str]:
    """Who is retracted by whom; a retraction that is itself retracted or deprecated does not count."""
    against: dict[str, list[str]] = {}
    for voice in here:
        if voice.retracts is not None and voice.repeats is None and voice.id not in aside:
            against.setdefault(voice.retracts, []).append(voice.id)
    found: dict[str, str] = {}
    settled: dict[str, bool] = {}

    def counts(name: str) -> bool:
        pending = [name]
        while pending:
            top = pending[-1]
            waiting = [other for other in against.get(top, ()) if other not in settled]
            if waiting:
                pending.extend(waiting)
                continue
            settled[pending.pop()] = not any(settled[other] for other in against.get(top, ()))
        return settled[name]

    for target, names in against.items():
        good = sorted(name for name in names if counts(name))
        if good:
            found[target] = good[0]
    return found


def _by_depth(repeats: Sequence[Voice]) -> tuple[Voice, ...]:
    """Repeats so ordered that each comes after the one it repeats."""
    if not repeats:
        return ()
    waiting = {voice.id: voice for voice in repeats}
    found: dict[str, Voice] = {}
    for voice in repeats:
        chain: list[Voice] = []
        here: Voice | None = voice
        while here is not None and here.id not in found:
            chain.append(here)
            here = waiting.get(here.repeats or "")
        found.update((link.id, link) for link in reversed(chain))
    return tuple(found.values())


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
                if old != new
                for _, place in moves[
                    slice(
                        *sorted((bisect_right(moves, (old, OPEN_END)), bisect_right(moves, (new, OPEN_END))))
                    )
                ]
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


def select(known: Known, day: int) -> Selection:
    """The claims that stand on a day, among those known."""
    aside = dict(known.aside)
    superseded = known.superseded
    groups: dict[tuple[str, str], list[Voice]] = {}
    denials: list[Voice] = []
    for voice in known.live:
        why = _absent(voice, superseded, day) if superseded or voice.start > day or voice.end < day else None
        if why is not None:
            aside[voice.id] = why
        elif voice.denies is not None:
            denials.append(voice)
        else:
            groups.setdefault((voice.asserter, voice.measure), []).append(voice)
    standing: dict[str, Voice] = {}
    own: dict[tuple[str, str], str] = {}
    for key, group in groups.items():
        best = max((voice.start, voice.recorded) for voice in group)
        winners = [voice for voice in group if (voice.start, voice.recorded) == best]
        own[key] = ", ".join(voice.id for voice in winners)
        standing.update((voice.id, voice) for voice in winners)
        for voice in group:
            if voice.id not in standing:
                aside[voice.id] = voice.outdone(own[key])
    for voice in denials:
        value = own.get((voice.asserter, voice.measure))
        if value is None:
            standing[voice.id] = voice
        else:
            aside[voice.id] = Aside(voice.id, "denial", value)
    for voice in known.repeats:
        why = _absent(voice, superseded, day)
        if why is None and voice.repeats not in standing:
            why = Aside(voice.id, "repeats", voice.repeats or "")
        if why is None:
            standing[voice.id] = voice
        else:
            aside[voice.id] = why
    return Selection(
        tuple(standing[name] for name in sorted(standing)), tuple(aside[name] for name in sorted(aside))
    )


def _absent(voice: Voice, superseded: dict[str, Voice], day: int) -> Aside | None:
    by = superseded.get(voice.id) if superseded else None
    if by is not None and by.recorded <= day:
        return Aside(voice.id, "superseded", by.id)
    if voice.start > day:
        return voice.too_early()
    return voice.too_late() if voice.end < day else None
