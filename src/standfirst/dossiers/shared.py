"""Agents and sources: a dossier's word for a record of the provenance room.

A file's agent is the publication's where kind and one name are the same, a file's source where outlet and day are
and neither address nor title differs. Otherwise a new record is made. A dossier never edits a record that others use:
what it says otherwise is kept with it (``own``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import free
from standfirst.provenance.models import Agent, Source
from standfirst.provenance.outlets import folded
from standfirst.publication.languages import slug

_KINDS = {"desk": "organisation"}
_AGENT = ("name", "kind", "same_as")
_SOURCE = ("outlet", "date", "title", "language", "url", "archive", "kind", "raw")


def agent_data(agent: Agent) -> Data:
    """What the publication's record says of an agent, by field of the file."""
    found = {"name": agent.name, "kind": _KINDS.get(agent.kind, agent.kind), "same_as": agent.same_as}
    return {key: value for key, value in found.items() if value}


def source_data(source: Source, outlet: str, archive: str) -> Data:
    """What the publication's record says of a source; ``outlet`` is the id of its outlet in the dossier."""
    found = {
        "outlet": outlet, "date": source.date, "title": source.title, "language": source.language, "url": source.url,
        "archive": archive, "kind": source.kind, "raw": source.raw,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def differences(data: Data, shared: Data, names: Iterable[str]) -> Data:
    """What ``data`` says otherwise than the shared record: the ``own`` of a row."""
    return {name: data.get(name) for name in names if data.get(name) != shared.get(name)}


def agent_own(data: Data, agent: Agent) -> Data:
    """What the dossier says otherwise of an agent."""
    return differences(data, agent_data(agent), _AGENT)


def source_own(data: Data, source: Source, outlet: str, archive: str) -> Data:
    """What the dossier says otherwise of a source."""
    return differences(data, source_data(source, outlet, archive), _SOURCE)


def with_own(ident: str, shared: Data, own: Data, part_of: str = "") -> Data:
    """One agent or source as the dossier's file has it."""
    found = {"id": ident, **shared, **own}
    if part_of:
        found["part_of"] = part_of
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


class Finder:
    """Finds the publication's agents and sources for those of a file, each once, or makes them."""

    def __init__(self, used_agents: Iterable[int], used_sources: Iterable[int]) -> None:
        self._used = {Agent: set(used_agents), Source: set(used_sources)}
        self._agents: dict[tuple[str, str], list[int]] = defaultdict(list)
        for pk, kind, names, aliases in Agent.objects.order_by("pk").values_list(
            "pk", "kind", "name", "aliases"
        ):
            for form in {folded(name) for name in (*names.values(), *aliases)} - {""}:
                self._agents[kind, form].append(pk)
        self._slugs = set(Agent.objects.values_list("slug", flat=True))

    def _free(self, model: Any, found: Iterable[int]) -> int | None:
        pk = next((pk for pk in found if pk not in self._used[model]), None)
        if pk is not None:
            self._used[model].add(pk)
        return pk

    def agent(self, data: Data) -> Agent:
        """The publication's agent for one of the file."""
        forms = [folded(name) for name in data["name"].values()]
        pk = self._free(
            Agent, (pk for form in forms if form for pk in self._agents.get((data["kind"], form), ()))
        )
        if pk is not None:
            return Agent.objects.get(pk=pk)
        made = Agent.objects.create(
            kind=data["kind"],
            name=data["name"],
            slug=self._slug(data),
            same_as=data.get("same_as", []),
        )
        self._used[Agent].add(made.pk)
        return made

    def _slug(self, data: Data) -> str:
        language, name = next(iter(data["name"].items()))
        base = slug(name, language, 70) or slug(data["id"], "en", 70) or data["kind"]
        if base.isdigit():
            base = f"{data['kind']}-{base}"
        return free(base, self._slugs)

    def source(self, data: Data, outlet: Agent) -> Source:
        """The publication's source for one of the file; ``outlet`` is the publication's agent."""
        title = data["title"] if isinstance(data.get("title"), str) else ""
        url, raw = data.get("url", ""), data.get("raw", "")
        same = Source.objects.filter(outlet=outlet, date=data["date"]).order_by("pk")
        rows = same.values_list("pk", "url", "title", "raw")
        pk = self._free(
            Source,
            (
                pk
                for pk, its_url, its_title, its_raw in rows
                if meets(url, its_url) and meets(title, its_title) and (url or title or meets(raw, its_raw))
            ),
        )
        if pk is not None:
            return Source.objects.get(pk=pk)
        made = Source.objects.create(
            outlet=outlet,
            title=title[:500],
            date=data["date"] if len(data["date"]) <= 40 else "",
            language=data.get("language", "")[:20],
            url=url if len(url) <= 1000 else "",
            kind=data.get("kind", Source.Kind.PRESS),
            raw=raw[:500],
        )
        self._used[Source].add(made.pk)
        return made


def meets(one: str, other: str) -> bool:
    """Whether two words for the same thing don't contradict each other: one of them may be missing."""
    return not one or not other or one == other
