"""Which agent a citation's outlet is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from standfirst.provenance.models import Agent, Source
from standfirst.publication.languages import fold, slug


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Return ``name`` as compared: letters and digits only, folded (``Interfax.ru`` and ``INTERFAX.RU`` meet)."""
    return "".join(letter for letter in fold(name) if letter.isalnum())


@dataclass
class Outlets:
    """All agents by every form of their name. Load one per task and pass it on."""

    agents: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Outlets:
        """Read names, aliases and host names. Where two agents share a form, an outlet goes before others."""
        found = cls()
        rows = Agent.objects.values_list("pk", "kind", "name", "aliases", "url")
        for pk, _kind, name, aliases, url in sorted(rows, key=lambda row: (row[1] != "outlet", row[0])):
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            for form in (*name.values(), *aliases, host):
                if folded(form):
                    found.agents.setdefault(folded(form), pk)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and folded(name) in self.agents

    def find(self, name: str) -> int | None:
        """Return the agent's primary key, or None."""
        return self.agents.get(folded(name))

    def propose(self, name: str, language: str, kind: str = Agent.Kind.OUTLET, **fields: Any) -> int:
        """Return the agent named so; where there is none, a new one of that kind, without a page of its own.

        ``fields`` are the new agent's further ones.
        """
        known = self.find(name)
        if known is None:
            agent = Agent.objects.create(
                kind=kind, name={language: name}, slug=_free_slug(name, language, kind), **fields
            )
            known = self.agents[folded(name)] = agent.pk
        return known


def _free_slug(name: str, language: str, kind: str) -> str:
    base = slug(name, language, 70) or kind
    if base.isdigit():
        base = f"{kind}-{base}"
    taken = set(Agent.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, free = 2, base
    while free in taken:
        number, free = number + 1, f"{base}-{number}"
    return free


def source_for(outlet: int, date: str, raw: str) -> Source:
    """Return the source of ``outlet`` (an agent's primary key) with that EDTF date, made where there is none.

    An outlet's several documents of one day can't be told apart by a citation: the first recorded stands.
    """
    source = Source.objects.filter(outlet_id=outlet, date=date).order_by("pk").first()
    return source or Source.objects.create(outlet_id=outlet, date=date, raw=raw[:500])
