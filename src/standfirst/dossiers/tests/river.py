"""A small dossier for tests, and ways to bend it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from standfirst.dossiers.reckoning import assess, read_data


def text(words: str) -> dict[str, str]:
    return {"en": words}


RIVER: dict[str, Any] = {
    "format": "standfirst-dossier/1",
    "dossier": {"id": "ferry", "title": text("The ferry pact"), "languages": ["en"]},
    "agents": [
        {"id": "north", "kind": "state", "name": text("North")},
        {"id": "north-mod", "kind": "body", "part_of": "north", "name": text("Northern ministry")},
        {"id": "south", "kind": "state", "name": text("South")},
        {"id": "gazette", "kind": "outlet", "name": text("Gazette")},
        {"id": "herald", "kind": "outlet", "name": text("Herald")},
        {"id": "monitor", "kind": "body", "name": text("Monitoring centre")},
    ],
    "sources": [
        {"id": "t", "outlet": "gazette", "date": "2021-03-01"},
        {"id": "g1", "outlet": "gazette", "date": "2021-06-10"},
        {"id": "g2", "outlet": "gazette", "date": "2021-06-12"},
        {"id": "g3", "outlet": "herald", "date": "2021-07"},
    ],
    "agreements": [
        {
            "id": "pact",
            "title": text("Pact"),
            "signed": "2021-03-01",
            "parties": [{"agent": "north", "status": "signed"}, {"agent": "south", "status": "signed"}],
            "sources": ["t"],
        }
    ],
    "provisions": [
        {
            "id": "guards",
            "agreement": "pact",
            "kind": "limit",
            "addressee": "north",
            "monitored_by": ["monitor"],
            "text": text("At most 500 guards"),
            "limit": {"measure": "personnel", "op": "<=", "value": 500, "unit": "guards"},
            "sources": ["t"],
        },
        {
            "id": "term",
            "agreement": "pact",
            "kind": "term",
            "text": text("Two years"),
            "term": {
                "start": "2021-03-01",
                "duration": "P2Y",
                "renewal": {"duration": "P2Y", "mode": "consent"},
            },
            "sources": ["t"],
        },
    ],
    "claims": [],
    "events": [],
    "overrides": [],
}


def claim(name: str, asserter: str = "south", via: str = "g1", **more: Any) -> dict[str, Any]:
    about = more.pop("about", "guards")
    return {"id": name, "about": about, "asserter": asserter, "via": [via], **more}


def event(kind: str, day: str, about: str = "term", via: str = "t", **more: Any) -> dict[str, Any]:
    name = f"{kind}-{day}-{about}"
    return {
        "id": name,
        "kind": kind,
        "date": day,
        "about": about,
        "title": text(kind),
        "sources": [via],
        **more,
    }


def river(*claims: dict[str, Any], events: Any = (), **sections: Any) -> dict[str, Any]:
    found = copy.deepcopy(RIVER)
    found["claims"] = list(claims)
    found["events"] = list(events)
    found.update(sections)
    return found


def with_term(**term: Any) -> list[dict[str, Any]]:
    provisions = copy.deepcopy(RIVER["provisions"])
    provisions[1]["term"] = term
    return provisions


def row(data: dict[str, Any], as_of: str, about: str = "guards", known_on: str = "2030-01-01") -> Any:
    found = assess(read_data(data), date.fromisoformat(as_of), date.fromisoformat(known_on), about)
    return found[0].data() if found else None
