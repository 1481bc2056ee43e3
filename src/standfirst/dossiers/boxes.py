"""The box of a dossier, a provision or an agreement in a story: where it stands, and its chart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import override

from standfirst.dossiers.reading import changes_at, in_language
from standfirst.dossiers.reckoning import Assessment
from standfirst.dossiers.reckoning.records import Provision
from standfirst.dossiers.staleness import stale
from standfirst.dossiers.telling import Teller
from standfirst.dossiers.values import BoxValue, StaleValue
from standfirst.stories.boxes import Box
from standfirst.stories.zone import day_of
from standfirst.theme.environment import component


def draw(box: Box, language: str, instant: datetime) -> tuple[str, datetime | None]:
    """Return the box as HTML and when it next changes by itself; nothing where readers see no such page."""
    dossier = in_language(box.slug, language)
    ident = dossier.ident_at(box.rest) if dossier is not None else None
    if dossier is None or (box.rest and ident is None):
        return "", None
    past = dossier.past(day_of(instant))
    rows = past[-1].rows if past else ()
    with override(language):
        teller = Teller(dossier, language)
        wanted = (ident,) if ident is not None else tuple(each.id for each in dossier.value.agreements)
        shown = [row for row in rows if row.about in wanted]
        drawn = None
        record = teller.records.get(ident or "")
        if box.chart and shown and isinstance(record, Provision):
            drawn = teller.chart(record, shown[0])
        value = BoxValue(
            title=teller.told(dossier.value.dossier.title),
            path=teller.base,
            answers=tuple(teller.answer(row, past) for row in shown),
            chart=drawn,
            anchor=f"box-{box.slug}-{box.rest.strip('/').replace('/', '-')}".rstrip("-"),
            stale=tuple(_stale(teller, box, ident, shown[0] if shown else None)) if ident is not None else (),
        )
        html = str(component("dossier/box.html", "box", language, value)).strip()
    return html, changes_at(dossier, instant)


def _stale(teller: Teller, box: Box, ident: str, row: Assessment | None) -> Iterator[StaleValue]:
    """The sentences of the story that the dossier has moved on from."""
    known = [voice.id for voice in teller.dossier.assessor.voices(ident)]
    for resting in box.sentences:
        found = stale(resting, row, known)
        if found is not None:
            yield StaleValue(
                sentence=found.sentence,
                day=found.day,
                was=found.was,
                now=found.now,
                fallen=tuple(teller.fallen(aside) for aside in found.fallen),
            )
