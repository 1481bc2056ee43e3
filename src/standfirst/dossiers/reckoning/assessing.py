"""Every agreement and provision of a dossier on one day, as it was known on another: the rows of `assess`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from .checks import COUNT_VERDICTS, DUTY_VERDICTS, LIMIT_VERDICTS, verdicts
from .courses import Courses
from .dates import OPEN_END, OPEN_START, day_of
from .explaining import Why
from .origin import role_of
from .quantities import ABOUT_MARGIN
from .records import Agreement, Dossier, Override, Provision
from .selecting import Selection
from .shelves import Cluster, Shelf, clusters, days_of
from .standing import Standing, standing_of
from .state import ASSESSABLE, Course
from .verdict import count_verdict, duty_verdict, level_of, limit_verdict, sides
from .voices import Aside, Voice, voices_by_target
from .writing import override_data


@dataclass(frozen=True, slots=True)
class Answer:
    """What is worked out for a pair of days, but for the claims that it rests on and why others are left out."""

    verdict: str | None
    level: str | None
    state: str
    standing: str
    scheduled_end: date | None
    ended: date | None
    ahead_of_schedule: tuple[int, int] | None
    within: tuple[str, ...]
    exceeding: tuple[str, ...]
    override: Override | None

    def data(self) -> dict[str, Any]:
        """The answer as the JSON has it."""
        ahead = self.ahead_of_schedule
        return {
            "verdict": self.verdict,
            "level": self.level,
            "state": self.state,
            "standing": self.standing,
            "scheduled_end": self.scheduled_end.isoformat() if self.scheduled_end else None,
            "ended": self.ended.isoformat() if self.ended else None,
            "ahead_of_schedule": {"months": ahead[0], "days": ahead[1]} if ahead else None,
            "within": list(self.within),
            "exceeding": list(self.exceeding),
            "override": override_data(self.override) if self.override else None,
        }


@dataclass(frozen=True, slots=True)
class Assessment(Answer):
    """One row: where a provision or an agreement stands. The fields are those of the JSON."""

    about: str
    kind: str
    claims: tuple[str, ...]
    set_aside: tuple[Aside, ...]
    why: Why

    @property
    def explanation(self) -> str:
        """Why, in a text."""
        return self.why.text

    def data(self) -> dict[str, Any]:
        """The row as the JSON has it."""
        answer = Answer.data(self)
        override = answer.pop("override")
        return {
            "about": self.about,
            "kind": self.kind,
            **answer,
            "claims": list(self.claims),
            "set_aside": [{"claim": item.claim, "why": item.why} for item in self.set_aside],
            "override": override,
            "explanation": self.explanation,
        }


_RULES = {LIMIT_VERDICTS: limit_verdict, DUTY_VERDICTS: duty_verdict, COUNT_VERDICTS: count_verdict}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What follows from claims: verdict, level, standing, and the origins on either side."""

    verdict: str | None
    level: str | None
    standing: Standing
    within: tuple[str, ...] = ()
    exceeding: tuple[str, ...] = ()

    def answer(self, course: Course, override: Override | None) -> dict[str, Any]:
        """The fields of the answer, of a course and with the editors' own verdict."""
        return {
            "verdict": self.verdict,
            "level": self.level,
            "state": course.state,
            "standing": self.standing.word,
            "scheduled_end": day_of(course.scheduled) if course.scheduled is not None else None,
            "ended": day_of(course.over) if course.over is not None else None,
            "ahead_of_schedule": course.ahead,
            "within": self.within,
            "exceeding": self.exceeding,
            "override": override,
        }


class _Object:
    """What one agreement or provision rests on, gathered once, and its answers by cell of the two dates."""

    def __init__(
        self, voices: Sequence[Voice], overrides: Sequence[Override], resting: Sequence[Cluster]
    ) -> None:
        self.voices = voices
        self.overrides = overrides
        self.shelf = Shelf(voices)
        self._resting = resting
        self.row: tuple[int, int, Course, Assessment] | None = None
        self.cell: tuple[tuple[int, int], tuple[int, int]] | None = None
        self.stood: tuple[tuple[Voice, ...], frozenset[str], Standing] | None = None

    @cached_property
    def days(self) -> list[int]:
        """The days on which the claims about it that stand may change, or an override."""
        days = set(days_of(self.voices))
        days.update(item.from_.first for item in self.overrides if item.from_)
        days.update(item.to.last + 1 for item in self.overrides if item.to)
        return sorted(days)

    @cached_property
    def knowns(self) -> list[int]:
        """The days of knowledge on which they may."""
        known = {voice.known for voice in self.voices} | {
            day for each in self._resting for day in each.knowns
        }
        return sorted(known | {item.date.last for item in self.overrides})


class Assessor:
    """Answers for one dossier. It keeps what it worked out, so that the next day costs only what changed.

    `about_margin` is the share that the hedge "about" allows either way.
    """

    def __init__(self, dossier: Dossier, about_margin: Decimal = ABOUT_MARGIN) -> None:
        self.dossier = dossier
        self.about_margin = about_margin
        self._agents = {agent.id: agent for agent in dossier.agents}
        self._agreements = {agreement.id: agreement for agreement in dossier.agreements}
        self._voices = voices_by_target(dossier, about_margin)
        self.courses = Courses(dossier)
        self._objects: dict[str, _Object] = {}
        self._roles: dict[tuple[str, str], str] = {}
        self._clusters: dict[str, Cluster] = {}

    def assess(self, as_of: date, known_on: date, about: str | None = None) -> list[Assessment]:
        """The rows on `as_of` as known on `known_on`, agreements first, in the order of the file."""
        day, known = as_of.toordinal(), known_on.toordinal()
        courses = self.courses.on(day, known)
        return [
            self._row(record, courses[record.id], day, known)
            for record in self.records()
            if record.id in courses and about in (None, record.id)
        ]

    def voices(self, about: str | None = None) -> Iterable[Voice]:
        """Every claim with what follows for it; with `about`, those about one agreement or provision."""
        return chain(*self._voices.values()) if about is None else self._voices.get(about, ())

    def clusters(self, about: str) -> list[Cluster]:
        """The claims about one agreement or provision, apart where none bears on another."""
        return self._object(about).shelf.clusters

    def records(self) -> tuple[Agreement | Provision, ...]:
        """Agreements, then provisions, in the order of the file."""
        return (*self.dossier.agreements, *self.dossier.provisions)

    def days(self) -> set[int]:
        """The days on which what stands or is known may change, but for scheduled ends."""
        found = {
            day
            for voice in self.voices()
            for day in (voice.start, voice.end + 1, voice.recorded, voice.known)
        }
        for record in self.records():
            days, dates = self.override_days(record.id)
            found |= self.courses.days(record.id) | self.courses.knowns(record.id) | {*days, *dates}
        return found

    def record_days(self) -> set[int]:
        """The days from which agreements and provisions are known."""
        return {min(self.courses.knowns(record.id)) for record in self.records()}

    def override_days(self, about: str) -> tuple[list[int], set[int]]:
        """The days on which an override of one begins or ends to hold, and those from which overrides are known."""
        overrides = self._object(about).overrides
        days = {item.from_.first for item in overrides if item.from_}
        days |= {item.to.last + 1 for item in overrides if item.to}
        return sorted(days), {item.date.last for item in overrides}

    def relied_days(self, record: Agreement | Provision) -> set[int]:
        """The days of knowledge on which claims that a party's status rests on may come or go."""
        text = record.id if isinstance(record, Agreement) else record.agreement
        named = [party.by for party in self._agreements[text].parties if party.by]
        return {day for name in named for day in self._cluster(name).knowns}

    def role(self, asserter: str, provision: Provision) -> str:
        """What an asserter is to a provision: self, monitor, party or third."""
        return self._role(asserter, provision, self._agreements[provision.agreement])

    def assess_days(
        self, first: date, last: date, known_on: date | None = None
    ) -> Iterator[tuple[date, list[Assessment]]]:
        """The rows of each day, known on `known_on` or, without it, as they were known on that day."""
        day = first
        while day <= last:
            yield day, self.assess(day, known_on or day)
            day += timedelta(days=1)

    @cached_property
    def _by_id(self) -> dict[str, Voice]:
        return {voice.id: voice for voice in self.voices()}

    def _object(self, name: str) -> _Object:
        found = self._objects.get(name)
        if found is None:
            agreement = self._agreements.get(name)
            resting = (
                [self._cluster(party.by) for party in agreement.parties if party.by] if agreement else []
            )
            overrides = [item for item in self.dossier.overrides if item.about == name]
            found = self._objects[name] = _Object(self._voices.get(name, ()), overrides, resting)
        return found

    def _cluster(self, name: str) -> Cluster:
        """The claims that bear on whether one of them was withdrawn."""
        if name not in self._clusters:
            voices = self._voices[self._by_id[name].target]
            self._clusters |= {voice.id: each for each in clusters(voices) for voice in each.voices}
        return self._clusters[name]

    def _row(self, record: Agreement | Provision, course: Course, day: int, known: int) -> Assessment:
        item = self._object(record.id)
        if item.row is not None:
            old_day, old_known, before, row = item.row
            if before is course or before == course:
                if item.cell is None:
                    both = [item] if isinstance(record, Agreement) else [item, self._object(record.agreement)]
                    item.cell = (
                        _cell((each.days for each in both), old_day),
                        _cell((each.knowns for each in both), old_known),
                    )
                (first, until), (since, later) = item.cell
                if first <= day < until and since <= known < later:
                    return row
        row = self._compute(record, course, day, known)
        item.row, item.cell = (day, known, course, row), None
        return row

    def weigh(
        self,
        record: Agreement | Provision,
        course: Course,
        own: Sequence[Voice],
        about_text: Sequence[Voice],
        known: int,
    ) -> Weighed:
        """What follows for an agreement or provision from the claims that stand about it and about its agreement."""
        provision = record if isinstance(record, Provision) else None
        agreement = record if isinstance(record, Agreement) else self._agreements[record.agreement]
        mandate = provision is not None and provision.kind == "mandate"
        standing = self._standing(agreement, (*about_text, *own) if mandate else tuple(about_text), known)
        words = verdicts(provision) if provision is not None else ()
        if provision is None or not words:
            return Weighed(None, None, standing)
        if standing.word != "agreed" or course.state not in ASSESSABLE:
            return Weighed("not assessable", None, standing)
        found = sides(own)
        verdict = _RULES[words](own, found)
        level = level_of(verdict, own, lambda asserter: self._role(asserter, provision, agreement))
        return Weighed(verdict, level, standing, *found)

    def _standing(self, agreement: Agreement, voices: tuple[Voice, ...], known: int) -> Standing:
        """The standing that these claims give, worked out again only where they or what a status rests on differ."""
        relied = frozenset(
            party.by for party in agreement.parties if party.by and self._holds(party.by, known)
        )
        item = self._object(agreement.id)
        if item.stood is None or item.stood[:2] != (voices, relied):
            item.stood = voices, relied, standing_of(agreement, voices, relied.__contains__)
        return item.stood[2]

    def _compute(self, record: Agreement | Provision, course: Course, day: int, known: int) -> Assessment:
        provision = record if isinstance(record, Provision) else None
        agreement = record if isinstance(record, Agreement) else self._agreements[record.agreement]
        about_text = self._object(agreement.id).shelf.at(day, known)
        own = self._object(record.id).shelf.at(day, known) if provision is not None else Selection()
        found = self.weigh(record, course, own.standing, about_text.standing, known)
        claims = {voice.id for voice in (*own.standing, *about_text.standing)}
        relied = {party.by for party in agreement.parties if party.by and self._holds(party.by, known)}
        claims |= relied
        aside = own.aside
        if about_text.aside:
            aside = tuple(sorted((*own.aside, *about_text.aside)))
        if relied or about_text.standing:
            aside = tuple(left for left in aside if left.claim not in claims)
        return Assessment(
            **found.answer(course, self.override(record.id, day, known)),
            about=record.id,
            kind=provision.kind if provision is not None else "agreement",
            claims=tuple(sorted(claims)),
            set_aside=aside,
            why=Why(
                provision,
                found.verdict,
                found.level,
                found.standing,
                course,
                own.standing,
                aside,
                self.about_margin,
            ),
        )

    def _role(self, asserter: str, provision: Provision, agreement: Agreement) -> str:
        key = (asserter, provision.id)
        if key not in self._roles:
            self._roles[key] = role_of(asserter, provision, agreement, self._agents)
        return self._roles[key]

    def _holds(self, name: str, known: int) -> bool:
        """Whether a claim that a status rests on is known, and was neither deprecated nor retracted."""
        return self._by_id[name].known <= known and name not in self._cluster(name).known(known).aside

    def override(self, name: str, day: int, known: int) -> Override | None:
        """The editors' own verdict that holds on a day, as known on another: the latest."""
        found = [
            item
            for item in self._object(name).overrides
            if item.date.last <= known
            and (item.from_ is None or item.from_.first <= day)
            and (item.to is None or item.to.last >= day)
        ]
        return max(found, key=lambda item: item.date.last) if found else None


def _cell(boundaries: Iterable[Sequence[int]], day: int) -> tuple[int, int]:
    """The days around a day, the last not included, between which none of these sorted boundaries lies."""
    first, until = OPEN_START - 1, OPEN_END + 2
    for days in boundaries:
        place = bisect_right(days, day)
        first = max(first, days[place - 1]) if place else first
        until = min(until, days[place]) if place < len(days) else until
    return first, until


def assess(dossier: Dossier, as_of: date, known_on: date, about: str | None = None) -> list[Assessment]:
    """The rows of a dossier on one day as known on another; `about` picks one of them."""
    return Assessor(dossier).assess(as_of, known_on, about)
