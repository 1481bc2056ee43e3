"""R1: which claims about one object stand on a day, as it was known on another, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .voices import Aside, Voice


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that stand and those set aside, each in the order of their ids."""

    standing: tuple[Voice, ...] = ()
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a date of knowledge settles alone, for the claims about one object."""

    live: tuple[Voice, ...]
    repeats: tuple[Voice, ...]
    aside: dict[str, Aside]
    superseded: dict[str, Voice]


def known_by(voices: Sequence[Voice], known_on: int) -> Known:
    """The claims recorded by a day; those deprecated, retracted or retracting are set aside at once."""
    here = [voice for voice in voices if voice.known <= known_on]
    aside: dict[str, Aside] = {}
    for voice in here:
        if voice.claim.rank == "deprecated":
            aside[voice.id] = Aside(voice.id, "deprecated", _note(voice))
    retracted = _retracted(here, aside)
    for voice in here:
        if voice.id in aside:
            continue
        if voice.id in retracted:
            aside[voice.id] = Aside(voice.id, "retracted", retracted[voice.id])
        elif voice.retracts is not None:
            aside[voice.id] = Aside(voice.id, "retracts", voice.retracts)
    origins = {voice.id: voice.origin for voice in here}
    superseded: dict[str, Voice] = {}
    for voice in here:
        old = voice.claim.supersedes
        if old is None or voice.id in aside or voice.denies is not None or origins.get(old) != voice.origin:
            continue
        if old not in superseded or (voice.recorded, voice.id) < (
            superseded[old].recorded,
            superseded[old].id,
        ):
            superseded[old] = voice
    live = tuple(voice for voice in here if voice.id not in aside and voice.repeats is None)
    repeats = tuple(voice for voice in here if voice.id not in aside and voice.repeats is not None)
    return Known(live, _by_depth(repeats), aside, superseded)


def _note(voice: Voice) -> str:
    reason = voice.claim.reason or ""
    return reason if isinstance(reason, str) else reason[0][1]


def _retracted(here: Sequence[Voice], aside: dict[str, Aside]) -> dict[str, str]:
    """Who is retracted by whom; a retraction that is itself retracted or deprecated does not count."""
    against: dict[str, list[str]] = {}
    for voice in here:
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
    aside = dict(known.aside)
    superseded = known.superseded
    groups: dict[tuple[str, str], list[Voice]] = {}
    denials: list[Voice] = []
    for voice in known.live:
        why = _absent(voice, superseded, day) if superseded or voice.start > day or voice.end < day else None
        if why is not None:
            aside[voice.id] = why
        elif voice.denies is not None:
            denials.append(voice)
        else:
            groups.setdefault((voice.asserter, voice.measure), []).append(voice)
    standing: dict[str, Voice] = {}
    own: dict[tuple[str, str], str] = {}
    for key, group in groups.items():
        best = max((voice.start, voice.recorded) for voice in group)
        winners = [voice for voice in group if (voice.start, voice.recorded) == best]
        own[key] = ", ".join(voice.id for voice in winners)
        standing.update((voice.id, voice) for voice in winners)
        for voice in group:
            if voice.id not in standing:
                aside[voice.id] = voice.outdone(own[key])
    for voice in denials:
        value = own.get((voice.asserter, voice.measure))
        if value is None:
            standing[voice.id] = voice
        else:
            aside[voice.id] = Aside(voice.id, "denial", value)
    for voice in known.repeats:
        why = _absent(voice, superseded, day)
        if why is None and voice.repeats not in standing:
            why = Aside(voice.id, "repeats", voice.repeats or "")
        if why is None:
            standing[voice.id] = voice
        else:
            aside[voice.id] = why
    return Selection(
        tuple(standing[name] for name in sorted(standing)), tuple(aside[name] for name in sorted(aside))
    )


def _absent(voice: Voice, superseded: dict[str, Voice], day: int) -> Aside | None:
    by = superseded.get(voice.id) if superseded else None
    if by is not None and by.recorded <= day:
        return Aside(voice.id, "superseded", by.id)
    if voice.start > day:
        return voice.too_early()
    return voice.too_late() if voice.end < day else None
