"""GeoJSON (RFC 7946): the dossier's places, and its events where they happened.

A place without coordinates is given without a geometry, as the standard allows: nothing is geocoded. No boundary is in
it; the dossier's policy on boundaries is. A point says how precise it is.
"""

from __future__ import annotations

from typing import Any

from standfirst.dossiers.reckoning.records import Dossier, Place

from .telling import Index, text_in

_DIGITS = 7


def geojson(dossier: Dossier, language: str) -> dict[str, Any]:
    """Return a feature collection; longitude comes before latitude there."""
    index = Index(dossier)
    places = [
        {
            "type": "Feature",
            "id": f"place/{place.id}",
            "geometry": _point(place),
            "properties": {"kind": "place", "name": text_in(place.name, language), "names": dict(place.name),
                           "precision": place.precision, "geonames": place.geonames},
        }
        for place in dossier.places
    ]  # fmt: skip
    events = [
        {
            "type": "Feature",
            "id": f"event/{event.id}",
            "geometry": _point(index.places[event.place]),
            "properties": {
                "kind": event.kind, "title": text_in(event.title, language), "date": event.date.text,
                "status": event.status or "done", "place": event.place, "precision": index.places[event.place].precision,
                "sources": [index.printed(source, language) for source in event.sources],
            },
        }
        for event in dossier.events
        if event.place
    ]  # fmt: skip
    return {
        "type": "FeatureCollection",
        "name": text_in(dossier.dossier.title, language),
        "licence": dossier.dossier.licence,
        "boundary_policy": text_in(dossier.dossier.boundary_policy, language),
        "features": [*places, *events],
    }


def _point(place: Place) -> dict[str, Any] | None:
    if place.lat is None or place.lon is None:
        return None
    return {
        "type": "Point",
        "coordinates": [round(float(place.lon), _DIGITS), round(float(place.lat), _DIGITS)],
    }
