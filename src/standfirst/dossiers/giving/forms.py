"""The forms in which a dossier is given away, by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from standfirst.dossiers.reckoning.records import Dossier

from .geojson import geojson
from .incidents import incidents
from .linked import claims, provenance
from .package import package
from .timeline import timeline


@dataclass(frozen=True)
class Asked:
    """For whom and when: the language of texts, the dossier's own address, and the two dates of its assessments."""

    language: str
    base: str
    as_of: date
    known_on: date


@dataclass(frozen=True)
class Form:
    """One form: the name of its file, its media type, and what writes it."""

    file: str
    media_type: str
    write: Callable[[Dossier, Asked], bytes]


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


FORMS = {
    "timeline": Form(
        "timeline.json", "application/json; charset=utf-8", lambda d, a: _json(timeline(d, a.language))
    ),
    "geojson": Form("places.geojson", "application/geo+json", lambda d, a: _json(geojson(d, a.language))),
    "incidents": Form(
        "incidents.csv", "text/csv; charset=utf-8", lambda d, a: incidents(d, a.language).encode()
    ),
    "claims": Form("claims.jsonld", "application/ld+json", lambda d, a: _json(claims(d, a.language, a.base))),
    "prov": Form(
        "prov.jsonld",
        "application/ld+json",
        lambda d, a: _json(provenance(d, a.language, a.base, a.as_of, a.known_on)),
    ),
    "package": Form("package.zip", "application/zip", lambda d, a: package(d, a.language)),
}


def give(
    dossier: Dossier,
    form: str,
    language: str = "",
    base: str = "",
    as_of: date | None = None,
    known_on: date | None = None,
) -> bytes:
    """Return ``dossier`` in one of ``FORMS``.

    Without ``language`` it is the dossier's first; without ``base`` records are named by URN; the dates are today's.

    Raises:
        KeyError: there is no such form.
    """
    day = as_of or date.today()
    asked = Asked(
        language or dossier.dossier.languages[0],
        base or f"urn:standfirst:{dossier.dossier.id}:",
        day,
        known_on or day,
    )
    return FORMS[form].write(dossier, asked)
