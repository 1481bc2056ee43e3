"""Citations of a story: recognised, tied to sources, corrected by editors, linked in the body."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from standfirst.keys.recording import ahead
from standfirst.provenance.citing import LANGUAGES, CitedItem, KnownOutlets, find_citations
from standfirst.provenance.models import Citation
from standfirst.provenance.outlets import Outlets, source_for
from standfirst.publication.languages import primary
from standfirst.stories import rendering
from standfirst.stories.markup import Place
from standfirst.stories.models import Story


def draft_key(story: Story) -> str:
    """Return what a draft's citations are kept under; those of the published text have ``story.key``."""
    return f"draft:{story.uid}"


Cited = tuple[str, int, int, CitedItem]
"""The block that an item stands in, where its line begins in the block's text, its group in the story, the item."""


def cited(
    paragraphs: Iterable[tuple[str, str]], day: datetime.date, tag: str, known: KnownOutlets | None = None
) -> list[Cited]:
    """Return what ``paragraphs`` (block id and plain text) cite. Empty for a language without a grammar."""
    language = primary(tag)
    if language not in LANGUAGES:
        return []
    items: list[Cited] = []
    groups = 0
    for block, text in paragraphs:
        offset = 0
        for line in text.split("\n"):
            found = find_citations(line, date=day, language=language, known_outlets=known)
            items += [(block, offset, groups + item.group, item) for item in found]
            groups += max((item.group for item in found), default=-1) + 1
            offset += len(line) + 1
    return items


@dataclass
class Recognised:
    """A row of ``Citation`` that isn't one yet: what its columns hold."""

    position: int
    block: str
    group: int
    raw: str
    start: int
    end: int
    signal: str
    outlet_printed: str
    date: str
    flags: list[str]
    source_id: int | None = None
    dismissed: bool = False


Row = Citation | Recognised


def found(story: Story, day: datetime.date, outlets: Outlets) -> list[Citation]:
    """Return the citations of the story's body as unsaved rows without sources, in the order of the text.

    Offsets count in the block's plain text (``rendering.paragraphs``). Empty for a language without a grammar.
    """
    items = cited(rendering.paragraphs(story.body), day, story.locale.language_code, outlets)
    return [Citation(**vars(recognised(position, each))) for position, each in enumerate(items)]


def recognised(position: int, cited: Cited) -> Recognised:
    """Return one of a story's citations as a row, at its ``position`` among them."""
    block, offset, group, item = cited
    return Recognised(
        position=position,
        block=block,
        group=group,
        raw=item.raw[:500],
        start=offset + item.start,
        end=offset + item.end,
        signal=(item.signal or "")[:40],
        outlet_printed=(item.outlet or "")[:255],
        date=item.date or "",
        flags=list(item.flags),
    )


def _numbered(rows: Iterable[Citation]) -> list[tuple[tuple[str, str, int], Citation]]:
    """Give each row a name that survives edits elsewhere: as printed, its date, and the how-manieth of these."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    named = []
    for row in rows:
        named.append(((row.raw, row.date, seen[row.raw, row.date]), row))
        seen[row.raw, row.date] += 1
    return named


def with_decisions(story: Story, rows: Sequence[Citation]) -> None:
    """Copy onto ``rows`` what editors decided in the draft or, failing that, in the published text."""
    for key in (story.key, draft_key(story)):
        decided = dict(_numbered(Citation.objects.filter(cited_by=key)))
        for name, row in _numbered(rows):
            old = decided.get(name)
            if old is not None and (old.corrected or old.dismissed):
                row.source_id, row.dismissed, row.corrected = old.source_id, old.dismissed, old.corrected


def broken(rows: Iterable[Row]) -> list[Row]:
    """Return the rows that nobody dismissed and that can't be tied to a source by themselves."""
    return [row for row in rows if not row.dismissed and not row.source_id and not row.outlet_printed]


@transaction.atomic
def recognise(story: Story, day: datetime.date, key: str, outlets: Outlets | None = None) -> list[Citation]:
    """Store the citations of ``story`` under ``key``, keeping editors' decisions, and return them.

    Unknown outlets become agents without a page, and the citation stays flagged.
    """
    outlets = outlets or Outlets.load()
    rows = found(story, day, outlets)
    with_decisions(story, rows)
    for row in rows:
        row.cited_by = key
        if row.source_id is None and not row.dismissed and row.outlet_printed:
            outlet = outlets.propose(row.outlet_printed, story.locale.language_code)
            row.source = source_for(outlet, row.date, row.raw)
    Citation.objects.filter(cited_by=key).delete()
    return Citation.objects.bulk_create(rows)


def numbers(rows: Iterable[Row]) -> dict[int, int]:
    """Return the number of each source (by primary key) in the order of first citation, from 1."""
    cited = (row.source_id for row in rows if row.source_id and not row.dismissed)
    return {source: number for number, source in enumerate(dict.fromkeys(cited), 1)}


def source_uids(story: Story) -> list[str]:
    """Return the sources of the published text, in the order of its list."""
    found: list[str] | None = ahead().get(("cited", story.key))
    if found is not None:
        return found
    rows = Citation.objects.filter(cited_by=story.key, dismissed=False, source__isnull=False)
    return list(dict.fromkeys(rows.order_by("position").values_list("source__uid", flat=True)))


def links(rows: Sequence[Row]) -> dict[str, list[Place]]:
    """Return what to link in each block: each date of each item leads to its source's entry in the list.

    The first place of each source is the anchor (``cite-<number>``) that the list links back to.
    """
    number_of = numbers(rows)
    anchored: set[int] = set()
    places: dict[str, list[Place]] = defaultdict(list)
    shared = groupby(rows, key=lambda row: (row.block, row.start, row.end))
    for (block, start, _end), same in shared:
        item = list(same)
        for row, (begin, stop) in zip(item, split(item[0].raw, [row.date for row in item]), strict=True):
            if row.source_id in number_of and not row.dismissed:
                number = number_of[row.source_id]
                tag = f'<a class="cite" href="#source-{number}"'
                first = tag if number in anchored else f'{tag} id="cite-{number}"'
                anchored.add(number)
                places[block].append(Place(start + begin, start + stop, f"{first}>", f"{tag}>"))
    return places


def split(raw: str, dates: Sequence[str]) -> list[tuple[int, int]]:
    """Divide an item as printed among its dates: ``EDM, September 20`` and ``28`` of ``EDM, September 20, 28``.

    The parts don't overlap. Where a date's day can't be found, it gets an empty part at the end.
    """
    starts = [0]
    at = 0
    for number, date in enumerate(dates):
        day = date[8:10].lstrip("0") or date[:4]
        hit = re.compile(rf"(?<!\d)0?{re.escape(day)}(?!\d)").search(raw, at) if day else None
        if number:
            comma = max(raw.rfind(",", at, hit.start()), raw.rfind(";", at, hit.start())) if hit else -1
            starts.append(_after(raw, comma) if comma >= 0 else len(raw))
        at = max(hit.end() if hit else at, starts[-1])
    ends = [_before(raw, start) for start in starts[1:]]
    return [(begin, max(begin, stop)) for begin, stop in zip(starts, [*ends, len(raw)], strict=True)]


def _after(raw: str, comma: int) -> int:
    return comma + 1 + len(raw[comma + 1 :]) - len(raw[comma + 1 :].lstrip())


def _before(raw: str, start: int) -> int:
    return len(raw[:start].rstrip(" ,;\u00a0")) if start < len(raw) else len(raw)
