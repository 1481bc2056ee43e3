"""A dossier read from the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from standfirst.dossiers import models as room
from standfirst.dossiers.mapping import COLUMNS, Data, column, said, value_of
from standfirst.dossiers.reckoning import Dossier, DossierErrors, dossier_data, read_data
from standfirst.dossiers.shared import agent_data, source_data, with_own
from standfirst.keys.recording import read

MODELS: dict[str, Any] = {
    "agents": room.DossierAgent,
    "places": room.Place,
    "sources": room.DossierSource,
    "agreements": room.Agreement,
    "provisions": room.Provision,
    "claims": room.Claim,
    "events": room.Event,
    "overrides": room.Override,
}
"""The rows of each section of a file, in the file's order."""


def head_data(dossier: room.Dossier) -> Data:
    """What the file says of the dossier itself."""
    found = {
        "id": dossier.ident, "title": dossier.title, "languages": dossier.languages, "summary": dossier.summary,
        "licence": dossier.licence, "boundary_policy": dossier.boundary_policy,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def agent_rows(dossier: room.Dossier) -> list[room.DossierAgent]:
    """The dossier's agents with their records."""
    found = list(dossier.dossieragents.select_related("agent"))
    read(*(f"agent:{row.agent.uid}" for row in found))
    return found


def source_rows(dossier: room.Dossier) -> list[room.DossierSource]:
    """The dossier's sources with their records."""
    found = list(
        dossier.dossiersources.select_related("source__link_check").prefetch_related("source__copies")
    )
    read(*(f"source:{row.source.uid}" for row in found))
    return found


def agents_data(rows: Iterable[room.DossierAgent]) -> Iterator[Data]:
    """The agents as the file has them."""
    return (with_own(row.ident, agent_data(row.agent), row.own, row.part_of) for row in rows)


def archive_of(row: room.DossierSource) -> str:
    """The address of a source's newest archived copy."""
    return max(((copy.captured_at, copy.url) for copy in row.source.copies.all()), default=(None, ""))[1]


def sources_data(rows: Iterable[room.DossierSource], outlets: dict[int, str]) -> Iterator[Data]:
    """The sources as the file has them; ``outlets`` is the id in the dossier of each agent's number."""
    for row in rows:
        shared = source_data(row.source, outlets.get(row.source.outlet_id, ""), archive_of(row))
        yield with_own(row.ident, shared, row.own)


def rows_data(section: str, dossier: room.Dossier) -> Iterator[Data]:
    """The records of any other section as the file has them."""
    names = [column(name) for name in COLUMNS[section]]
    rows = MODELS[section].objects.filter(dossier=dossier).order_by("position").values(*names)
    return (said(section, row) for row in rows)


@dataclass(frozen=True)
class Rows:
    """A dossier's agents and sources with the publication's records, and every section as the file has it."""

    agents: list[room.DossierAgent]
    sources: list[room.DossierSource]
    data: dict[str, list[Data]]


def rows_of(dossier: room.Dossier) -> Rows:
    """Read all rows of a dossier, in a fixed number of queries."""
    read(dossier.key)
    agents, sources = agent_rows(dossier), source_rows(dossier)
    outlets = {row.agent_id: row.ident for row in agents}
    data = {
        section: list(rows_data(section, dossier))
        for section in MODELS
        if section not in ("agents", "sources")
    }
    data |= {"agents": list(agents_data(agents)), "sources": list(sources_data(sources, outlets))}
    return Rows(agents, sources, data)


def check(dossier: room.Dossier) -> None:
    """Look at rows that came from elsewhere.

    Raises:
        DossierErrors: all that is wrong with them.
    """
    try:
        value = load(dossier)
    except (KeyError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        raise DossierErrors([f"{dossier.ident}: a record can't be read: {error}"]) from error
    read_data(dossier_data(value), dossier.ident)


def load(dossier: room.Dossier) -> Dossier:
    """The value that the reckoning reads: the same that the dossier's exported file gives."""
    return value_of(head_data(dossier), rows_of(dossier).data)
