"""The lines of the translation desk: each paragraph of the original with ours, as both are now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from standfirst.translation.pairing.aligning import align, follow
from standfirst.translation.pairing.body import Place
from standfirst.translation.pairing.states import State, digest, shown
from standfirst.translation.pairing.units import Unit, literal

TITLE, STANDFIRST, BODY = "title", "standfirst", "body"


@dataclass(frozen=True)
class SourceText:
    """What is translated."""

    language: str
    title: str
    standfirst: str
    """Empty where the original has none that we know."""
    paragraphs: tuple[Unit, ...]


@dataclass(frozen=True)
class Row:
    """What is kept of a line since it was last saved at the desk."""

    uid: str
    place: str
    block: str
    source: str
    target: str
    tags: tuple[str, ...]
    state: State
    engine: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph of the original beside ours."""

    key: str
    place: str
    kind: str
    """The kind of the body's block; of a paragraph that ours doesn't have yet ``paragraph``."""
    original: Unit | None
    """None: ours alone, or gone from the original."""
    former: str
    """What ours rests on, where the original says something else now."""
    ours: Unit
    state: State
    kept: State
    """The state but for staleness."""
    at: Place | None
    row: Row | None
    untouched: bool
    """Whether the original's own words stand in ours."""

    @property
    def missing(self) -> bool:
        """Whether ours has no words yet for something of the original."""
        return self.state is State.NEW and self.original is not None

    @property
    def engine(self) -> str:
        """The service that made the words as they are; empty where a person did."""
        return self.row.engine if self.row and self.kept is State.MACHINE else ""


def lay_out(
    source: SourceText, rows: Sequence[Row], places: Sequence[Place], title: str, standfirst: str
) -> list[Line]:
    """Return the desk's lines: headline, standfirst, then the body in the original's order.

    ``rows`` are what was kept, in order; ``places`` our body's. Nothing kept: the two texts are aligned as they are.
    """
    own = {row.place: row for row in rows if row.place != BODY}
    lines = [
        _line(TITLE, _unit(source.title), own.get(TITLE), _unit(title), place=TITLE),
        _line(STANDFIRST, _unit(source.standfirst), own.get(STANDFIRST), _unit(standfirst), place=STANDFIRST),
    ]
    kept = [row for row in rows if row.place == BODY]
    entries = _continued(source, kept, places) if kept else _begun(source, places)
    seen: Counter[str] = Counter()
    for original, row, place in entries:
        mark = digest(original.text if original else row.source if row else "")[:12]
        seen[mark] += 1
        key = place.key if place else f"s.{mark}.{seen[mark]}"
        lines.append(_line(key, original, row, place.unit if place else None, at=place))
    return lines


def _unit(text: str) -> Unit | None:
    return Unit(literal(text)) if text.strip() else None


def _line(
    key: str,
    original: Unit | None,
    row: Row | None,
    current: Unit | None,
    *,
    place: str = BODY,
    at: Place | None = None,
) -> Line:
    former = ""
    if row is None:
        state, ours = _unkept(original, current)
        kept = state
    else:
        kept, ours = _kept(row, original, current)
        state = shown(kept, digest(row.source), digest(original.text) if original else None)
        former = row.source if state is State.STALE else ""
    if original and current and current.text == original.text:
        # The same words with their tags: a machine's draft, and who translates, see where they belong.
        original = current
    untouched = kept is State.NEW and current is not None and original is not None
    kind = at.kind if at else "paragraph"
    return Line(key, place, kind, original, former, ours, state, kept, at, row, untouched)


def _unkept(original: Unit | None, current: Unit | None) -> tuple[State, Unit]:
    if original is None:
        return (State.EDITED, current) if current else (State.NEW, Unit(""))
    if current is None or current.text == original.text:
        return State.NEW, Unit("", (current or original).tags)
    return State.EDITED, current


def _kept(row: Row, original: Unit | None, current: Unit | None) -> tuple[State, Unit]:
    if current is None:
        left_out = row.state is State.REVIEWED and not row.target
        return (State.REVIEWED if left_out else State.NEW), Unit(
            "", row.tags or (original.tags if original else ())
        )
    if row.state is State.NEW:
        if current.text in {row.source, original.text if original else ""}:
            return State.NEW, Unit("", current.tags)
        return State.EDITED, current
    saved = Unit(row.target, row.tags)
    return (row.state, saved) if current.html == saved.html else (State.EDITED, current)


Entry = tuple[Unit | None, Row | None, Place | None]


def _begun(source: SourceText, places: Sequence[Place]) -> list[Entry]:
    pairs = align([unit.text for unit in source.paragraphs], [place.unit.text for place in places])
    return [
        (None if one is None else source.paragraphs[one], None, None if other is None else places[other])
        for one, other in pairs
    ]


def _continued(source: SourceText, rows: Sequence[Row], places: Sequence[Place]) -> list[Entry]:
    found = _placed(rows, places)
    entries: list[Entry] = []
    for before, after in follow([row.source for row in rows], [unit.text for unit in source.paragraphs]):
        row = None if before is None else rows[before]
        place = None if before is None else found.get(before)
        original = None if after is None else source.paragraphs[after]
        if original is not None or place is not None:
            entries.append((original, row, place))
    taken = {place.key for place in found.values()}
    for number, place in enumerate(places):
        if place.key not in taken:
            before_it = places[number - 1].key if number else None
            at = next((n for n, entry in enumerate(entries, 1) if entry[2] and entry[2].key == before_it), 0)
            entries.insert(at, (None, None, place))
    return entries


def _placed(rows: Sequence[Row], places: Sequence[Place]) -> dict[int, Place]:
    """Return where each row's paragraph is now, by the row's number: in its block, in order."""
    blocks: dict[str, list[Place]] = {}
    for place in places:
        blocks.setdefault(place.block, []).append(place)
    found: dict[int, Place] = {}
    wanted: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.block:
            wanted.setdefault(row.block, []).append(number)
    for block, numbers in wanted.items():
        here = blocks.get(block, [])
        if len(here) == len(numbers):
            found |= zip(numbers, here, strict=True)
            continue
        said = [Unit(rows[n].target, rows[n].tags).text or rows[n].source for n in numbers]
        for one, other in follow(said, [place.unit.text for place in here]):
            if one is not None and other is not None:
                found[numbers[one]] = here[other]
    return found
