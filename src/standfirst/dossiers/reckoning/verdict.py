"""R5 and R6: the verdict from the signs of independent origins, and how well founded it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from .quantities import Interval
from .voices import Voice

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""The origins that say kept, and those that say not kept; one origin may be on both sides."""


def sides(standing: Iterable[Voice]) -> Sides:
    """The origins on either side."""
    kept: set[str] = set()
    broken: set[str] = set()
    for voice in standing:
        sign = voice.sign
        if sign:
            (kept if sign > 0 else broken).add(voice.origin)
    return tuple(sorted(kept)), tuple(sorted(broken))


def limit_verdict(standing: Sequence[Voice], found: Sides) -> str:
    """The verdict on a limit."""
    kept, broken = found
    if kept and broken:
        return "contested"
    if kept or broken:
        return "within" if kept else "exceeded"
    return "unverified" if standing else "no data"


def duty_verdict(standing: Sequence[Voice], found: Sides) -> str:
    """The verdict on an obligation or a prohibition."""
    kept, broken = found
    if kept and broken:
        return "contested"
    if kept or broken:
        return "met" if kept else "breached"
    return "under way" if any(voice.root.says == "under_way" for voice in standing) else "no data"


def meeting(standing: Iterable[Voice]) -> Interval | None:
    """The numbers on which all counts agree; None where nobody counted."""
    intervals = [voice.interval for voice in standing if voice.interval is not None]
    return reduce(Interval.meet, intervals) if intervals else None


def count_verdict(standing: Sequence[Voice], found: Sides) -> str:
    """The verdict on a count without a limit. A denied count is met by nothing that lies within it."""
    met = meeting(standing)
    if met is None:
        return "no data"
    counted = {voice.id: voice.interval for voice in standing}
    denied = [counted.get(voice.denies) for voice in standing if voice.denies is not None]
    if met.empty or any(interval is not None for interval in denied):
        return "contested"
    return "consistent"


def level_of(verdict: str, standing: Iterable[Voice], role: Callable[[str], str]) -> str | None:
    """`established`, `reported` or `alleged`; None where the verdict takes no side."""
    if verdict not in ("within", "met", "exceeded", "breached"):
        return None
    side = 1 if verdict in ("within", "met") else -1
    backing = [voice for voice in standing if voice.sign == side]
    roles = {(voice.origin, role(voice.first_asserter)) for voice in backing}
    third = {origin for origin, part in roles if part == "third"}
    admitted = side < 0 and any(part == "self" for _, part in roles)
    if len(third) >= 2 or admitted or any(part == "monitor" for _, part in roles):
        return "established"
    return "reported" if side > 0 else "alleged"
