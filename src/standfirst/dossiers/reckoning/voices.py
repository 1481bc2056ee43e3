"""What follows for each claim from the rest of the file: record date, validity, origin, sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from operator import attrgetter
from typing import ClassVar, NamedTuple

from .checks import targets
from .dates import OPEN_END, Edtf, day_of
from .origin import top_of
from .quantities import Interval, interval_of
from .records import Claim, Dossier, Limit
from .signs import measure_of, sign_of

ASIDES = {
    "deprecated": "deprecated: %s",
    "retracted": "retracted by %s",
    "retracts": "retracts %s, and says nothing itself",
    "superseded": "superseded by %s",
    "early": "valid only from %s",
    "late": "valid only until %s",
    "outdone": "a later claim of the same asserter stands: %s",
    "denial": "a bare denial, and its asserter's own claim stands: %s",
    "repeats": "repeats %s, which is set aside",
}
"""Why a claim is left out, by a word for it; each names one thing: claims, a day, or an editor's reason."""


class Aside(NamedTuple):
    """A claim that is left out, and why: a word of `ASIDES` and what it names."""

    claim: str
    code: str
    named: str

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return ASIDES[self.code] % self.named


@cache
def day_text(day: int) -> str:
    """A day's text, for the reason why a claim is left out."""
    return str(day_of(day))


class Subject:
    """What claims are about in the end, and what it adds to them: its limit, the setting for "about", who speaks for whom."""

    __slots__ = ("id", "limit", "margin", "top_of", "voices")

    def __init__(self, name: str, limit: Limit | None, margin: Decimal, top_of: Callable[[str], str]) -> None:
        self.id, self.limit, self.margin, self.top_of = name, limit, margin, top_of
        self.voices: list[Voice] = []


class Voice:
    """One claim with what follows for it; days are ordinals.

    There are tens of thousands of them, and of most only the days count: the slots with an underscore stay empty until
    somebody asks.
    """

    __slots__ = (
        "_interval", "_origin", "_said", "_sign", "asserter", "claim", "end", "id", "known", "measure", "recorded", "start",
        "subject",
    )  # fmt: skip
    tied: ClassVar[bool] = False
    """Whether it bears on other claims, leans on one, or is deprecated."""
    repeats: str | None = None
    denies: str | None = None
    retracts: str | None = None
    _origin: str
    _interval: Interval | None
    _sign: int
    _said: str

    def __init__(self, claim: Claim, subject: Subject, dates: Mapping[str, Edtf]) -> None:
        self.claim, self.subject = claim, subject
        self.id, self.asserter = claim.id, claim.asserter
        self.measure = "" if claim.kind is None else measure_of(claim)
        via, valid = claim.via, claim.valid
        date = dates[via[0]]
        recorded, start = date.last, date.first
        if len(via) > 1:
            recorded = min(dates[name].last for name in via)
            start = min(dates[name].first for name in via)
        if claim.recorded is not None:
            recorded = claim.recorded.last
        self.recorded = self.known = recorded
        if valid is None:
            self.start, self.end = start, OPEN_END
        else:
            self.start, self.end = valid.first, valid.last

    @property
    def target(self) -> str:
        """The id of what it is about in the end."""
        return self.subject.id

    @property
    def root(self) -> Claim:
        """The claim that says something: its own, or of a repeat the first."""
        return self.claim

    @property
    def first_asserter(self) -> str:
        """Who said it first."""
        return self.root.asserter

    @property
    def origin(self) -> str:
        """Whose voice it counts as."""
        try:
            return self._origin
        except AttributeError:
            self._origin = self.subject.top_of(self.first_asserter)
            return self._origin

    @property
    def interval(self) -> Interval | None:
        """What its number stands for; of a repeat, the number that it repeats."""
        try:
            return self._interval
        except AttributeError:
            self._interval = self._work_out_interval()
            return self._interval

    @property
    def sign(self) -> int:
        """1 kept (or agreed), -1 not kept, 0 indeterminate."""
        try:
            return self._sign
        except AttributeError:
            self._sign = self._work_out_sign()
            return self._sign

    def said(self, content: Callable[[Voice], str]) -> str:
        """What it says in words, with its id, made once."""
        try:
            return self._said
        except AttributeError:
            self._said = f"{content(self)} [{self.id}]"
            return self._said

    def _work_out_interval(self) -> Interval | None:
        value = self.claim.value
        return None if value is None else interval_of(value, self.subject.margin)

    def _work_out_sign(self) -> int:
        return sign_of(self.claim, self.subject.limit, self.interval)


class Tied(Voice):
    """A claim that bears on others (it retracts or supersedes), leans on one (it repeats or denies), or is deprecated."""

    __slots__ = ("_linked", "_root", "denies", "repeats", "retracts")
    tied = True

    def __init__(
        self, claim: Claim, subject: Subject, dates: Mapping[str, Edtf], linked: Voice | None = None
    ) -> None:
        super().__init__(claim, subject, dates)
        self.repeats, self.denies, self.retracts = claim.repeats, None, None
        self._linked, self._root = linked, claim
        if linked is None:
            return
        self.known = max(self.recorded, linked.known)
        if claim.repeats is not None:
            self._root = linked.root
            self.start, self.end, self.measure = linked.start, linked.end, linked.measure
            self.denies, self.retracts = linked.denies, linked.retracts
        elif claim.retracts is not None and linked.asserter == claim.asserter:
            self.retracts = claim.retracts
        elif claim.silent:
            self.measure, self.denies = linked.measure, linked.id

    @property
    def root(self) -> Claim:
        """The claim that says something: its own, or of a repeat the first."""
        return self._root

    def _work_out_interval(self) -> Interval | None:
        if self.repeats is not None and self._linked is not None:
            return self._linked.interval
        return super()._work_out_interval()

    def _work_out_sign(self) -> int:
        linked = self._linked
        if linked is not None and self.repeats is not None:
            return linked.sign
        if self.retracts is not None:
            return 0
        if linked is not None and self.denies is not None:
            return -linked.sign
        return super()._work_out_sign()


def voices_by_target(dossier: Dossier, about_margin: Decimal) -> dict[str, list[Voice]]:
    """Every claim with what follows for it, by what it is about in the end, each list in the order of ids."""
    dates = {source.id: source.date for source in dossier.sources}
    top = cache(partial(top_of, agents={agent.id: agent for agent in dossier.agents}))
    limits: dict[str, Limit | None] = {agreement.id: None for agreement in dossier.agreements}
    limits |= {event.id: None for event in dossier.events}
    limits |= {provision.id: provision.limit for provision in dossier.provisions}
    subjects = {name: Subject(name, limit, about_margin, top) for name, limit in limits.items()}
    leaning: list[Claim] = []
    for claim in dossier.claims:
        subject = subjects.get(claim.about)
        if subject is None or claim.repeats is not None or claim.of is not None or claim.retracts is not None:
            leaning.append(claim)
        elif claim.supersedes is not None or claim.rank == "deprecated":
            subject.voices.append(Tied(claim, subject, dates))
        else:
            subject.voices.append(Voice(claim, subject, dates))
    if leaning:
        about_claims = any(claim.about not in subjects for claim in leaning)
        _lean(leaning, subjects, dates, targets(dossier.claims) if about_claims else {})
    found = {name: subject.voices for name, subject in subjects.items() if subject.voices}
    for voices in found.values():
        voices.sort(key=attrgetter("id"))
    return found


def _lean(
    claims: Sequence[Claim],
    subjects: Mapping[str, Subject],
    dates: Mapping[str, Edtf],
    ends: Mapping[str, str],
) -> None:
    """Add the claims that lean on others, each after the one it leans on."""
    waiting = {claim.id: claim for claim in claims}
    built = {voice.id: voice for subject in subjects.values() for voice in subject.voices}
    for claim in claims:
        pending: list[Claim] = []
        link: str | None = claim.id
        while link is not None and link not in built:
            pending.append(waiting[link])
            link = _link(pending[-1])
        for each in reversed(pending):
            subject = subjects[ends.get(each.id, each.about)]
            link = _link(each)
            voice = built[each.id] = Tied(each, subject, dates, None if link is None else built[link])
            subject.voices.append(voice)


def _link(claim: Claim) -> str | None:
    return claim.repeats or claim.of or claim.retracts
