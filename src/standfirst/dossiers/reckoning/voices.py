"""What follows for each claim from the rest of the file: record date, validity, origin, sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from .checks import targets
from .dates import OPEN_END, day_of
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


class Voice:
    """One claim with what follows for it; days are ordinals. Its sign and interval are worked out when asked for."""

    __slots__ = (
        "_asides", "_interval", "_limit", "_margin", "_said", "_sign", "asserter", "claim", "denies", "end", "first_asserter",
        "id", "known", "linked", "measure", "origin", "recorded", "repeats", "retracts", "root", "start", "target",
    )  # fmt: skip

    def __init__(
        self, claim: Claim, root: Claim, target: str, origin: str, limit: Limit | None, margin: Decimal
    ) -> None:
        self.claim, self.id, self.asserter, self.repeats = claim, claim.id, claim.asserter, claim.repeats
        self.root, self.first_asserter = root, root.asserter
        self.target, self.origin = target, origin
        self.recorded = self.known = self.start = 0
        self.end = OPEN_END
        self.measure = "" if claim.kind is None else measure_of(claim)
        self.denies: str | None = None
        self.retracts: str | None = None
        self.linked: Voice | None = None
        self._limit, self._margin = limit, margin
        self._sign: int | None = None
        self._interval: Interval | None = None
        self._asides: dict[str, Aside] | None = None
        self._said: str | None = None

    @property
    def interval(self) -> Interval | None:
        """What its number stands for; of a repeat, the number that it repeats."""
        if self.repeats is not None and self.linked is not None:
            return self.linked.interval
        if self._interval is None and self.claim.value is not None:
            self._interval = interval_of(self.claim.value, self._margin)
        return self._interval

    @property
    def sign(self) -> int:
        """1 kept (or agreed), -1 not kept, 0 indeterminate."""
        if self._sign is None:
            linked = self.linked
            if linked is not None and self.repeats is not None:
                self._sign = linked.sign
            elif self.retracts is not None:
                self._sign = 0
            elif self.denies is not None and linked is not None:
                self._sign = -linked.sign
            else:
                self._sign = sign_of(self.claim, self._limit, self.interval)
        return self._sign

    def said(self, content: Callable[[Voice], str]) -> str:
        """What it says in words, with its id, made once."""
        if self._said is None:
            self._said = f"{content(self)} [{self.id}]"
        return self._said

    def too_early(self) -> Aside:
        """Why it is left out before its validity."""
        return self._kept("") or self._keep("", "early", str(day_of(self.start)))

    def too_late(self) -> Aside:
        """Why it is left out after its validity."""
        return self._kept(" ") or self._keep(" ", "late", str(day_of(self.end)))

    def outdone(self, by: str) -> Aside:
        """Why it is left out where later claims of its asserter stand."""
        return self._kept(by) or self._keep(by, "outdone", by)

    def _kept(self, key: str) -> Aside | None:
        return None if self._asides is None else self._asides.get(key)

    def _keep(self, key: str, code: str, named: str) -> Aside:
        if self._asides is None:
            self._asides = {}
        found = self._asides[key] = Aside(self.id, code, named)
        return found


def voices_by_target(dossier: Dossier, about_margin: Decimal) -> dict[str, list[Voice]]:
    """Every claim with what follows for it, by what it is about in the end."""
    agents = {agent.id: agent for agent in dossier.agents}
    dates = {source.id: source.date for source in dossier.sources}
    claims = {claim.id: claim for claim in dossier.claims}
    limits = {provision.id: provision.limit for provision in dossier.provisions}
    ends = targets(dossier.claims) if any(claim.about in claims for claim in dossier.claims) else {}
    tops: dict[str, str] = {}
    built: dict[str, Voice] = {}

    def build(claim: Claim, link: str | None) -> Voice:
        root = claim if claim.repeats is None else _root(claim, claims)
        origin = tops.get(root.asserter)
        if origin is None:
            origin = tops[root.asserter] = top_of(root.asserter, agents)
        target = ends[claim.id] if ends else claim.about
        voice = built[claim.id] = Voice(claim, root, target, origin, limits.get(target), about_margin)
        via = claim.via
        if len(via) == 1:
            source = dates[via[0]]
            voice.recorded, voice.start = source.last, source.first
        else:
            voice.recorded = min(dates[name].last for name in via)
            voice.start = min(dates[name].first for name in via)
        if claim.recorded is not None:
            voice.recorded = claim.recorded.last
        voice.known = voice.recorded
        if claim.valid is not None:
            voice.start, voice.end = claim.valid.first, claim.valid.last
        if link is not None:
            _lean(voice, built[link])
        return voice

    found: dict[str, list[Voice]] = {}
    for claim in dossier.claims:
        if claim.id not in built:
            pending = [claim]
            link = _link(claim)
            while link is not None and link not in built:
                pending.append(claims[link])
                link = _link(pending[-1])
            for each in reversed(pending):
                build(each, link)
                link = each.id
        voice = built[claim.id]
        found.setdefault(voice.target, []).append(voice)
    for voices in found.values():
        voices.sort(key=attrgetter("id"))
    return found


def _link(claim: Claim) -> str | None:
    return claim.repeats or claim.of or claim.retracts


def _root(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    while claim.repeats is not None:
        claim = claims[claim.repeats]
    return claim


def _lean(voice: Voice, linked: Voice) -> None:
    """What it takes from the claim that it repeats, denies or retracts."""
    claim = voice.claim
    voice.linked = linked
    voice.known = max(voice.recorded, linked.known)
    if claim.repeats is not None:
        voice.start, voice.end, voice.measure = linked.start, linked.end, linked.measure
        voice.denies, voice.retracts = linked.denies, linked.retracts
    elif claim.retracts is not None and linked.asserter == claim.asserter:
        voice.retracts = claim.retracts
    elif claim.silent:
        voice.measure, voice.denies = linked.measure, linked.id
