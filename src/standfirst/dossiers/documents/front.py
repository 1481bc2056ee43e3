"""``/<l>/dossiers/`` and ``/<l>/dossiers/<slug>/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from standfirst.dossiers.charts import lifelines
from standfirst.dossiers.documents.pages import DossierPages, around
from standfirst.dossiers.documents.values import DossierFront, DossierIndex
from standfirst.dossiers.giving import FORMS
from standfirst.dossiers.reading import Open, opened, slugs, spoken
from standfirst.dossiers.telling import Teller
from standfirst.dossiers.values import AgreementValue, Told
from standfirst.keys.documents import Rendered
from standfirst.provenance.licences import licence_url
from standfirst.publication.reading import language_name, languages, shell, shell_changes_at
from standfirst.publication.values import Crumb, Link
from standfirst.stories import heads
from standfirst.stories.zone import day_of
from standfirst.theme.environment import render

_LATELY = 5


class Index:
    """All dossiers of a language. A publication has few."""

    name = "dossiers"

    def paths(self) -> Iterator[str]:
        """Yield one address for each language."""
        for language in languages():
            yield f"/{language}/dossiers/"

    def affected(self, key: str) -> Iterable[str]:
        """Nothing but the publication decides which there are."""
        return ()

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the index at ``path``."""
        match = re.fullmatch(r"/([a-zA-Z-]+)/dossiers/", path)
        if match is None or match[1] not in languages():
            return None
        language = match[1]
        entries: list[tuple[Told, Told, str]] = []
        with override(language):
            title = _("Dossiers")
            for slug in slugs(language):
                dossier = opened(slug)
                if dossier is not None:
                    teller = Teller(dossier, language)
                    head = dossier.value.dossier
                    entries.append((teller.told(head.title), teller.told(head.summary), teller.base))
            trail = (heads.home_crumb(language), Crumb(title, path))
            value = DossierIndex(heads.listing_head(path, title, "", language, trail), trail, tuple(entries))
        body = render("pages/dossiers.html", language, shell=shell(language, instant), page=value)
        return Rendered(body, changes_at=shell_changes_at(instant))


class Fronts(DossierPages):
    """What a dossier is, where it stands and since when, and what changed lately."""

    name, template = "dossier-fronts", "pages/dossier.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        return ("",)

    def has(self, rest: str) -> bool:
        return not rest

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        dossier, day = teller.dossier, day_of(instant)
        head = dossier.value.dossier
        past = dossier.past(day)
        rows = {row.about: row for row in (past[-1].rows if past else ())}
        agreements = tuple(
            AgreementValue(
                answer=teller.answer(rows[agreement.id], past),
                signed=agreement.signed.text if agreement.signed is not None else "",
                parties=teller.parties(agreement),
                provisions=tuple(
                    teller.answer(rows[provision.id], past)
                    for provision in dossier.value.provisions
                    if provision.agreement == agreement.id and provision.id in rows
                ),
            )
            for agreement in dossier.value.agreements
            if agreement.id in rows
        )
        summary = teller.told(head.summary)
        return DossierFront(
            around=around(teller, rest, described=summary.text),
            summary=summary,
            agreements=agreements,
            lately=teller.days(past)[:_LATELY],
            lifeline=lifelines(dossier.points, day),
            names=teller.names(),
            licence=head.licence or "",
            licence_url=licence_url(head.licence or ""),
            boundary_policy=teller.told(head.boundary_policy),
            report=f"/_/{teller.language}/report/{dossier.row.slug}/" if dossier.row.takes_reports else "",
            versions=tuple(
                Link(language_name(tag), dossier.path(tag), language=tag)
                for tag in spoken(dossier)
                if tag != teller.language
            ),
            files=(
                (
                    _("Everything on record, as a dossier file"),
                    f"/api/dossiers/{dossier.row.slug}/dossier.yaml",
                ),
                (_("The answers as data"), f"/api/dossiers/{dossier.row.slug}/assess.json"),
                *(
                    (label, f"/api/dossiers/{dossier.row.slug}/{FORMS[form].file}")
                    for form, label in (
                        ("package", _("All tables, as a data package")),
                        ("incidents", _("The incidents, as a table")),
                        ("geojson", _("The places, as GeoJSON")),
                        ("timeline", _("The events, for TimelineJS")),
                        ("claims", _("The claims, for search engines")),
                        ("prov", _("Who said what, as W3C PROV")),
                    )
                ),
            ),
        )
