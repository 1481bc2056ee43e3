"""The memory: remembering what was reviewed, proposing it again, giving it away and taking it in as TMX."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from standfirst import __version__
from standfirst.keys.turns import take_turn
from standfirst.publication.languages import primary
from standfirst.translation.models import TranslationUnit, UnitMark
from standfirst.translation.pairing import tmx
from standfirst.translation.pairing.memory import NEAR, marks, score
from standfirst.translation.pairing.states import digest
from standfirst.translation.sources import Beside

PROPOSED = 3
_LOOKED_AT = 24
"""Candidates of one paragraph, those with most marks in common."""
_PIECE = 200
_NO_WORDS = -1
_MOST_FOUND = 20_000
_Identity = tuple[str, str, str, str]


@dataclass(frozen=True)
class Proposal:
    """What was translated before, and how like its text is, in percent."""

    unit: TranslationUnit
    percent: int


def remember(desk: Beside, pairs: Sequence[tuple[str, str]], *, user: Any, at: datetime) -> int:
    """Keep texts with their translations, each once; return how many are new. What is kept already becomes the newest."""
    language = desk.source.text.language
    said = [
        tmx.Pair(source, target, language, desk.language, at)
        for source, target in pairs
        if source.strip() and target.strip()
    ]
    return _keep([_unit(pair, at, story_id=desk.draft.pk, made_by=user) for pair in said], renewed=at)


def _keep(units: Sequence[TranslationUnit], *, renewed: datetime | None = None) -> int:
    """Put units into the memory, each once; return how many are new. Those here already are of ``renewed`` from now on.

    In pieces: nobody who saves or publishes waits for a whole file.
    """
    pieces = (units[start : start + _PIECE] for start in range(0, len(units), _PIECE))
    return sum(_keep_piece({_identity(unit): unit for unit in piece}, renewed) for piece in pieces)


@transaction.atomic
def _keep_piece(piece: dict[_Identity, TranslationUnit], renewed: datetime | None) -> int:
    take_turn()
    same = TranslationUnit.objects.filter(source_sha256__in=[key[0] for key in piece])
    here = {_identity(unit): unit.pk for unit in same}
    if renewed is not None:
        known = [here[key] for key in piece if key in here]
        TranslationUnit.objects.filter(pk__in=known).update(made_at=renewed)
    made = TranslationUnit.objects.bulk_create(unit for key, unit in piece.items() if key not in here)
    UnitMark.objects.bulk_create(_marked(made))
    return len(made)


def _marked(units: Iterable[TranslationUnit]) -> list[UnitMark]:
    # A text without a word ("* * *") has no marks of its own, and one that nothing else shares.
    return [
        UnitMark(unit=unit, mark=mark) for unit in units for mark in sorted(marks(unit.source)) or [_NO_WORDS]
    ]


def mark_anew() -> None:
    """Make the marks of units that have none: those that came with an export."""
    while units := list(TranslationUnit.objects.filter(marks=None).order_by("pk")[:_PIECE]):
        UnitMark.objects.bulk_create(_marked(units))


def proposals(texts: Sequence[str], language: str, target_language: str) -> list[list[Proposal]]:
    """Return for each text what was translated before: at most three, the likest first, at least 75 % like.

    Three queries, however many texts and however large the memory.
    """
    wanted = [marks(text) for text in texts]
    every = frozenset().union(*wanted)
    found = UnitMark.objects.filter(
        mark__in=every,
        unit__source_language__in=_alike(language),
        unit__target_language__in=_alike(target_language),
    ).order_by("-unit__made_at", "-pk")
    units_with: dict[int, list[int]] = defaultdict(list)
    for mark, unit in found.values_list("mark", "unit_id")[:_MOST_FOUND]:
        units_with[mark].append(unit)
    looked: list[list[int]] = []
    for own in wanted:
        counts = Counter(unit for mark in own for unit in units_with.get(mark, ()))
        looked.append([unit for unit, _ in counts.most_common(_LOOKED_AT)])
    units = TranslationUnit.objects.select_related("story").in_bulk({pk for each in looked for pk in each})
    return [
        _likest(text, [units[pk] for pk in each], language) for text, each in zip(texts, looked, strict=True)
    ]


def _alike(language: str) -> list[str]:
    """A text in ``en-GB`` is proposed for one in ``en``."""
    return list(dict.fromkeys([language, primary(language)]))


def _likest(text: str, units: Iterable[TranslationUnit], language: str) -> list[Proposal]:
    best: dict[str, Proposal] = {}
    for unit in units:
        proposal = Proposal(unit, score(text, unit.source, language))
        same = best.get(unit.target)
        if proposal.percent >= NEAR and (same is None or same.percent < proposal.percent):
            best[unit.target] = proposal
    # Of the equally like, the newest.
    ordered = sorted(best.values(), key=lambda each: (-each.percent, -each.unit.made_at.timestamp()))
    return ordered[:PROPOSED]


def export_units(source_language: str = "", target_language: str = "") -> Iterator[bytes]:
    """Yield the memory (of two languages, where they are given) as TMX, the oldest unit first."""
    units = TranslationUnit.objects.select_related("made_by").order_by("made_at", "pk")
    if source_language:
        units = units.filter(source_language=source_language)
    if target_language:
        units = units.filter(target_language=target_language)
    pairs = (
        tmx.Pair(
            unit.source, unit.target, unit.source_language, unit.target_language, unit.made_at,
            str(unit.made_by) if unit.made_by else unit.by_name,
        )
        for unit in units.iterator(_PIECE)
    )  # fmt: skip
    yield from tmx.write(pairs, __version__, source_language or "*all*")


def add_units(content: bytes, *, at: datetime) -> tuple[int, int, int]:
    """Take a TMX file into the memory; return how many units are new, were here already, and can't be used.

    Raises:
        pairing.tmx.NotTmx: the file can't be used; nothing is changed.
    """
    pairs, unused = tmx.read(content)
    new = _keep([_unit(pair, at) for pair in pairs])
    return new, len(pairs) - new, unused


def _identity(unit: TranslationUnit) -> _Identity:
    return unit.source_sha256, unit.target_sha256, unit.source_language, unit.target_language


def _unit(pair: tmx.Pair, at: datetime, **of: Any) -> TranslationUnit:
    source, target = " ".join(pair.source.split()), " ".join(pair.target.split())
    return TranslationUnit(
        source=source,
        target=target,
        source_language=pair.source_language[:20],
        target_language=pair.target_language[:20],
        source_sha256=digest(source),
        target_sha256=digest(target),
        by_name=pair.made_by,
        made_at=pair.made_at or at,
        **of,
    )
