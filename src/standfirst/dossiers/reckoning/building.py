"""From the tree's fields to records. One with faults is built as far as it goes; the file is then refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from .courses import STATE_KINDS
from .fields import MAX_QUOTE, Fields
from .quantities import NUMBER_HEDGES, ROUND_HEDGES, Value
from .records import (
    Agent,
    Agreement,
    Casualties,
    Claim,
    Event,
    Head,
    Limit,
    Override,
    Participant,
    Party,
    Place,
    Provision,
    Renewal,
    Source,
    Term,
)

AGENTS = ("state", "body", "armed_force", "organisation", "person", "outlet")
SOURCES = ("wire", "press", "official", "text", "analysis", "monitor")
SIGNATURES = ("signed", "approved", "not_signed", "unknown")
PARTIES = ("signatory", "guarantor", "witness")
PROVISIONS = ("limit", "obligation", "prohibition", "permission", "term", "body", "mandate")
MEASURABLE = ("yes", "no", "unclear")
HOW = ("observed", "stated", "documented", "inferred")
EVENTS = (*STATE_KINDS, "handover", "incident", "accreditation", "statement", "other")
STATUSES = ("planned", "under_way", "done", "cancelled", "unknown")
VERIFICATIONS = ("reported", "verified", "disputed", "dismissed")
_INCIDENT_ONLY = ("type", "alleged", "casualties", "verification")
KEYS = {
    "dossier": ("id", "title", "summary", "languages", "licence", "boundary_policy"),
    "agents": ("id", "name", "kind", "part_of", "same_as"),
    "places": ("id", "name", "lat", "lon", "precision", "geonames"),
    "sources": ("id", "outlet", "date", "title", "language", "url", "archive", "kind", "raw"),
    "agreements": ("id", "title", "signed", "parties", "text_url", "sources"),
    "provisions": (
        *(
            "id",
            "agreement",
            "kind",
            "text",
            "addressee",
            "monitored_by",
            "measurable",
            "under",
            "from",
            "until",
        ),
        *("limit", "deadline", "term", "sources"),
    ),
    "claims": (
        *(
            "id",
            "about",
            "asserter",
            "via",
            "valid",
            "recorded",
            "how",
            "stance",
            "of",
            "repeats",
            "rank",
            "reason",
        ),
        *("supersedes", "retracts", "text", "quote", "value", "kind", "says"),
    ),
    "events": (
        *("id", "kind", "date", "title", "about", "place", "participants", "status", "follows", "sources"),
        *_INCIDENT_ONLY,
    ),
    "overrides": ("about", "verdict", "from", "to", "by", "reason", "date"),
}


def head(f: Fields) -> Head:
    """The dossier itself."""
    f.require("id", "title", "languages")
    for item in f.items("languages", ("str",), "a list of language tags"):
        f.nested(item_map(item), "languages", ("language",)).language("language")
    return Head(
        f.id() or "",
        f.texts("title"),
        f.words("languages"),
        f.texts("summary"),
        f.text("licence"),
        f.texts("boundary_policy"),
    )


def item_map(item: Any) -> Any:
    """A list's item as a record with the one field `language`."""
    return type(item)("map", {"language": item}, item.line)


def agent(f: Fields) -> Agent:
    """Anyone who says, signs or publishes."""
    f.require("id", "name", "kind")
    kind = f.enum("kind", AGENTS)
    return Agent(f.id() or "", f.texts("name"), kind or "", f.ref("part_of", "agents"), f.urls("same_as"))


def place(f: Fields) -> Place:
    """A place of the dossier's own gazetteer."""
    f.require("id", "name")
    precision = f.enum("precision", ("exact", "near", "admin2", "admin1", "region", "country"))
    lat, lon = f.number("lat", -90, 90), f.number("lon", -180, 180)
    return Place(f.id() or "", f.texts("name"), lat, lon, precision, f.word("geonames"))


def source(f: Fields) -> Source:
    """One citable document."""
    f.require("id", "outlet", "date")
    return Source(
        id=f.id() or "",
        outlet=f.ref("outlet", "agents") or "",
        date=f.date("date", ends=True),  # type: ignore[arg-type]
        title=f.note("title"),
        language=f.language("language"),
        url=f.url("url"),
        archive=f.url("archive"),
        kind=f.enum("kind", SOURCES),
        raw=f.text("raw"),
    )


def agreement(f: Fields) -> Agreement:
    """A text with parties."""
    f.require("id", "title", "parties", "sources")
    parties = []
    for number, item in enumerate(f.items("parties", ("map",), "a list of parties"), 1):
        p = f.nested(item, f"parties {number}", ("agent", "role", "status", "by"))
        p.require("agent", "status")
        status = p.enum("status", SIGNATURES)
        role = p.enum("role", PARTIES)
        parties.append(Party(p.ref("agent", "agents") or "", status or "", role, p.ref("by", "claims")))
    sources = f.refs("sources", "sources")
    return Agreement(
        f.id() or "", f.texts("title"), tuple(parties), sources, f.date("signed"), f.url("text_url")
    )


def provision(f: Fields) -> Provision:
    """One demand on one addressee."""
    f.require("id", "agreement", "kind", "text", "sources")
    kind = f.enum("kind", PROVISIONS)
    for key in ("limit", "term"):
        if kind == key:
            f.require(key)
        elif kind is not None and f.has(key):
            f.fault(key, f"only a provision of kind {key} has one; this is of kind {kind}")
    if kind not in (None, "obligation", "prohibition") and f.has("deadline"):
        f.fault("deadline", f"only an obligation or a prohibition has one; this is of kind {kind}")
    begins, until = f.date("from"), f.date("until")
    if begins and until and begins.first > until.last:
        f.fault("until", "the end lies before the start in from")
    return Provision(
        id=f.id() or "",
        agreement=f.ref("agreement", "agreements") or "",
        kind=kind or "",
        text=f.texts("text"),
        sources=f.refs("sources", "sources"),
        addressee=f.ref("addressee", "agents"),
        monitored_by=f.refs("monitored_by", "agents"),
        measurable=f.enum("measurable", MEASURABLE),
        under=f.ref("under", "provisions"),
        from_=begins,
        until=until,
        limit=_limit(f.part("limit", ("measure", "op", "value", "unit", "allowed"))),
        deadline=f.date("deadline"),
        term=_term(f.part("term", ("start", "duration", "renewal"))),
    )


def _limit(f: Fields | None) -> Limit | None:
    if f is None:
        return None
    f.require("measure")
    if f.has("allowed"):
        for key in ("op", "value", "unit"):
            if f.has(key):
                f.fault(key, "a limit by allowed kinds has no op, value or unit")
    else:
        f.require("unit")
        if f.has("op") != f.has("value"):
            f.fault(
                "op" if f.has("op") else "value",
                "op and value go together; a unit alone is a count without a limit",
            )
    op = f.enum("op", ("<=", ">="))
    return Limit(f.text("measure") or "", op, f.number("value"), f.text("unit"), f.words("allowed"))


def _term(f: Fields | None) -> Term | None:
    if f is None:
        return None
    f.require("start", "duration")
    renewal = None
    r = f.part("renewal", ("duration", "mode", "notice"))
    start, duration = f.day("start"), f.duration("duration")
    if r is not None:
        r.require("duration")
        length, mode = r.duration("duration"), r.enum("mode", ("automatic", "consent", "unknown"))
        notice = r.note("notice")
        if length is not None:
            renewal = Renewal(length, mode, notice)
    return None if start is None or duration is None else Term(start, duration, renewal)


def claim(f: Fields) -> Claim:
    """Who asserts or denies what, when, printed where."""
    f.require("id", "about", "asserter", "via")
    rank = f.enum("rank", ("normal", "deprecated"))
    if rank == "deprecated":
        f.require("reason")
    elif f.has("reason"):
        f.fault("reason", "only a claim with rank: deprecated has one")
    stance = f.enum("stance", ("asserts", "denies"))
    if stance == "denies":
        f.require("of")
    elif f.has("of"):
        f.fault("of", "only a claim with stance: denies has one")
    return Claim(
        id=f.id() or "",
        about=f.ref("about", "provisions", "agreements", "events", "claims") or "",
        asserter=f.ref("asserter", "agents") or "",
        via=f.refs("via", "sources"),
        valid=f.date("valid"),
        recorded=f.date("recorded", ends=True),
        how=f.enum("how", HOW),
        stance=stance,
        of=f.ref("of", "claims"),
        repeats=f.ref("repeats", "claims"),
        rank=rank,
        reason=f.note("reason"),
        supersedes=f.ref("supersedes", "claims"),
        retracts=f.ref("retracts", "claims"),
        text=f.texts("text"),
        quote=f.texts("quote", MAX_QUOTE),
        value=_value(f.part("value", ("number", "hedge", "lo", "hi", "best"))),
        kind=f.text("kind"),
        says=f.text("says"),
    )


def _value(f: Fields | None) -> Value | None:
    if f is None:
        return None
    number, lo, hi, best = (f.number(key) for key in ("number", "lo", "hi", "best"))
    hedges = NUMBER_HEDGES if f.has("number") else tuple(ROUND_HEDGES)
    hedge = f.enum("hedge", hedges)
    if f.has("number") or f.has("hedge"):
        for key in ("lo", "hi", "best"):
            if f.has(key):
                f.fault(
                    key, "expected number with a hedge, or a hedge alone, or lo and hi with best; not both"
                )
    elif not f.has("lo") and not f.has("hi"):
        f.faults.add(
            f.node.line, f.where, "expected number with a hedge, or a hedge alone, or lo, hi or both"
        )
    _ordered(f, lo, best, hi)
    if number is not None and ((hedge == "less_than" and number <= 0) or (hedge == "up_to" and number < 0)):
        f.fault("number", f"{hedge} counts from 0 up, so it needs a higher number")
    return Value(number, hedge, lo, hi, best)


def _ordered(f: Fields, lo: Any, best: Any, hi: Any) -> None:
    given = [(key, number) for key, number in (("lo", lo), ("best", best), ("hi", hi)) if number is not None]
    for (low, small), (high, great) in pairwise(given):
        if small > great:
            f.fault(high, f"expected {low} to be at most {high}")


def event(f: Fields) -> Event:
    """Something that happened, is planned or is under way."""
    f.require("id", "kind", "date", "title", "sources")
    kind = f.enum("kind", EVENTS)
    if kind not in (None, "incident"):
        for key in _INCIDENT_ONLY:
            if f.has(key):
                f.fault(key, f"only an event of kind incident has it; this is of kind {kind}")
    participants = []
    for number, item in enumerate(f.items("participants", ("map",), "a list of participants"), 1):
        p = f.nested(item, f"participants {number}", ("agent", "role"))
        p.require("agent")
        participants.append(Participant(p.ref("agent", "agents") or "", p.text("role")))
    return Event(
        id=f.id() or "",
        kind=kind or "",
        date=f.date("date"),  # type: ignore[arg-type]
        title=f.texts("title"),
        sources=f.refs("sources", "sources"),
        about=f.ref("about", "agreements", "provisions", "events"),
        place=f.ref("place", "places"),
        participants=tuple(participants),
        status=f.enum("status", STATUSES),
        follows=f.ref("follows", "events"),
        type=f.text("type"),
        alleged=f.ref("alleged", "agents"),
        casualties=_casualties(f.part("casualties", ("lo", "best", "hi"))),
        verification=f.enum("verification", VERIFICATIONS),
    )


def _casualties(f: Fields | None) -> Casualties | None:
    if f is None:
        return None
    found = Casualties(f.number("lo", 0), f.number("best", 0), f.number("hi", 0))
    _ordered(f, found.lo, found.best, found.hi)
    if found == Casualties():
        f.faults.add(f.node.line, f.where, "expected one of lo, best and hi at least")
    return found


def override(f: Fields) -> Override:
    """An editor's signed verdict beside the computed one."""
    f.require("about", "verdict", "by", "reason", "date")
    begins, to = f.date("from"), f.date("to")
    if begins and to and begins.first > to.last:
        f.fault("to", "the end lies before the start in from")
    return Override(
        about=f.ref("about", "provisions", "agreements") or "",
        verdict=f.text("verdict") or "",
        by=f.text("by") or "",
        reason=f.note("reason") or "",
        date=f.date("date", ends=True),  # type: ignore[arg-type]
        from_=begins,
        to=to,
    )


BUILDERS: dict[str, Callable[[Fields], Any]] = {
    "agents": agent,
    "places": place,
    "sources": source,
    "agreements": agreement,
    "provisions": provision,
    "claims": claim,
    "events": event,
    "overrides": override,
}
