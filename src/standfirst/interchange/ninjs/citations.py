"""The citations of a batch: found story by story as one by one, their sources made together."""

from __future__ import annotations

from collections.abc import Iterable

from standfirst.interchange.ninjs.items import Item
from standfirst.interchange.ninjs.records import Records, uid_of
from standfirst.keys.changes import changed
from standfirst.provenance.models import Citation, Source

Place = tuple[int, str]
"""An outlet and a date: what a citation tells apart."""


class Sources:
    """The sources that a batch's citations rest on."""

    def __init__(self) -> None:
        self._asked: dict[Place, tuple[Citation, Item]] = {}
        self._rows: list[tuple[Citation, Place]] = []

    def ask(self, rows: Iterable[Citation], item: Item, language: str, records: Records) -> None:
        """Note which source each citation needs; unknown outlets become agents, as in ``citing.recognise``."""
        for row in rows:
            if not row.outlet_printed:
                continue
            outlet = records.outlets.propose(row.outlet_printed, language)
            place = (outlet, row.date)
            self._asked.setdefault(place, (row, item))
            self._rows.append((row, place))

    def settle(self) -> dict[int, str]:
        """Tie each citation to its source, made where there is none. Returns the sources' uids by primary key."""
        outlets, dates = {outlet for outlet, _ in self._asked}, {date for _, date in self._asked}
        found: dict[Place, Source] = {}
        for source in Source.objects.filter(outlet_id__in=outlets, date__in=dates).order_by("pk"):
            found.setdefault((source.outlet_id, source.date), source)
        made = [_source(place, *said) for place, said in self._asked.items() if place not in found]
        taken = set(Source.objects.filter(uid__in=[s.uid for s in made]).values_list("uid", flat=True))
        for source in made:
            if source.uid in taken:
                source.uid = Source().uid
        Source.objects.bulk_create(made)
        changed(*(f"source:{source.uid}" for source in made))
        found |= {(source.outlet_id, source.date): source for source in made}
        for row, place in self._rows:
            row.source_id = found[place].pk
        return {source.pk: source.uid for source in found.values()}


def _source(place: Place, row: Citation, item: Item) -> Source:
    """Return the source of a citation; what the item says of it (``infoSources``) gives its kind and uid."""
    source = Source(outlet_id=place[0], date=place[1], raw=row.raw[:500])
    for said in item.sources:
        if said.literal == source.raw:
            source.kind = said.kind if said.kind in Source.Kind.values else source.kind
            source.uid = uid_of(said.who.uri) or source.uid
            break
    return source
