"""What follows for each claim from the rest of the file: record date, validity, origin, sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from .checks import targets
from .dates import OPEN_END, day_of
from .origin import top_of
from .quantities import Interval, interval_of
from .records import Claim, Dossier, Provision
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


@dataclass(slots=True, eq=False)
class Voice:
    """One claim with what follows for it; days are ordinals."""

    claim: Claim
    id: str
    target: str
    asserter: str
    first_asserter: str
    origin: str
    recorded: int
    known: int
    start: int
    end: int
    measure: str
    sign: int
    root: Claim
    denies: str | None
    retracts: str | None
    repeats: str | None
    interval: Interval | None
    _asides: dict[str, Aside] = field(default_factory=dict)

    def too_early(self) -> Aside:
        """Why it is left out before its validity."""
        found = self._asides.get("")
        return found or self._keep("", "early", str(day_of(self.start)))

    def too_late(self) -> Aside:
        """Why it is left out after its validity."""
        found = self._asides.get(" ")
        return found or self._keep(" ", "late", str(day_of(self.end)))

    def outdone(self, by: str) -> Aside:
        """Why it is left out where later claims of its asserter stand."""
        found = self._asides.get(by)
        return found or self._keep(by, "outdone", by)

    def _keep(self, key: str, code: str, named: str) -> Aside:
        found = self._asides[key] = Aside(self.id, code, named)
        return found


def voices_by_target(dossier: Dossier, about_margin: Decimal) -> dict[str, list[Voice]]:
    """Every claim with what follows for it, by what it is about in the end."""
    agents = {agent.id: agent for agent in dossier.agents}
    dates = {source.id: source.date for source in dossier.sources}
    claims = {claim.id: claim for claim in dossier.claims}
    provisions = {provision.id: provision for provision in dossier.provisions}
    ends = targets(dossier.claims)
    tops: dict[str, str] = {}
    built: dict[str, Voice] = {}
    found: dict[str, list[Voice]] = {}
    for first in dossier.claims:
        pending = [first]
        while (link := _link(pending[-1])) is not None and link not in built:
            pending.append(claims[link])
        for claim in reversed(pending):
            if claim.id in built:
                continue
            root = _root(claim, claims)
            if root.asserter not in tops:
                tops[root.asserter] = top_of(root.asserter, agents)
            sources = [dates[name] for name in claim.via]
            recorded = (
                claim.recorded.last if claim.recorded is not None else min(date.last for date in sources)
            )
            voice = _voice(
                claim, root, ends[claim.id], tops[root.asserter], recorded, built, provisions, about_margin
            )
            if claim.repeats is not None:
                voice.start, voice.end = built[claim.repeats].start, built[claim.repeats].end
            elif claim.valid is not None:
                voice.start, voice.end = claim.valid.first, claim.valid.last
            else:
                voice.start, voice.end = min(date.first for date in sources), OPEN_END
            built[claim.id] = voice
            found.setdefault(voice.target, []).append(voice)
    for voices in found.values():
        voices.sort(key=lambda voice: voice.id)
    return found


def _link(claim: Claim) -> str | None:
    return claim.repeats or claim.of or claim.retracts


def _root(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    while claim.repeats is not None:
        claim = claims[claim.repeats]
    return claim


def _voice(
    claim: Claim,
    root: Claim,
    target: str,
    origin: str,
    recorded: int,
    built: Mapping[str, Voice],
    provisions: Mapping[str, Provision],
    about_margin: Decimal,
) -> Voice:
    link = _link(claim)
    linked = built[link] if link is not None else None
    known = recorded if linked is None else max(recorded, linked.known)
    provision = provisions.get(target)
    interval = interval_of(claim.value, about_margin) if claim.value is not None else None
    sign = sign_of(claim, provision.limit if provision is not None else None, interval)
    measure = measure_of(claim)
    denies = retracts = None
    if claim.repeats is not None and linked is not None:
        sign, measure, interval, denies, retracts = (
            linked.sign,
            linked.measure,
            linked.interval,
            linked.denies,
            linked.retracts,
        )
    elif claim.retracts is not None and linked is not None and linked.asserter == claim.asserter:
        sign, retracts = 0, claim.retracts
    elif claim.silent and linked is not None:
        sign, measure, denies = -linked.sign, linked.measure, linked.id
    return Voice(
        claim=claim,
        id=claim.id,
        target=target,
        asserter=claim.asserter,
        first_asserter=root.asserter,
        origin=origin,
        recorded=recorded,
        known=known,
        start=0,
        end=0,
        measure=measure,
        sign=sign,
        root=root,
        denies=denies,
        retracts=retracts,
        repeats=claim.repeats,
        interval=interval,
    )
