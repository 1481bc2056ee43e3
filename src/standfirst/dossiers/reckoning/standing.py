"""R9: whether a text is agreed, of its signatories only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .records import Agreement, Party
from .voices import Voice


@dataclass(frozen=True, slots=True)
class Standing:
    """`agreed`, `disputed` or `unsigned`, and a sentence that says why."""

    word: str
    why: str


def standing_of(agreement: Agreement, standing: Iterable[Voice], holds: Callable[[str], bool]) -> Standing:
    """The standing of an agreement, or of a mandate in it.

    `standing` are the claims about it that stand; `holds` says whether the claim a status rests on can be
    relied on: a status whose claim is not known yet, or was withdrawn, is unknown.
    """
    signatories = [party for party in agreement.parties if (party.role or "signatory") == "signatory"]
    asked = signatories or list(agreement.parties)
    status = {party: _status(party, holds) for party in asked}
    enough = ("signed",) if signatories else ("signed", "approved")
    missing = sorted({party.agent for party in asked if status[party] not in enough})
    unknown = sorted({party.agent for party in asked if status[party] == "unknown"})
    approved = sorted({party.agent for party in signatories if status[party] == "approved"})
    voices = list(standing)
    agreed = sorted({*approved, *(voice.origin for voice in voices if voice.sign > 0)})
    denied = sorted({voice.origin for voice in voices if voice.sign < 0})
    if not missing:
        if not denied:
            return Standing("agreed", "all who had to sign have signed, and nobody says it was not agreed")
        return Standing(
            "disputed", f"all who had to sign have signed, but {', '.join(denied)} says it was not agreed"
        )
    why = f"no signature of {', '.join(missing)} is on record"
    if unknown:
        why += f" (of {', '.join(unknown)} it is unknown, which counts as not signed)"
    if agreed:
        return Standing("disputed", f"{why}, while {', '.join(agreed)} says it was agreed")
    return Standing("unsigned", f"{why}, and nobody says it was agreed")


def _status(party: Party, holds: Callable[[str], bool]) -> str:
    return party.status if party.by is None or holds(party.by) else "unknown"
