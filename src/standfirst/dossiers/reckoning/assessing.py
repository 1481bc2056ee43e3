"""Every agreement and provision of a dossier on one day, as it was known on another: the rows of `assess`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from .checks import COUNT_VERDICTS, DUTY_VERDICTS, LIMIT_VERDICTS, verdicts
from .courses import Courses
from .dates import day_of
from .explaining import explain
from .origin import role_of
from .quantities import ABOUT_MARGIN
from .records import Agreement, Dossier, Override, Provision
from .selecting import Known, Selection, known_by, select
from .standing import Standing, standing_of
from .state import ASSESSABLE, Course
from .verdict import count_verdict, duty_verdict, level_of, limit_verdict, sides
from .voices import Aside, Voice, voices_by_target
from .writing import override_data


@dataclass(frozen=True, slots=True)
class Assessment:
    """One row: where a provision or an agreement stands. The fields are those of the JSON."""

    about: str
    kind: str
    verdict: str | None
    level: str | None
    state: str
    standing: str
    scheduled_end: date | None
    ended: date | None
    ahead_of_schedule: tuple[int, int] | None
    within: tuple[str, ...]
    exceeding: tuple[str, ...]
    claims: tuple[str, ...]
    set_aside: tuple[Aside, ...]
    override: Override | None
    explanation: str

    def data(self) -> dict[str, Any]:
        """The row as the JSON has it."""
        ahead = self.ahead_of_schedule
        return {
            "about": self.about,
            "kind": self.kind,
            "verdict": self.verdict,
            "level": self.level,
            "state": self.state,
            "standing": self.standing,
            "scheduled_end": self.scheduled_end.isoformat() if self.scheduled_end else None,
            "ended": self.ended.isoformat() if self.ended else None,
            "ahead_of_schedule": {"months": ahead[0], "days": ahead[1]} if ahead else None,
            "within": list(self.within),
            "exceeding": list(self.exceeding),
            "claims": list(self.claims),
            "set_aside": [{"claim": item.claim, "why": item.why} for item in self.set_aside],
            "override": override_data(self.override) if self.override else None,
            "explanation": self.explanation,
        }


class _Object:
    """What one agreement or provision rests on, gathered once, and its answers by cell of the two dates."""

    def __init__(
        self, voices: Sequence[Voice], overrides: Sequence[Override], resting: Sequence[Voice]
    ) -> None:
        self.voices = voices
        self.overrides = overrides
        days = {day for voice in voices for day in (voice.start, voice.end + 1, voice.recorded)}
        days.update(item.from_.first for item in overrides if item.from_)
        days.update(item.to.last + 1 for item in overrides if item.to)
        self.days = sorted(days)
        known = {voice.known for voice in voices} | {voice.known for voice in resting}
        self.knowns = sorted(known | {item.date.last for item in overrides})
        self.known: tuple[int, Known] | None = None
        self.row: tuple[tuple[Any, ...], Assessment] | None = None


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
        self._by_id = {voice.id: voice for voices in self._voices.values() for voice in voices}
        self._courses = Courses(dossier)
        self._objects: dict[str, _Object] = {}
        self._roles: dict[tuple[str, str], str] = {}

    def assess(self, as_of: date, known_on: date, about: str | None = None) -> list[Assessment]:
        """The rows on `as_of` as known on `known_on`, agreements first, in the order of the file."""
        day, known = as_of.toordinal(), known_on.toordinal()
        courses = self._courses.on(day, known)
        records: tuple[Agreement | Provision, ...] = (*self.dossier.agreements, *self.dossier.provisions)
        return [
            self._row(record, courses[record.id], day, known)
            for record in records
            if record.id in courses and about in (None, record.id)
        ]

    def voices(self, about: str | None = None) -> Iterable[Voice]:
        """Every claim with what follows for it; with `about`, those about one agreement or provision."""
        return self._by_id.values() if about is None else self._voices.get(about, ())

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

    def _object(self, name: str) -> _Object:
        found = self._objects.get(name)
        if found is None:
            agreement = self._agreements.get(name)
            resting = [self._by_id[party.by] for party in agreement.parties if party.by] if agreement else []
            overrides = [item for item in self.dossier.overrides if item.about == name]
            found = self._objects[name] = _Object(self._voices.get(name, ()), overrides, resting)
        return found

    def _known(self, name: str, known: int) -> Known:
        item = self._object(name)
        cell = bisect_right(item.knowns, known)
        if item.known is None or item.known[0] != cell:
            item.known = (cell, known_by(item.voices, known))
        return item.known[1]

    def _row(self, record: Agreement | Provision, course: Course, day: int, known: int) -> Assessment:
        item = self._object(record.id)
        key: tuple[Any, ...] = (course, bisect_right(item.days, day), bisect_right(item.knowns, known))
        if isinstance(record, Provision):
            text = self._object(record.agreement)
            key += (bisect_right(text.days, day), bisect_right(text.knowns, known))
        if item.row is None or item.row[0] != key:
            item.row = (key, self._compute(record, course, day, known))
        return item.row[1]

    def _compute(self, record: Agreement | Provision, course: Course, day: int, known: int) -> Assessment:
        provision = record if isinstance(record, Provision) else None
        agreement = record if isinstance(record, Agreement) else self._agreements[record.agreement]
        about_text = select(self._known(agreement.id, known), day)
        own = select(self._known(record.id, known), day) if provision is not None else Selection()
        resting = list(about_text.standing)
        if provision is not None and provision.kind == "mandate":
            resting += own.standing
        standing = standing_of(agreement, resting, lambda name: self._holds(name, known))
        verdict, level = self._verdict(provision, agreement, own.standing, standing, course)
        bounded = verdict is not None and verdict != "not assessable" and provision is not None
        within, exceeding = sides(own.standing) if bounded else ((), ())
        relied = {party.by for party in agreement.parties if party.by and self._holds(party.by, known)}
        claims = {voice.id for voice in (*own.standing, *about_text.standing)} | relied
        aside = [left for left in (*own.aside, *about_text.aside) if left.claim not in claims]
        if about_text.aside:
            aside.sort()
        return Assessment(
            about=record.id,
            kind=provision.kind if provision is not None else "agreement",
            verdict=verdict,
            level=level,
            state=course.state,
            standing=standing.word,
            scheduled_end=day_of(course.scheduled) if course.scheduled is not None else None,
            ended=day_of(course.ended)
            if course.ended is not None and course.state in ("ended", "terminated early")
            else None,
            ahead_of_schedule=course.ahead,
            within=within,
            exceeding=exceeding,
            claims=tuple(sorted(claims)),
            set_aside=tuple(aside),
            override=self._override(record.id, day, known),
            explanation=explain(
                provision, verdict, level, standing, course, own.standing, aside, self.about_margin
            ),
        )

    def _verdict(
        self,
        provision: Provision | None,
        agreement: Agreement,
        claims: Sequence[Voice],
        standing: Standing,
        course: Course,
    ) -> tuple[str | None, str | None]:
        words = verdicts(provision) if provision is not None else ()
        if provision is None or not words:
            return None, None
        if standing.word != "agreed" or course.state not in ASSESSABLE:
            return "not assessable", None
        rules = {LIMIT_VERDICTS: limit_verdict, DUTY_VERDICTS: duty_verdict, COUNT_VERDICTS: count_verdict}
        verdict = rules[words](claims)
        return verdict, level_of(verdict, claims, lambda asserter: self._role(asserter, provision, agreement))

    def _role(self, asserter: str, provision: Provision, agreement: Agreement) -> str:
        key = (asserter, provision.id)
        if key not in self._roles:
            self._roles[key] = role_of(asserter, provision, agreement, self._agents)
        return self._roles[key]

    def _holds(self, name: str, known: int) -> bool:
        """Whether a claim that a status rests on is known, and was neither deprecated nor retracted."""
        voice = self._by_id[name]
        return voice.known <= known and name not in known_by(self._voices[voice.target], known).aside

    def _override(self, name: str, day: int, known: int) -> Override | None:
        found = [
            item
            for item in self._object(name).overrides
            if item.date.last <= known
            and (item.from_ is None or item.from_.first <= day)
            and (item.to is None or item.to.last >= day)
        ]
        return max(found, key=lambda item: item.date.last) if found else None


def assess(dossier: Dossier, as_of: date, known_on: date, about: str | None = None) -> list[Assessment]:
    """The rows of a dossier on one day as known on another; `about` picks one of them."""
    return Assessor(dossier).assess(as_of, known_on, about)
