"""The citations of a batch: found story by story as one by one, their sources made together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standfirst.interchange.ninjs.item import Item
from standfirst.interchange.ninjs.records import Records, uid_of
from standfirst.keys.changes import changed
from standfirst.keys.inserting import insert, next_keys
from standfirst.keys.uid import new_uid
from standfirst.provenance.models import Source
from standfirst.stories.citing import Recognised

Place = tuple[int, str]
"""An outlet and a date: what a citation tells apart."""


class Sources:
    """The sources that a batch's citations rest on."""

    def __init__(self) -> None:
        self._asked: dict[Place, tuple[Recognised, Item]] = {}
        self._rows: list[tuple[Recognised, Place]] = []

    def ask(self, rows: Iterable[Recognised], item: Item, language: str, records: Records) -> None:
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
        keys: dict[Place, int] = {}
        uids: dict[int, str] = {}
        known = Source.objects.filter(outlet_id__in=outlets, date__in=dates).order_by("pk")
        for key, outlet, date, uid in known.values_list("pk", "outlet_id", "date", "uid"):
            if (outlet, date) in self._asked and (outlet, date) not in keys:
                keys[outlet, date], uids[key] = key, uid
        self._make([place for place in self._asked if place not in keys], keys, uids)
        for row, place in self._rows:
            row.source_id = keys[place]
        return uids

    def _make(self, places: list[Place], keys: dict[Place, int], uids: dict[int, str]) -> None:
        made = [_source(place, *self._asked[place]) for place in places]
        said = [source["uid"] for source in made]
        taken = set(Source.objects.filter(uid__in=said).values_list("uid", flat=True))
        for key, place, source in zip(next_keys(Source, len(made)), places, made, strict=True):
            if source["uid"] in taken:
                source["uid"] = new_uid()
            source["id"] = keys[place] = key
            uids[key] = source["uid"]
        insert(Source, made)
        changed(*(f"source:{source['uid']}" for source in made))


def _source(place: Place, row: Recognised, item: Item) -> dict[str, Any]:
    """Return the source of a citation; what the item says of it (``infoSources``) gives its kind and uid."""
    raw = row.raw[:500]
    source = {"uid": "", "outlet_id": place[0], "date": place[1], "raw": raw}
    for said in item.sources:
        if said.literal == raw:
            if said.kind in Source.Kind.values:
                source["kind"] = said.kind
            source["uid"] = uid_of(said.who.uri)
            break
    source["uid"] = source["uid"] or new_uid()
    return source
