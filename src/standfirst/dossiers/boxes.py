"""The box of a dossier, a provision or an agreement in a story: where it stands, and its chart."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import override

from standfirst.dossiers.reading import changes_at, in_language
from standfirst.dossiers.reckoning.records import Provision
from standfirst.dossiers.telling import Teller
from standfirst.dossiers.values import BoxValue
from standfirst.stories.zone import day_of
from standfirst.theme.environment import component


def draw(slug: str, rest: str, chart: bool, language: str, instant: datetime) -> tuple[str, datetime | None]:
    """Return the box as HTML and when it next changes by itself; nothing where readers see no such page."""
    dossier = in_language(slug, language)
    ident = dossier.ident_at(rest) if dossier is not None else None
    if dossier is None or (rest and ident is None):
        return "", None
    past = dossier.past(day_of(instant))
    rows = past[-1].rows if past else ()
    with override(language):
        teller = Teller(dossier, language)
        wanted = (ident,) if ident is not None else tuple(each.id for each in dossier.value.agreements)
        shown = [row for row in rows if row.about in wanted]
        drawn = None
        record = teller.records.get(ident or "")
        if chart and shown and isinstance(record, Provision):
            drawn = teller.chart(record, shown[0])
        value = BoxValue(
            title=teller.told(dossier.value.dossier.title),
            path=teller.base,
            answers=tuple(teller.answer(row, past) for row in shown),
            chart=drawn,
            anchor=f"box-{slug}-{rest.strip('/').replace('/', '-')}".rstrip("-"),
        )
        html = str(component("dossier/box.html", "box", language, value)).strip()
    return html, changes_at(dossier, instant)
