"""``/api/dossiers/<slug>/``: the dossier's file, its answers as ``standfirst assess`` gives them, and other forms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from standfirst.dossiers.documents.pages import dossiers_of
from standfirst.dossiers.giving import FORMS, give
from standfirst.dossiers.reading import changes_at, opened, slugs_of_any
from standfirst.dossiers.reckoning import write_yaml
from standfirst.keys.documents import Rendered
from standfirst.publication.reading import absolute, languages
from standfirst.stories.zone import day_of

_PATH = re.compile(r"/api/dossiers/([a-z0-9-]+)/([a-z]+\.[a-z]+)")
_GIVEN = {form.file: (name, form.media_type) for name, form in FORMS.items()}
_FILES = ("assess.json", "dossier.yaml", *_GIVEN)


class DossierData:
    """The files of each published dossier, their texts in its first language."""

    name = "dossier-data"

    def paths(self) -> Iterator[str]:
        """Yield the files of every published dossier."""
        for slug in slugs_of_any():
            yield from (f"/api/dossiers/{slug}/{name}" for name in _FILES)

    def affected(self, key: str) -> Iterable[str]:
        """``dossier:<uid>``: its files."""
        for dossier in dossiers_of(key):
            yield from (f"/api/dossiers/{dossier.row.slug}/{name}" for name in _FILES)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the file at ``path``: as it stands and is known on the day of ``instant``, from the last change on."""
        match = _PATH.fullmatch(path)
        dossier = opened(match[1]) if match is not None else None
        if (
            match is None
            or match[2] not in _FILES
            or dossier is None
            or not set(languages()) & set(dossier.row.languages)
        ):
            return None
        if match[2] == "dossier.yaml":
            return Rendered(write_yaml(dossier.value).encode(), "application/yaml; charset=utf-8")
        point = dossier.rows(day_of(instant))
        if match[2] in _GIVEN:
            name, media_type = _GIVEN[match[2]]
            # Assessed on the day of the latest change, so that no later day makes other bytes.
            day = point.day if point is not None else None
            body = give(
                dossier.value,
                name,
                base=absolute(f"/api/dossiers/{match[1]}/dossier.yaml#"),
                as_of=day or date.min,
            )
            return Rendered(body, media_type, changes_at=changes_at(dossier, instant))
        since = str(point.day) if point is not None else None
        answers = {
            # The answers of this day hold on every later one, until the next change.
            "as_of": since,
            "known_on": since,
            "assessments": [row.data() for row in point.rows] if point is not None else [],
        }
        body = json.dumps(answers, ensure_ascii=False, indent=1).encode() + b"\n"
        return Rendered(body, "application/json; charset=utf-8", changes_at=changes_at(dossier, instant))
