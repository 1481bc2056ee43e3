"""The state of every agreement and provision on a day: which events act, and which term each follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .dates import Edtf
from .records import Dossier, Event, Provision
from .state import Act, Bounds, Course, open_course, provision_course, term_course

STATE_KINDS = ("opens", "closes", "begins_ending", "ends", "suspends", "resumes", "renews")


def recorded_on(sources: Iterable[str], dates: Mapping[str, Edtf]) -> int:
    """The day on which what rests on these sources was recorded."""
    return min(dates[name].last for name in sources)


class Courses:
    """The courses of one dossier's agreements and provisions."""

    def __init__(self, dossier: Dossier) -> None:
        dates = {source.id: source.date for source in dossier.sources}

        def recorded(sources: Sequence[str]) -> int:
            return recorded_on(sources, dates)

        self._agreements = {item.id: (item, recorded(item.sources)) for item in dossier.agreements}
        self._provisions = {item.id: (item, recorded(item.sources)) for item in dossier.provisions}
        follows = {event.id: event.follows for event in dossier.events}
        self._events: dict[str, list[tuple[int, Act]]] = {}
        for event in dossier.events:
            if event.kind not in STATE_KINDS or (event.status or "done") != "done" or event.about is None:
                continue
            known = max(recorded(event.sources), event.date.first)
            act = Act(min(known, event.date.last), _depth(event, follows), event.kind, event.id)
            self._events.setdefault(event.about, []).append((known, act))
        self._quiet = not self._events

    def on(self, day: int, known: int) -> dict[str, Course]:
        """The course of each agreement and provision that is known, by id."""
        agreements = {name: item for name, (item, recorded) in self._agreements.items() if recorded <= known}
        provisions = [
            item
            for item, recorded in self._provisions.values()
            if recorded <= known and item.agreement in agreements
        ]
        named = {item.under for item in provisions if item.under is not None}
        found: dict[str, Course] = {}
        own: dict[str, list[str]] = {}
        for item in provisions:
            if item.term is not None:
                acts = self._acts(day, known, item.id, item.agreement)
                base = term_course(item.term, acts, day)
                found[item.id] = provision_course(base, self._bounds(item, known), acts, day)
                if item.id not in named:
                    own.setdefault(item.agreement, []).append(item.id)
        for name, agreement in agreements.items():
            terms = own.get(name, [])
            acts = self._acts(day, known, name)
            found[name] = found[terms[0]] if len(terms) == 1 else open_course(agreement.signed, acts, day)
        for item in provisions:
            if item.term is None:
                base = found[item.under] if item.under in found else found[item.agreement]
                acts = self._acts(day, known, item.id, item.agreement)
                found[item.id] = provision_course(base, self._bounds(item, known), acts, day)
        return found

    def _acts(self, day: int, known: int, *about: str) -> list[Act]:
        if self._quiet:
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


def _depth(event: Event, follows: dict[str, str | None]) -> int:
    depth, here = 0, event.follows
    while here is not None:
        depth, here = depth + 1, follows[here]
    return depth
