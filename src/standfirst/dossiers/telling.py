"""From the record to values in one language: names, sources, claims, events and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from standfirst.dossiers.charts import LimitChart, limit_chart, status_of
from standfirst.dossiers.reading import Open
from standfirst.dossiers.reckoning import Assessment, Breakpoint
from standfirst.dossiers.reckoning.origin import top_of
from standfirst.dossiers.reckoning.records import Agreement, Event, NoteText, Provision, Text
from standfirst.dossiers.reckoning.voices import Aside, Voice
from standfirst.dossiers.sentences import Speaker
from standfirst.dossiers.values import (
    Answer,
    Changed,
    ClaimValue,
    DayValue,
    EventValue,
    OverrideValue,
    PartyValue,
    Printed,
    Told,
)
from standfirst.keys.recording import read
from standfirst.provenance.values import OutletValue, SourceValue
from standfirst.publication.values import Link
from standfirst.stories.cards import agent_path
from standfirst.stories.sources import gone
from standfirst.theme import dates
from standfirst.theme.words import words

SOURCES_A_PAGE = 200
SIDES = {1: "within", -1: "exceeding", 0: "undecided"}
"""The side on which a claim's sign puts it."""


class Teller:
    """Tells one dossier in one language. Use it while that language is active."""

    def __init__(self, dossier: Open, language: str) -> None:
        self.dossier, self.language = dossier, language
        self.base = dossier.path(language)
        self.agents = {agent.id: agent for agent in dossier.value.agents}
        self.records: dict[str, Agreement | Provision] = {each.id: each for each in dossier.value.agreements}
        self.records |= {each.id: each for each in dossier.value.provisions}
        self.events = {event.id: number for number, event in enumerate(dossier.value.events, 1)}
        self.places = {place.id: place for place in dossier.value.places}
        self.claims = {claim.id: number for number, claim in enumerate(dossier.value.claims, 1)}
        self.sources = {source.id: source for source in dossier.value.sources}
        self.locale = dates.locale_of(language)
        self.speaker = Speaker(self.locale, lambda ident: self.name(ident).text)

    def told(self, texts: Text) -> Told:
        """A text in the page's language, else in the first that there is, marked."""
        found = dict(texts)
        if not found:
            return Told("")
        tag = self.language if self.language in found else next(iter(found))
        return Told(found[tag], "" if tag == self.language else tag)

    def note(self, note: NoteText | None) -> Told:
        """Plain text, or text by language."""
        return self.told(note) if isinstance(note, tuple) else Told(note or "")

    def name(self, ident: str) -> Told:
        """What an agent is called."""
        agent = self.agents.get(ident)
        return self.told(agent.name) if agent is not None else Told(ident)

    def title(self, record: Agreement | Provision) -> Told:
        """An agreement's title, or a provision in our own words."""
        return self.told(record.title if isinstance(record, Agreement) else record.text)

    def names(self) -> dict[str, str]:
        """Agreements and provisions by id, as a legend has them."""
        return {ident: self.title(record).text for ident, record in self.records.items()}

    def path(self, ident: str) -> str:
        """The page of an agreement or provision."""
        return f"{self.base}{self.dossier.addresses.get(ident, '')}"

    def source_path(self, ident: str) -> str:
        """A source's place in the list."""
        number = self.dossier.numbers[ident]
        page = (number - 1) // SOURCES_A_PAGE + 1
        return f"{self.base}sources/{f'{page}/' if page > 1 else ''}#source-{number}"

    def printed(self, sources: Iterable[str]) -> tuple[Printed, ...]:
        """Where something was printed."""
        return tuple(
            Printed(
                self.name(self.sources[ident].outlet), self.sources[ident].date.text, self.source_path(ident)
            )
            for ident in sources
        )

    def source(self, ident: str) -> SourceValue:
        """One source as lists of sources have it."""
        said = self.sources[ident]
        row = self.dossier.sources[ident]
        outlet = self.dossier.agents[said.outlet].agent
        read(f"agent:{outlet.uid}")
        name, title = self.name(said.outlet), self.note(said.title)
        return SourceValue(
            number=self.dossier.numbers[ident],
            uid=row.source.uid,
            path="",
            outlet=OutletValue(
                outlet.uid, name.text, name.language, agent_path(outlet, self.language), outlet.url
            ),
            title=title.text,
            date=said.date.text,
            language=said.language or "",
            url=said.url or "",
            kind=said.kind or "",
            raw=said.raw or "",
            archived_url=said.archive or "",
            archived_at="",
            gone=gone(row.source),
        )

    def chart(self, provision: Provision, row: Assessment) -> LimitChart | None:
        """A limit against the claims that an answer rests on; None where there is nothing to draw."""
        voices = [voice for voice in self.dossier.assessor.voices(provision.id) if voice.id in row.claims]
        told = [(voice, self.name(voice.asserter).text, SIDES[voice.sign]) for voice in voices]
        return limit_chart(provision.limit, told, self.speaker.number)

    def claim(self, voice: Voice, side: str, aside: Aside | None = None) -> ClaimValue:
        """One claim; ``side`` is empty where it is left out, and ``aside`` then says why."""
        claim = voice.claim
        provision = self.records.get(voice.target)
        role = ""
        if isinstance(provision, Provision):
            role = self.dossier.assessor.role(claim.asserter, provision)
        origin = top_of(voice.first_asserter, self.agents)
        return ClaimValue(
            anchor=f"claim-{self.claims[claim.id]}",
            asserter=self.name(claim.asserter),
            role=role,
            origin=self.name(origin) if origin != claim.asserter else None,
            says=self.speaker.says(voice, words(_)),
            text=self.told(claim.text),
            quote=self.told(claim.quote),
            how=claim.how or "",
            side=side,
            aside=self.speaker.aside(aside) if aside is not None else "",
            valid=claim.valid.text if claim.valid is not None else "",
            recorded=date.fromordinal(voice.recorded).isoformat(),
            printed=self.printed(claim.via),
        )

    def fallen(self, aside: Aside) -> str:
        """That a claim counts no longer: whose it is, and why."""
        claim = next((each for each in self.dossier.value.claims if each.id == aside.claim), None)
        if claim is None:
            return _("A claim that it rests on is no longer on record.")
        told = {"who": self.name(claim.asserter).text, "why": self.speaker.aside(aside)}
        return _("What %(who)s said, on which it rests, counts no longer: %(why)s") % told

    def event(self, event: Event) -> EventValue:
        """One event."""
        about = None
        if event.about is not None and event.about in self.records:
            told = self.title(self.records[event.about])
            about = Link(told.text, self.path(event.about), language=told.language)
        place = self.places.get(event.place or "")
        dead = event.casualties
        return EventValue(
            anchor=f"event-{self.events[event.id]}",
            kind=event.kind,
            date=event.date.text,
            title=self.told(event.title),
            status=event.status or "done",
            place=self.told(place.name) if place is not None else Told(""),
            participants=tuple((self.name(item.agent), item.role or "") for item in event.participants),
            about=about,
            printed=self.printed(event.sources),
            type=event.type or "",
            alleged=self.name(event.alleged) if event.alleged else Told(""),
            casualties=self._casualties(dead.lo, dead.best, dead.hi) if dead is not None else "",
            verification=event.verification or "",
        )

    def _casualties(self, least: Decimal | None, best: Decimal | None, most: Decimal | None) -> str:
        told = (("%(number)s", best), (_("at least %(number)s"), least), (_("up to %(number)s"), most))
        return ", ".join(
            form % {"number": self.speaker.number(number)} for form, number in told if number is not None
        )

    def parties(self, agreement: Agreement) -> tuple[PartyValue, ...]:
        """The parties, each with what its status rests on."""
        return tuple(
            PartyValue(
                self.name(party.agent),
                party.role or "signatory",
                party.status,
                f"{self.path(agreement.id)}#claim-{self.claims[party.by]}" if party.by else "",
            )
            for party in agreement.parties
        )

    def answer(self, row: Assessment, points: Sequence[Breakpoint] = ()) -> Answer:
        """Where an agreement or provision stands; ``points`` up to that day tell since when."""
        record, status = status_of(row)
        override = row.override
        return Answer(
            about=row.about,
            kind=row.kind,
            name=self.title(self.records[row.about]),
            path=self.path(row.about),
            record=record,
            status=status,
            level=row.level or "",
            sentences=self.speaker.sentences(row),
            since=_since(row, points),
            flip=self.speaker.flip(row),
            state=row.state,
            standing=row.standing,
            override=OverrideValue(
                override.verdict, override.by, self.note(override.reason), override.date.text
            )
            if override is not None
            else None,
        )

    def day(self, point: Breakpoint, before: Breakpoint | None) -> DayValue:
        """What changed on a day."""
        old = {row.about: row for row in before.rows} if before is not None else {}
        changes = []
        for row in point.rows:
            was = old.get(row.about)
            if was == row:
                continue
            record, before_it, now = _difference(was, row)
            changes.append(
                Changed(
                    name=self.title(self.records[row.about]),
                    path=self.path(row.about),
                    record=record,
                    was=before_it,
                    now=now,
                    same=was is not None and record != "override" and before_it == now,
                )
            )
        return DayValue(point.day, f"{self.base}days/{point.day}/", tuple(changes))

    def days(self, points: Sequence[Breakpoint]) -> tuple[DayValue, ...]:
        """What changed on each of these days, the latest first."""
        found = [self.day(point, points[place - 1] if place else None) for place, point in enumerate(points)]
        return tuple(reversed(found))


def _difference(was: Assessment | None, row: Assessment) -> tuple[str, str, str]:
    """What of a row changed first: its word, else its level, its state or its standing, with the words for it."""
    record, now = status_of(row)
    if was is None:
        return record, "", now
    words = [(record, status_of(was)[1], now), ("level", was.level or "", row.level or ""),
             ("state", was.state, row.state), ("standing", was.standing, row.standing)]  # fmt: skip
    found = next((each for each in words if each[1] != each[2] and each[1] and each[2]), words[0])
    if found[1] == found[2] and row.override is not None and row.override != was.override:
        return "override", "", row.override.verdict
    return found


def _since(row: Assessment, points: Sequence[Breakpoint]) -> date | None:
    """Since when the word that stands for the row has been the same, with its level."""
    since: date | None = None
    for point in reversed(points):
        there = next((each for each in point.rows if each.about == row.about), None)
        if there is None or (status_of(there), there.level) != (status_of(row), row.level):
            break
        since = point.day
    return since
