"""The answers for every pair of days, "as it stood on" and "as it was known on", as rectangles of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .assessing import Answer, Assessor
from .dates import OPEN_END, OPEN_START, day_of
from .records import Agreement, Provision
from .shelves import Cluster
from .state import Course
from .voices import Voice

FOREVER = OPEN_END + 2
"""The end of a rectangle that has none, as an ordinal."""
YEARS_BEFORE, YEARS_AFTER = 50, 20
"""So many years before the first record, and after the last day on record, are answered for at most."""
Layer = list[tuple[int, Any]]
"""What holds from each day on, for one date of knowledge."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An answer that holds as it stood on the days from ``first`` to before ``until``, as it was known on those from
    ``since`` to before ``later``; all are ordinals."""

    first: int
    until: int
    since: int
    later: int
    answer: Answer


@dataclass(slots=True)
class _Part:
    """An answer for some days, and since when it has been known."""

    first: int
    until: int
    since: int
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """All answers of a dossier, and the years with a day on which one changes as it stood."""

    first: int
    last: int
    before: bool
    """Whether the answers of the first day hold on all earlier ones too."""
    after: bool
    """Whether those of the last day hold on all later ones."""
    about: dict[str, list[Rectangle]]


def pairs_of(assessor: Assessor) -> Pairs:
    """Work out the answers for every pair of days."""
    days = sorted(day for day in assessor.days() if OPEN_START < day < OPEN_END)
    first, last = (day_of(day) or date.max for day in (days[0], days[-1])) if days else (date.max, date.max)
    known = min((day_of(day) or date.max for day in assessor.record_days()), default=date.max)
    low = date(max(first.year, known.year - YEARS_BEFORE, 1), 1, 1)
    high = date(min(max(last, known).year + YEARS_AFTER, 9998), 12, 31)
    begin, end = low.toordinal(), high.toordinal() + 1
    about = dict(rectangles(assessor, low, high))
    edges = {day for parts in about.values() for part in parts for day in (part.first, part.until)} - {
        begin,
        end,
    }
    after = not any(
        part.until == end and part.answer.scheduled_end is not None and part.answer.scheduled_end > high
        and part.answer.ended is None
        for parts in about.values() for part in parts
    )  # fmt: skip
    return Pairs(
        first=low.year,
        last=max((date.fromordinal(day).year for day in edges), default=low.year) if after else high.year,
        before=first >= low,
        after=after,
        about=about,
    )


def rectangles(assessor: Assessor, first: date, last: date) -> Iterator[tuple[str, list[Rectangle]]]:
    """Yield the answers of each agreement and provision, by id, as it stood from ``first`` to ``last``."""
    sweeps: dict[str, _Claims] = {}
    for record in assessor.records():
        yield record.id, _Sweep(assessor, record, first.toordinal(), last.toordinal() + 1, sweeps).run()


class _Claims:
    """The claims about one object, by what bears on what, as they stand for one date of knowledge."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.layers: list[Layer] = [[(0, ())] for _ in clusters]
        self.moves: dict[int, list[int]] = {}
        for place, each in enumerate(clusters):
            for known in each.knowns:
                self.moves.setdefault(known, []).append(place)
        self.steps = {
            known: {place: clusters[place].through(known) for place in places}
            for known, places in sorted(self.moves.items())
        }


class _Sweep:
    """Goes through the dates of knowledge of one agreement or provision, working out again only what changed."""

    def __init__(
        self,
        assessor: Assessor,
        record: Agreement | Provision,
        first: int,
        until: int,
        claims: dict[str, _Claims],
    ) -> None:
        self.assessor, self.record, self.first, self.until = assessor, record, first, until
        text = record.id if isinstance(record, Agreement) else record.agreement
        self.claims = [self._claims(name, claims) for name in dict.fromkeys((text, record.id))]
        self.layers: list[list[Layer]] = [[[(0, ())] for _ in each.layers] for each in self.claims]
        self.course: Layer = [(0, None)]
        self.overrides: Layer = [(0, None)]
        self.parts = [_Part(first, until, 0, None)]
        self.found: list[Rectangle] = []
        self.known = 0

    def _claims(self, name: str, claims: dict[str, _Claims]) -> _Claims:
        if name not in claims:
            claims[name] = _Claims(self.assessor.clusters(name))
        return claims[name]

    def run(self) -> list[Rectangle]:
        """The rectangles, by the day on which they end to be known."""
        assessor, name = self.assessor, self.record.id
        courses, overrides = assessor.courses.knowns(name), assessor.override_days(name)
        relied = assessor.relied_days(self.record)
        knowns = {*courses, *overrides[1], *relied, *(day for each in self.claims for day in each.moves)}
        for self.known in sorted(knowns):
            changed: list[tuple[int, int]] = []
            if self.known in courses:
                course = assessor.courses.through(name, self.known, self.until)
                changed += _differences(self.course, course)
                self.course = course
            if self.known in overrides[1]:
                days = ((day, assessor.override(name, day, self.known)) for day in (1, *overrides[0]))
                layer: Layer = [(0, None), *days]
                changed += _differences(self.overrides, layer)
                self.overrides = layer
            if self.known in relied:
                changed.append((0, FOREVER))
            for layers, claims in zip(self.layers, self.claims, strict=True):
                for place, layer in claims.steps.get(self.known, {}).items():
                    changed += _differences(layers[place], layer)
                    layers[place] = layer
            for begin, end in _joined(changed):
                self._again(max(begin, self.first), min(end, self.until))
        for part in self.parts:
            self._close(part, FOREVER)
        return self.found

    def _again(self, begin: int, end: int) -> None:
        """Work out the answers of some days again."""
        if begin >= end:
            return
        low = bisect_right(self.parts, begin, key=lambda part: part.until)
        high = bisect_left(self.parts, end, key=lambda part: part.first)
        old = self.parts[low:high]
        made: list[_Part] = []
        if old[0].first < begin:
            made.append(_Part(old[0].first, begin, self.known, old[0].answer))
        days = {begin}
        for layer in (self.course, self.overrides, *(each for layers in self.layers for each in layers)):
            left, right = bisect_right(layer, begin, key=_day), bisect_left(layer, end, key=_day)
            days.update(day for day, _ in layer[left:right])
        ordered = sorted(days)
        for day, after in zip(ordered, [*ordered[1:], end], strict=True):
            made.append(_Part(day, after, self.known, self._answer(day)))
        if old[-1].until > end:
            made.append(_Part(end, old[-1].until, self.known, old[-1].answer))
        merged = [made[0]]
        for part in made[1:]:
            if part.answer == merged[-1].answer:
                merged[-1].until = part.until
            else:
                merged.append(part)
        stays = {(part.first, part.until): part for part in old}
        for place, part in enumerate(merged):
            before = stays.get((part.first, part.until))
            if before is not None and before.answer == part.answer:
                merged[place] = stays.pop((part.first, part.until))
        for part in stays.values():
            self._close(part, self.known)
        self.parts[low:high] = merged

    def _close(self, part: _Part, known: int) -> None:
        if part.answer is not None and part.since < known:
            self.found.append(Rectangle(part.first, part.until, part.since, known, part.answer))

    def _answer(self, day: int) -> Answer | None:
        course: Course | None = _at(self.course, day)
        if course is None:
            return None
        standing = [self._standing(layers, day) for layers in self.layers]
        own = standing[1] if len(standing) > 1 else []
        found = self.assessor.weigh(self.record, course, own, standing[0], self.known)
        return Answer(**found.answer(course, _at(self.overrides, day)))

    def _standing(self, layers: Sequence[Layer], day: int) -> list[Voice]:
        return [voice for layer in layers for voice in _at(layer, day)]


def _day(entry: tuple[int, Any]) -> int:
    return entry[0]


def _at(layer: Layer, day: int) -> Any:
    return layer[bisect_right(layer, day, key=_day) - 1][1] if len(layer) > 1 else layer[0][1]


def _differences(old: Layer, new: Layer) -> Iterator[tuple[int, int]]:
    """The days on which two layers differ, as stretches of which the last day is not in."""
    days = sorted({day for layer in (old, new) for day, _ in layer})
    for day, after in zip(days, [*days[1:], FOREVER], strict=True):
        if _at(old, day) != _at(new, day):
            yield day, after


def _joined(stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same days in as few stretches as there are."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found
