"""What was understood of a draft's citations, as an editor needs to see it. Only reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.provenance.citing import item
from standfirst.provenance.models import Source
from standfirst.provenance.outlets import Outlets
from standfirst.stories import citing
from standfirst.stories.models import Story
from standfirst.stories.zone import day_of

FLAGS = {
    item.UNCLOSED: _("parenthesis not closed"),
    item.OUTLET_INFERRED: _("outlet taken from the item before"),
    item.NO_OUTLET: _("no outlet"),
    item.UNKNOWN_OUTLET: _("new outlet"),
    item.NO_DATE: _("no date"),
    item.IMPOSSIBLE: _("no such day"),
    item.AMBIGUOUS: _("day or month? read as day first"),
    item.LATER: _("later than the story"),
    item.YEAR_ONLY: _("only a year"),
    item.NOT_UNDERSTOOD: _("not wholly understood"),
}


@dataclass(frozen=True)
class Entry:
    """One citation of the draft."""

    position: int
    raw: str
    signal: str
    outlet: str
    date: str
    flags: tuple[Any, ...]
    source: Source | None
    """What it leads to; None where publishing will make one, or can't."""
    new_outlet: bool
    dismissed: bool
    corrected: bool
    broken: bool


def day(story: Story) -> Any:
    """Return the day that the story's citations are read by: of its publication, else today."""
    return day_of(story.first_published_at or timezone.now())


def understood(story: Story) -> list[Entry]:
    """Return the draft's citations in the order of the text. A fixed number of queries."""
    outlets = Outlets.load()
    found = citing.found(story, day(story), outlets)
    citing.with_decisions(story, found)
    agents = {row.position: outlets.find(row.outlet_printed) for row in found if row.outlet_printed}
    known: dict[Any, Source] = {}
    for source in (
        Source.objects.filter(
            outlet_id__in={pk for pk in agents.values() if pk}, date__in={row.date for row in found}
        )
        .select_related("outlet")
        .order_by("-pk")
    ):
        known[source.outlet_id, source.date] = source
    chosen = Source.objects.select_related("outlet").in_bulk(
        {row.source_id for row in found if row.source_id}
    )
    broken = {row.position for row in citing.broken(found)}
    return [
        Entry(
            position=row.position,
            raw=row.raw,
            signal=row.signal,
            outlet=row.outlet_printed,
            date=row.date,
            flags=tuple(FLAGS.get(flag, flag) for flag in row.flags),
            source=chosen[row.source_id]
            if row.source_id in chosen
            else known.get((agents.get(row.position), row.date)),
            new_outlet=bool(row.outlet_printed) and agents.get(row.position) is None and not row.source_id,
            dismissed=row.dismissed,
            corrected=row.corrected,
            broken=row.position in broken,
        )
        for row in found
    ]
