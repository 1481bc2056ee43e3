"""``/api/dossiers/<slug>/pairs/<yyyy>.json``: the answers for all pairs of days, and the control that reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from standfirst.dossiers.documents.pages import dossiers_of
from standfirst.dossiers.documents.values import PairRow, PairsControl
from standfirst.dossiers.giving.pairs import pairs_of_year
from standfirst.dossiers.reading import Open, opened, slugs_of_any, spoken
from standfirst.dossiers.telling import Teller
from standfirst.keys.documents import Rendered
from standfirst.theme.words import WORDS

_PATH = re.compile(r"/api/dossiers/([a-z0-9-]+)/pairs/(\d{4})\.json")
_SHOWN = [(record, value) for record in ("verdict", "state", "standing", "level") for value in WORDS[record]]


class PairFiles:
    """A file for each year with a day on which an answer changes as it stood."""

    name = "dossier-pairs"

    def paths(self) -> Iterator[str]:
        """Yield the files of every published dossier."""
        for slug in slugs_of_any():
            dossier = opened(slug)
            if dossier is not None:
                yield from _paths(dossier)

    def affected(self, key: str) -> Iterable[str]:
        """``dossier:<uid>``: its files; ``source:``: those of dossiers that rest on it."""
        for dossier in dossiers_of(key):
            yield from _paths(dossier)

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the file at ``path``. It knows no today: what is scheduled is in it."""
        match = _PATH.fullmatch(path)
        dossier = opened(match[1]) if match is not None else None
        if match is None or dossier is None or not spoken(dossier) or path not in _paths(dossier):
            return None
        found = pairs_of_year(dossier.pairs, int(match[2]))
        body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        return Rendered(body, "application/json; charset=utf-8")


def _paths(dossier: Open) -> list[str]:
    pairs = dossier.pairs
    years = range(pairs.first, pairs.last + 1) if any(pairs.about.values()) else ()
    return [f"/api/dossiers/{dossier.row.slug}/pairs/{year:04}.json" for year in years]


def control(
    teller: Teller, about: Iterable[str] | None = None, day: date | None = None
) -> PairsControl | None:
    """Return the control for any two days, of all agreements and provisions or of these; ``day`` stands in it first."""
    pairs = teller.dossier.pairs
    if not any(pairs.about.values()):
        return None
    return PairsControl(
        files=f"/api/dossiers/{teller.dossier.row.slug}/pairs/",
        first=date(pairs.first, 1, 1),
        last=date(pairs.last, 12, 31),
        before=pairs.before,
        after=pairs.after,
        day=day,
        rows=tuple(
            PairRow(
                ident,
                getattr(teller.records[ident], "kind", "agreement"),
                teller.title(teller.records[ident]),
                teller.path(ident),
            )
            for ident in (teller.records if about is None else about)
        ),
        words=tuple(_SHOWN),
    )
