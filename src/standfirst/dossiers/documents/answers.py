"""A page for each provision and agreement: the answer, every claim, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from standfirst.dossiers.documents.pages import DossierPages, around
from standfirst.dossiers.documents.pairs import control
from standfirst.dossiers.documents.values import ProvisionPage
from standfirst.dossiers.reading import Open
from standfirst.dossiers.reckoning import Assessment
from standfirst.dossiers.reckoning.records import Agreement, Provision
from standfirst.dossiers.telling import SIDES, Teller
from standfirst.dossiers.values import Answer, ClaimValue, Told
from standfirst.stories.zone import day_of

_TITLE = 90


class Provisions(DossierPages):
    """The pages of agreements and provisions."""

    name, template = "dossier-provisions", "pages/provision.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        return dossier.addresses.values()

    def has(self, rest: str) -> bool:
        return rest.startswith(("agreements/", "provisions/"))

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        dossier, day = teller.dossier, day_of(instant)
        ident = dossier.ident_at(rest)
        if ident is None:
            return None
        record = teller.records[ident]
        past = dossier.past(day)
        rows = {row.about: row for row in (past[-1].rows if past else ())}
        row = rows.get(ident)
        answer = teller.answer(row, past) if row is not None else _unknown(teller, record)
        name = teller.title(record)
        provision = record if isinstance(record, Provision) else None
        agreement = record if isinstance(record, Agreement) else None
        claims, aside = _claims(teller, record, row)
        above = rows.get(provision.agreement) if provision is not None else None
        return ProvisionPage(
            around=around(
                teller, rest, _short(name.text), described=" ".join((name.text, *answer.sentences))[:300]
            ),
            answer=answer,
            text=name,
            agreement=teller.answer(above, past) if above is not None else None,
            addressee=teller.name(provision.addressee) if provision and provision.addressee else Told(""),
            monitors=tuple(map(teller.name, provision.monitored_by)) if provision else (),
            limit=teller.speaker.limit(provision.limit) if provision else "",
            deadline=provision.deadline.text if provision and provision.deadline else "",
            measurable=(provision.measurable or "") if provision else "",
            printed=teller.printed(record.sources),
            parties=teller.parties(agreement) if agreement is not None else (),
            provisions=tuple(
                teller.answer(rows[each.id], past)
                for each in dossier.value.provisions
                if agreement is not None and each.agreement == ident and each.id in rows
            ),
            claims=claims,
            aside=aside,
            events=tuple(teller.event(event) for event in dossier.value.events if event.about == ident),
            chart=teller.chart(provision, row) if provision is not None and row is not None else None,
            pairs=control(teller, (ident,)),
            text_url=(agreement.text_url or "") if agreement is not None else "",
        )


def _short(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(' ', 1)[0]}…"


def _unknown(teller: Teller, record: Agreement | Provision) -> Answer:
    """Where nothing is known of it on the day: its sources are of the future."""
    kind = record.kind if isinstance(record, Provision) else "agreement"
    return Answer(
        record.id, kind, teller.title(record), teller.path(record.id), "state", "unknown", "", (), None, ""
    )


def _claims(
    teller: Teller, record: Agreement | Provision, row: Assessment | None
) -> tuple[tuple[ClaimValue, ...], tuple[ClaimValue, ...]]:
    """The claims that the answer rests on and those left out; of a mandate also those about its agreement."""
    if row is None:
        return (), ()
    assessor = teller.dossier.assessor
    voices = list(assessor.voices(record.id))
    if isinstance(record, Provision) and record.kind == "mandate":
        voices += assessor.voices(record.agreement)
    by_id = {voice.id: voice for voice in voices}
    standing = tuple(
        teller.claim(by_id[name], SIDES[by_id[name].sign] if row.verdict is not None else "")
        for name in row.claims
        if name in by_id
    )
    aside = tuple(teller.claim(by_id[left.claim], "", left) for left in row.set_aside if left.claim in by_id)
    return standing, aside
