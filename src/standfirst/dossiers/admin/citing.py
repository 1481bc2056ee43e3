"""Sources proposed from a pasted paragraph: those it cites, on record already or new."""

from __future__ import annotations

from datetime import date

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import Edit
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import free, ids_of
from standfirst.dossiers.reckoning import Dossier
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
            kind = agent.kind if agent is not None and agent.kind != "desk" else "outlet"
            name = agent.name if agent is not None else {value.dossier.languages[0]: item[0]}
            edits.append(Edit("agents", None, {"id": ident, "kind": kind, "name": name}))
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
