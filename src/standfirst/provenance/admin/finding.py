"""Finding records as an editor types them: ``Bakı``, ``BAKI`` and ``baki`` find each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from standfirst.provenance.models import Agent, Original, Permission, Source
from standfirst.publication.languages import fold

Find = Callable[[QuerySet[Any], str], QuerySet[Any]]


def matching_agents(words: str) -> list[int]:
    """Return the primary keys of agents one of whose names, aliases or addresses contains ``words``, folded."""
    wanted = fold(words.strip())
    rows = Agent.objects.values_list("pk", "name", "aliases", "slug", "url")
    return [
        pk
        for pk, name, aliases, *rest in rows
        if any(wanted in fold(str(form)) for form in (*name.values(), *aliases, *rest))
    ]


def find_agents(agents: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Narrow ``agents`` to those that ``words`` name."""
    return agents.filter(pk__in=matching_agents(words))


def _outlet_or(fields: tuple[str, ...]) -> Find:
    def find(records: QuerySet[Any], words: str) -> QuerySet[Any]:
        condition = Q(outlet__in=matching_agents(words))
        for field in fields:
            condition |= Q(**{f"{field}__icontains": words.strip()})
        return records.filter(condition)

    return find


FIND: dict[type[Any], Find] = {
    Agent: find_agents,
    Original: _outlet_or(("title", "url", "date")),
    Permission: _outlet_or(("granted_by", "licence", "note", "original__title")),
    Source: _outlet_or(("title", "url", "date", "raw")),
}
"""How the records of each model are searched, in lists and choosers."""
