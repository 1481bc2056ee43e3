"""What one record alone cannot show: circles, claims about the wrong thing, units, month-ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from .building import STATUSES
from .durations import AmbiguousMonthEnd, add
from .fields import Faults, shorten
from .records import Claim, Dossier, Provision, Term
from .tree import Node

LIMIT_VERDICTS = ("no data", "unverified", "within", "exceeded", "contested")
DUTY_VERDICTS = ("no data", "under way", "met", "breached", "contested")
COUNT_VERDICTS = ("no data", "consistent", "contested")
_RENEWALS_TRIED = 48


def targets(claims: Iterable[Claim]) -> dict[str, str]:
    """What each claim is about in the end: a claim about a claim is about what that one is about."""
    about = {claim.id: claim.about for claim in claims}
    found: dict[str, str] = {}
    for name in about:
        chain = [name]
        while chain[-1] in about and chain[-1] not in found and len(chain) <= len(about):
            chain.append(about[chain[-1]])
        end = found.get(chain[-1], chain[-1])
        for link in chain[:-1]:
            found[link] = end
    return found


def circles(links: dict[str, str | None]) -> list[list[str]]:
    """Every circle in links from id to id, each once, from its first member."""
    state: dict[str, int] = {}
    found = []
    for start in links:
        path: list[str] = []
        here: str | None = start
        while here is not None and here in links and here not in state:
            state[here] = 1
            path.append(here)
            here = links[here]
        if here is not None and state.get(here) == 1:
            found.append(path[path.index(here) :])
        for name in path:
            state[name] = 2
    return found


def check(dossier: Dossier, nodes: dict[str, Node], overrides: list[Node], faults: Faults) -> None:
    """Note every fault between records that are each well formed."""

    def fault(name: str, key: str, message: str) -> None:
        node = nodes[name]
        faults.add((node.value.get(key) or node).line, name, f"{key}: {message}")

    chains: list[tuple[str, dict[str, str | None]]] = [
        ("part_of", {agent.id: agent.part_of for agent in dossier.agents}),
        ("follows", {event.id: event.follows for event in dossier.events}),
        ("about", {event.id: event.about for event in dossier.events}),
        ("about", {claim.id: claim.about for claim in dossier.claims}),
        ("supersedes", {claim.id: claim.supersedes for claim in dossier.claims}),
        ("repeats", {claim.id: claim.repeats or claim.of or claim.retracts for claim in dossier.claims}),
    ]
    round_trip = False
    for key, links in chains:
        for circle in circles(links):
            round_trip = True
            fault(
                circle[0], key, f"runs in a circle: {' > '.join([*circle[:5], circle[0]])}; expected an end"
            )
    _provisions(dossier, fault)
    if not round_trip:
        _claims(dossier, fault)
    _overrides(dossier, overrides, faults)


_Fault = Callable[[str, str, str], None]


def _provisions(dossier: Dossier, fault: _Fault) -> None:
    by_id = {provision.id: provision for provision in dossier.provisions}
    units: dict[tuple[str, str], tuple[str, str]] = {}
    for provision in dossier.provisions:
        if provision.under is not None:
            if by_id[provision.under].kind != "term":
                fault(
                    provision.id,
                    "under",
                    f"{shorten(provision.under)} is no term; expected a provision of kind term",
                )
            elif provision.kind == "term":
                fault(provision.id, "under", "a term follows itself; expected no term above it")
        if provision.term is not None:
            _month_ends(provision.id, provision.term, fault)
        limit = provision.limit
        if limit is not None and limit.unit is not None:
            key = (provision.agreement, limit.measure)
            other, unit = units.setdefault(key, (provision.id, limit.unit))
            if unit != limit.unit:
                fault(
                    provision.id,
                    "limit",
                    f"measures {limit.measure} in {limit.unit}, but {other} in {unit}; expected one unit",
                )


def _month_ends(name: str, term: Term, fault: _Fault) -> None:
    end: date = term.start
    renewal = term.renewal
    try:
        end = add(end, term.duration, clamp=False)
        for _ in range(_RENEWALS_TRIED if renewal is not None else 0):
            if renewal is None or end.year > term.start.year + 50:
                break
            end = add(end, renewal.duration, clamp=False)
    except AmbiguousMonthEnd as error:
        fault(
            name,
            "term",
            f"the end is ambiguous: {error}; expected a start or duration that meets no missing day",
        )
        return
    if end == date.max:
        fault(name, "term", "the end lies past the year 9999")


def sayings(kind: str, provision: Provision | None) -> tuple[str, ...]:
    """The words `says` may hold about an agreement, an event, or a provision."""
    if kind == "events":
        return STATUSES
    if provision is None or provision.kind == "mandate":
        return ("agreed", "not_agreed")
    if provision.kind in ("obligation", "prohibition"):
        return ("met", "breached", "under_way")
    limit = provision.limit
    return ("within", "exceeded") if limit is not None and (limit.op or limit.allowed) else ()


def _claims(dossier: Dossier, fault: _Fault) -> None:
    claims = {claim.id: claim for claim in dossier.claims}
    provisions = {provision.id: provision for provision in dossier.provisions}
    events = {event.id for event in dossier.events}
    ends = targets(dossier.claims)
    for claim in dossier.claims:
        target = ends[claim.id]
        _roles(claim, fault)
        for key, other in (
            ("of", claim.of),
            ("repeats", claim.repeats),
            ("supersedes", claim.supersedes),
            ("retracts", claim.retracts),
        ):
            if other is not None and target and ends.get(other, "") not in ("", target):
                fault(
                    claim.id,
                    key,
                    f"{other} is about {ends[other]}; expected a claim about the same thing, {target}",
                )
        if claim.about in claims and not claim.silent:
            fault(
                claim.id,
                "about",
                "a claim about a claim can only deny, repeat or retract it; name the provision instead",
            )
        elif not claim.silent and _sound(target, provisions.get(target)):
            _content(claim, target in events, provisions.get(target), fault)


def _sound(target: str, provision: Provision | None) -> bool:
    """Whether what is said can be judged: its object was read without faults in what counts here."""
    if provision is None:
        return bool(target)
    return bool(provision.kind) and (provision.kind != "limit" or provision.limit is not None)


def _roles(claim: Claim, fault: _Fault) -> None:
    said = [
        key
        for key, part in (("value", claim.value), ("kind", claim.kind), ("says", claim.says))
        if part is not None
    ]
    if len(said) > 1:
        fault(claim.id, said[1], f"expected one of value, kind and says; there is {said[0]} already")
    for key, part in (("repeats", claim.repeats), ("retracts", claim.retracts)):
        if part is not None and said:
            fault(claim.id, said[0], f"a claim with {key} says nothing of its own; expected none")
        if part is not None and claim.stance == "denies":
            fault(claim.id, "stance", f"a claim with {key} denies nothing itself; expected one or the other")
    if claim.repeats is not None and claim.retracts is not None:
        fault(claim.id, "retracts", "expected repeats or retracts, not both")
    if not said and claim.repeats is None and claim.retracts is None and claim.of is None:
        fault(
            claim.id,
            "says",
            "the claim says nothing; expected value, kind, says, stance: denies with of, repeats or retracts",
        )


def _content(claim: Claim, event: bool, provision: Provision | None, fault: _Fault) -> None:
    limit = provision.limit if provision is not None else None
    if claim.value is not None and not event and (limit is None or limit.unit is None):
        fault(claim.id, "value", "only a limit with a unit, or an event, takes a value")
    if claim.kind is not None and (limit is None or not limit.allowed):
        fault(claim.id, "kind", "only a limit by allowed kinds takes a kind")
    if claim.says is not None:
        words = sayings("events" if event else "", provision)
        if claim.says not in words:
            expected = (
                f"one of: {', '.join(words)}"
                if words
                else "a value, or a claim about the agreement or an event"
            )
            fault(
                claim.id,
                "says",
                f"{shorten(claim.says)} cannot be said of {claim.about}; expected {expected}",
            )


def _overrides(dossier: Dossier, nodes: list[Node], faults: Faults) -> None:
    provisions = {provision.id: provision for provision in dossier.provisions}
    for number, (override, node) in enumerate(zip(dossier.overrides, nodes, strict=True), 1):
        provision = provisions.get(override.about)
        words = verdicts(provision) if provision is not None else ()
        if override.about and override.verdict and override.verdict not in words:
            expected = (
                f"one of: {', '.join(words)}" if words else "a limit, an obligation or a prohibition in about"
            )
            faults.add(
                node.value["verdict"].line,
                f"overrides number {number}",
                f"verdict: {shorten(override.verdict)}; expected {expected}",
            )


def verdicts(provision: Provision) -> tuple[str, ...]:
    """The verdicts that can be computed for a provision; none where it has a state or a standing only."""
    if provision.kind in ("obligation", "prohibition"):
        return DUTY_VERDICTS
    if provision.limit is None:
        return ()
    return LIMIT_VERDICTS if provision.limit.op or provision.limit.allowed else COUNT_VERDICTS
