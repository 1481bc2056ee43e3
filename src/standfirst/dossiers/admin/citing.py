"""Sources proposed from a pasted paragraph or a document at hand: on record already or new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Edit
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import free, ids_of
from standfirst.dossiers.reckoning import Dossier
from standfirst.dossiers.shared import meets
from standfirst.provenance.citing import LANGUAGES, find_citations
from standfirst.provenance.models import Agent
from standfirst.provenance.outlets import Outlets
from standfirst.publication.languages import slug


def cited_in(
    paragraph: str, dossier: room.Dossier, value: Dossier, day: date
) -> tuple[list[str], list[Edit]]:
    """The ids of the sources that ``paragraph`` cites, and the records to add for those that are not in the dossier."""
    outlets = Outlets.load()
    agents = {row.agent_id: row.ident for row in dossier.dossieragents.all()}
    known = {(source.outlet, source.date.text): source.id for source in value.sources}
    taken = {ident for ident, _section in ids_of(value)}
    found: list[str] = []
    edits: list[Edit] = []
    for item in _items(paragraph, value.dossier.languages, day, outlets):
        pk = outlets.find(item[0])
        ident = agents.get(pk) if pk is not None else None
        if ident is None:
            agent = Agent.objects.filter(pk=pk).first() if pk is not None else None
            ident = free(agent.slug if agent is not None else slug(item[0], "en", 60) or "outlet", taken)
            edits.append(_outlet(ident, agent, {value.dossier.languages[0]: item[0]}))
            if pk is not None:
                agents[pk] = ident
        source = known.get((ident, item[1]))
        if source is None:
            source = free(f"{ident}-{item[1]}", taken)
            record: Data = {"id": source, "outlet": ident, "date": item[1], "kind": "press", "raw": item[2]}
            edits.append(Edit("sources", None, record))
            known[ident, item[1]] = source
        found.append(source)
    return list(dict.fromkeys(found)), edits


def _outlet(ident: str, agent: Agent | None, name: dict[str, str]) -> Edit:
    kind = agent.kind if agent is not None and agent.kind != "desk" else "outlet"
    return Edit(
        "agents", None, {"id": ident, "kind": kind, "name": agent.name if agent is not None else name}
    )


@dataclass(frozen=True)
class Document:
    """A document that is at hand, such as an item of the wire."""

    outlet: Agent
    date: str
    """EDTF."""
    title: str = ""
    language: str = ""
    url: str = ""


def source_of(document: Document, dossier: room.Dossier, value: Dossier) -> tuple[str, list[Edit]]:
    """The id of a document's source in the dossier, and the records to add where it or its outlet isn't there."""
    rows = {row.agent_id: row.ident for row in dossier.dossieragents.all()}
    outlet = rows.get(document.outlet.pk)
    for source in value.sources:
        same = source.outlet == outlet and source.date.text == document.date
        title = source.title if isinstance(source.title, str) else ""
        if (document.url and source.url == document.url) or (
            same and meets(document.url, source.url or "") and meets(document.title, title)
        ):
            return source.id, []
    taken, edits = {ident for ident, _section in ids_of(value)}, []
    if outlet is None:
        outlet = free(document.outlet.slug, taken)
        edits.append(_outlet(outlet, document.outlet, {}))
    record: Data = {
        "id": free(f"{outlet}-{document.date.replace('/', '-')}", taken),
        "outlet": outlet,
        "date": document.date,
        "kind": "press",
    }
    said = {"title": document.title, "language": document.language, "url": document.url}
    edits.append(Edit("sources", None, record | {name: text for name, text in said.items() if text}))
    return record["id"], edits


def _items(
    paragraph: str, languages: tuple[str, ...], day: date, outlets: Outlets
) -> list[tuple[str, str, str]]:
    """``(outlet, date, as printed)`` of each citation, read in the first of the dossier's languages that finds any."""
    for language in languages:
        if language in LANGUAGES:
            cited = find_citations(paragraph, date=day, language=language, known_outlets=outlets)
            items = [(item.outlet, item.date, item.raw) for item in cited if item.outlet and item.date]
            if items:
                return items
    return []
