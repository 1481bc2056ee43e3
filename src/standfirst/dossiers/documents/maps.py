"""``map/``: the dossier's places, drawn by the server, with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.dossiers.charts import place_map
from standfirst.dossiers.documents.pages import DossierPages, around, mapped
from standfirst.dossiers.documents.values import MapPage, PlaceValue
from standfirst.dossiers.reading import Open
from standfirst.dossiers.telling import Teller


class Maps(DossierPages):
    """A map without boundaries, for they take sides; the dossier's policy on them is printed."""

    name, template = "dossier-maps", "pages/dossier_map.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        return ("map/",) if mapped(dossier) else ()

    def has(self, rest: str) -> bool:
        return rest == "map/"

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        dossier = teller.dossier
        if rest not in self.rests(dossier):
            return None
        happened: dict[str, int] = {}
        for event in dossier.value.events:
            if event.place is not None:
                happened[event.place] = happened.get(event.place, 0) + 1
        places = [place for place in dossier.value.places if place.lat is not None and place.lon is not None]
        values = tuple(
            PlaceValue(
                name=teller.told(place.name),
                others=tuple((text, tag) for tag, text in place.name if text != teller.told(place.name).text),
                latitude=teller.speaker.number(place.lat) if place.lat is not None else "",
                longitude=teller.speaker.number(place.lon) if place.lon is not None else "",
                precision=place.precision or "",
                events=happened.get(place.id, 0),
            )
            for place in places
        )
        points = [(place.lat, place.lon, happened.get(place.id, 0)) for place in places]
        return MapPage(
            around=around(teller, rest, _("Map")),
            places=values,
            map=place_map([(lat, lon, n) for lat, lon, n in points if lat is not None and lon is not None]),
            boundary_policy=teller.told(dossier.value.dossier.boundary_policy),
        )
