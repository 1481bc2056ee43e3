"""The state of every agreement and provision on a day: which events act, and which term each follows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .dates import OPEN_END, Edtf
from .records import Agreement, Dossier, Event, Provision
from .state import Act, Bounds, Course, ends_of, open_course, provision_course, term_course

STATE_KINDS = ("opens", "closes", "begins_ending", "ends", "suspends", "resumes", "renews")


def recorded_on(sources: Iterable[str], dates: Mapping[str, Edtf]) -> int:
    """The day on which what rests on these sources was recorded."""
    return min(dates[name].last for name in sources)


class Courses:
    """The courses of one dossier's agreements and provisions."""

    def __init__(self, dossier: Dossier) -> None:
        dates = {source.id: source.date for source in dossier.sources}
        self._agreements = {item.id: (item, recorded_on(item.sources, dates)) for item in dossier.agreements}
        self._provisions = {
            item.id: (item, max(recorded_on(item.sources, dates), self._agreements[item.agreement][1]))
            for item in dossier.provisions
        }
        self._terms: dict[str, list[str]] = {}
        self._named: dict[str, int] = {}
        """From when on a provision that names it is known, by term."""
        for item, known in self._provisions.values():
            if item.term is not None:
                self._terms.setdefault(item.agreement, []).append(item.id)
            if item.under is not None:
                self._named[item.under] = min(known, self._named.get(item.under, known))
        follows = {event.id: event.follows for event in dossier.events}
        self._events: dict[str, list[tuple[int, Act]]] = {}
        for event in dossier.events:
            if event.kind not in STATE_KINDS or (event.status or "done") != "done" or event.about is None:
                continue
            known = max(recorded_on(event.sources, dates), event.date.first)
            act = Act(min(known, event.date.last), _depth(event, follows), event.kind, event.id)
            self._events.setdefault(event.about, []).append((known, act))
        self._last: tuple[int, int, int, int, dict[str, Course]] | None = None

    @cached_property
    def _days(self) -> list[int]:
        return sorted({day for name in (*self._agreements, *self._provisions) for day in self.days(name)})

    @cached_property
    def _knowns(self) -> list[int]:
        return sorted({day for name in (*self._agreements, *self._provisions) for day in self.knowns(name)})

    def on(self, day: int, known: int) -> dict[str, Course]:
        """The course of each agreement and provision that is known, by id."""
        if self._last is not None:
            first, until, since, later, found = self._last
            if first <= day < until and since <= known < later:
                return found
        memory: dict[str, Course] = {}
        found = {}
        for name in (*self._agreements, *self._provisions):
            course = self.one(name, day, known, memory)
            if course is not None:
                found[name] = course
        ends = (course.scheduled + 1 for course in found.values() if course.scheduled is not None)
        until = min((end for end in (*ends, *_after(self._days, day)) if end > day), default=OPEN_END + 1)
        later = min(_after(self._knowns, known), default=OPEN_END + 1)
        self._last = (day, until, known, later, found)
        return found

    def one(self, name: str, day: int, known: int, memory: dict[str, Course] | None = None) -> Course | None:
        """The course of one agreement or provision; None where it is not known yet. `memory` keeps those of terms."""
        memory = {} if memory is None else memory
        if name in memory:
            return memory[name]
        if name in self._agreements:
            agreement, recorded = self._agreements[name]
            if recorded > known:
                return None
            found = self._of_agreement(agreement, day, known, memory)
        else:
            item, recorded = self._provisions[name]
            if recorded > known:
                return None
            acts = self._acts(day, known, name, item.agreement)
            if item.term is not None:
                base = term_course(item.term, acts, day)
            else:
                under = self.one(item.under, day, known, memory) if item.under is not None else None
                base = under or self.one(item.agreement, day, known, memory) or Course("unknown")
            found = provision_course(base, self._bounds(item, known), acts, day)
            if item.term is None:
                return found
        memory[name] = found
        return found

    def _of_agreement(self, item: Agreement, day: int, known: int, memory: dict[str, Course]) -> Course:
        terms = [
            name
            for name in self._terms.get(item.id, ())
            if self._provisions[name][1] <= known and self._named.get(name, OPEN_END) > known
        ]
        own = self.one(terms[0], day, known, memory) if len(terms) == 1 else None
        return own or open_course(item.signed, self._acts(day, known, item.id), day)

    def _related(self, name: str) -> list[str]:
        """What a course is worked out from: itself, what it follows, its agreement and the terms of that."""
        if name in self._agreements:
            return [name, *self._terms.get(name, ())]
        item = self._provisions[name][0]
        more = [item.under, self._provisions[item.under][0].agreement] if item.under is not None else []
        return list(dict.fromkeys((name, item.agreement, *self._terms.get(item.agreement, ()), *more)))

    def knowns(self, name: str) -> set[int]:
        """The days of knowledge on which the course of an agreement or provision may change."""
        found: set[int] = set()
        for each in self._related(name):
            found.add((self._agreements.get(each) or self._provisions[each])[1])
            found.update(known for known, _ in self._events.get(each, ()))
            if each in self._named:
                found.add(self._named[each])
        return found

    def days(self, name: str) -> set[int]:
        """The days on which it may change, but for those after scheduled ends."""
        found: set[int] = set()
        for each in self._related(name):
            found.update(act.day for _, act in self._events.get(each, ()))
            if each in self._agreements:
                signed = self._agreements[each][0].signed
                found.update((signed.first,) if signed is not None else ())
                continue
            item = self._provisions[each][0]
            found.update((item.from_.first,) if item.from_ is not None else ())
            found.update((item.until.last + 1,) if item.until is not None else ())
            if item.term is not None:
                # Past its first end it is renewed, however far an extension made it run before.
                found |= {item.term.start.toordinal(), ends_of(item.term, 0, 0)[0] + 1}
        return found

    def through(self, name: str, known: int, last: int) -> list[tuple[int, Course | None]]:
        """The course from each day on, up to a last day, all of it as known on one."""
        found: list[tuple[int, Course | None]] = []
        waiting = sorted({0, *self.days(name)}, reverse=True)
        while waiting:
            day = waiting.pop()
            course = self.one(name, max(day, 1), known)
            if not found or course != found[-1][1]:
                found.append((day, course))
            after = course.scheduled + 1 if course is not None and course.scheduled is not None else 0
            if day < after <= last and (not waiting or after < waiting[-1]):
                waiting.append(after)
        return found

    def _acts(self, day: int, known: int, *about: str) -> list[Act]:
        if not self._events:
            return []
        return [
            act
            for name in about
            for recorded, act in self._events.get(name, ())
            if recorded <= known and act.day <= day
        ]

    def _bounds(self, item: Provision, known: int) -> Bounds:
        body = item.kind == "body"
        opens = body and any(
            act.kind == "opens" and recorded <= known
            for name in (item.id, item.agreement)
            for recorded, act in self._events.get(name, ())
        )
        begins = item.from_.first if item.from_ is not None else None
        until = item.until.last if item.until is not None else None
        return Bounds(begins, until, body, opens)


def _after(days: Sequence[int], day: int) -> Sequence[int]:
    """The first of sorted days after a day, if there is one."""
    place = bisect_right(days, day)
    return days[place : place + 1]


def _depth(event: Event, follows: dict[str, str | None]) -> int:
    depth, here = 0, event.follows
    while here is not None:
        depth, here = depth + 1, follows[here]
    return depth
