"""R1: which claims about one object stand on a day, as it was known on another, and why the others do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter

from .voices import Aside, Voice, day_text


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that stand and those set aside, each in the order of their ids."""

    standing: tuple[Voice, ...] = ()
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a date of knowledge settles alone, for the claims about one object."""

    live: tuple[Voice, ...]
    denials: tuple[Voice, ...] = ()
    repeats: tuple[Voice, ...] = ()
    aside: Mapping[str, Aside] = field(default_factory=dict)
    superseded: Mapping[str, Voice] = field(default_factory=dict)


def known_by(voices: Sequence[Voice], known_on: int) -> Known:
    """The claims recorded by a day; those deprecated, retracted or retracting are set aside at once."""
    here = [voice for voice in voices if voice.known <= known_on]
    tied = [voice for voice in here if voice.tied]
    if not tied:
        return Known(tuple(here))
    aside = {
        voice.id: Aside(voice.id, "deprecated", _note(voice))
        for voice in tied
        if voice.claim.rank == "deprecated"
    }
    by_id = {voice.id: voice for voice in here}
    for name, by in _retracted(tied, aside).items():
        if name in by_id and name not in aside:
            aside[name] = Aside(name, "retracted", by)
    for voice in tied:
        if voice.retracts is not None and voice.id not in aside:
            aside[voice.id] = Aside(voice.id, "retracts", voice.retracts)
    live = [voice for voice in here if voice.id not in aside]
    return Known(
        tuple(voice for voice in live if voice.repeats is None and voice.denies is None),
        tuple(voice for voice in live if voice.repeats is None and voice.denies is not None),
        _by_depth([voice for voice in live if voice.repeats is not None]),
        aside,
        _superseded(tied, aside, by_id),
    )


def _superseded(
    tied: Sequence[Voice], aside: Mapping[str, Aside], by_id: Mapping[str, Voice]
) -> dict[str, Voice]:
    """What supersedes each claim, where something of the same origin does: the first of them."""
    found: dict[str, Voice] = {}
    for voice in tied:
        old = by_id.get(voice.claim.supersedes or "")
        if old is None or voice.id in aside or voice.denies is not None or old.origin != voice.origin:
            continue
        first = found.get(old.id)
        if first is None or (voice.recorded, voice.id) < (first.recorded, first.id):
            found[old.id] = voice
    return found


def _note(voice: Voice) -> str:
    reason = voice.claim.reason or ""
    return reason if isinstance(reason, str) else reason[0][1]


def _retracted(tied: Sequence[Voice], aside: Mapping[str, Aside]) -> dict[str, str]:
    """Who is retracted by whom; a retraction that is itself retracted or deprecated does not count."""
    against: dict[str, list[str]] = {}
    for voice in tied:
        if voice.retracts is not None and voice.repeats is None and voice.id not in aside:
            against.setdefault(voice.retracts, []).append(voice.id)
    found: dict[str, str] = {}
    settled: dict[str, bool] = {}

    def counts(name: str) -> bool:
        pending = [name]
        while pending:
            top = pending[-1]
            waiting = [other for other in against.get(top, ()) if other not in settled]
            if waiting:
                pending.extend(waiting)
                continue
            settled[pending.pop()] = not any(settled[other] for other in against.get(top, ()))
        return settled[name]

    for target, names in against.items():
        good = sorted(name for name in names if counts(name))
        if good:
            found[target] = good[0]
    return found


def _by_depth(repeats: Sequence[Voice]) -> tuple[Voice, ...]:
    """Repeats so ordered that each comes after the one it repeats."""
    if not repeats:
        return ()
    waiting = {voice.id: voice for voice in repeats}
    found: dict[str, Voice] = {}
    for voice in repeats:
        chain: list[Voice] = []
        here: Voice | None = voice
        while here is not None and here.id not in found:
            chain.append(here)
            here = waiting.get(here.repeats or "")
        found.update((link.id, link) for link in reversed(chain))
    return tuple(found.values())


def select(known: Known, day: int) -> Selection:
    """The claims that stand on a day, among those known."""
    aside = list(known.aside.values())
    superseded = known.superseded
    groups: dict[tuple[str, str], list[Voice]] = {}
    for voice in known.live:
        if superseded or voice.start > day or voice.end < day:
            why = _absent(voice, superseded, day)
            if why is not None:
                aside.append(why)
                continue
        groups.setdefault((voice.asserter, voice.measure), []).append(voice)
    standing: list[Voice] = []
    own: dict[tuple[str, str], str] = {}
    for key, group in groups.items():
        if len(group) == 1:
            standing += group
            own[key] = group[0].id
            continue
        start, recorded = max([(voice.start, voice.recorded) for voice in group])
        latest = [voice.start == start and voice.recorded == recorded for voice in group]
        own[key] = by = ", ".join([voice.id for voice, stands in zip(group, latest, strict=True) if stands])
        for voice, stands in zip(group, latest, strict=True):
            if stands:
                standing.append(voice)
            else:
                aside.append(Aside(voice.id, "outdone", by))
    if known.denials or known.repeats:
        _lean(known, day, own, standing, aside)
    standing.sort(key=_id)
    aside.sort(key=_claim)
    return Selection(tuple(standing), tuple(aside))


_id, _claim = attrgetter("id"), itemgetter(0)


def _lean(
    known: Known, day: int, own: Mapping[tuple[str, str], str], standing: list[Voice], aside: list[Aside]
) -> None:
    """Add bare denials, which count only where their asserter's own claim does not stand, and then repeats."""
    for voice in known.denials:
        value = own.get((voice.asserter, voice.measure))
        why = _absent(voice, known.superseded, day)
        if why is None and value is not None:
            why = Aside(voice.id, "denial", value)
        if why is None:
            standing.append(voice)
        else:
            aside.append(why)
    stands = {voice.id for voice in standing}
    for voice in known.repeats:
        why = _absent(voice, known.superseded, day)
        if why is None and voice.repeats not in stands:
            why = Aside(voice.id, "repeats", voice.repeats or "")
        if why is None:
            stands.add(voice.id)
            standing.append(voice)
        else:
            aside.append(why)


def _absent(voice: Voice, superseded: Mapping[str, Voice], day: int) -> Aside | None:
    by = superseded.get(voice.id)
    if by is not None and by.recorded <= day:
        return Aside(voice.id, "superseded", by.id)
    if voice.start > day:
        return Aside(voice.id, "early", day_text(voice.start))
    return Aside(voice.id, "late", day_text(voice.end)) if voice.end < day else None
