"""``/<l>/topics/``, ``people``, ``outlets``, ``sections``: links to all fronts of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from standfirst.keys.documents import Rendered
from standfirst.keys.recording import kept, read
from standfirst.provenance.models import Agent
from standfirst.publication.languages import fold
from standfirst.publication.menus import section_path, topic_path
from standfirst.publication.models import Section, Topic
from standfirst.publication.reading import languages, shell, shell_changes_at
from standfirst.publication.text import any_text, text_in
from standfirst.publication.values import Crumb, IndexValue, Link
from standfirst.stories import heads
from standfirst.stories.cards import agent_path
from standfirst.stories.documents.fronts import index_title
from standfirst.stories.documents.paging import parse, steps
from standfirst.theme.environment import render

_WORDS = ("topics", "people", "outlets", "sections")
_PAGE = 100


class Indexes:
    """Alphabetical lists of at most 100 a page; sections in the menu's order, on one page."""

    name = "indexes"

    def paths(self) -> Iterator[str]:
        """Yield each index and its further pages."""
        for language in languages():
            for word in _WORDS:
                base = f"/{language}/{word}/"
                yield base
                for number in range(2, -(-len(entries(word, language)) // _PAGE) + 1):
                    yield f"{base}archive/{number}/"

    def affected(self, key: str) -> Iterable[str]:
        """``index:<word>``: its further pages."""
        kind, _colon, word = key.partition(":")
        if kind == "index" and word in _WORDS:
            for language in languages():
                for number in range(2, -(-len(entries(word, language)) // _PAGE) + 1):
                    yield f"/{language}/{word}/archive/{number}/"

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the index at ``path``."""
        page = parse(path)
        match = re.fullmatch(rf"/([a-zA-Z-]+)/({'|'.join(_WORDS)})/", page.base)
        number = page.number or 1
        if match is None or match.group(1) not in languages() or page.number == 1:
            return None
        language, word = match.groups()
        found = entries(word, language)
        last = max(-(-len(found) // _PAGE), 1)
        if number > last:
            return None
        title = index_title(word, language)
        trail = steps(page, (heads.home_crumb(language), Crumb(title, page.base)), language)
        value = IndexValue(
            kind=word,
            title=title,
            description="",
            head=heads.listing_head(page.path, title, "", language, trail),
            breadcrumb=trail,
            entries=tuple(found[(number - 1) * _PAGE : number * _PAGE]),
            older=f"{page.base}archive/{number + 1}/" if number < last else "",
            newer="" if number == 1 else page.base if number == 2 else f"{page.base}archive/{number - 1}/",
        )
        body = render("pages/index.html", language, shell=shell(language, instant), page=value)
        return Rendered(body, changes_at=shell_changes_at(instant))


@kept
def entries(word: str, language: str) -> list[Link]:
    """Return all entries of an index, in its order."""
    read(f"index:{word}")
    if word == "sections":
        return _sections(language)
    if word == "topics":
        links = [
            Link(text_in(topic.name, language), topic_path(topic, language), kind="topic", uid=topic.uid)
            for topic in Topic.objects.all()
            if text_in(topic.name, language)
        ]
    else:
        agents = Agent.objects.filter(has_profile=True)
        outlet = Agent.Kind.OUTLET
        agents = agents.filter(kind=outlet) if word == "outlets" else agents.exclude(kind=outlet)
        links = [_agent(agent, language) for agent in agents]
    return sorted(links, key=lambda link: (fold(link.label), link.href))


def _agent(agent: Agent, language: str) -> Link:
    name, name_language = any_text(agent.name, language)
    return Link(
        name,
        agent_path(agent, language),
        language="" if name_language == language else name_language,
        description=text_in(agent.role, language),
        uid=agent.uid,
    )


def _sections(language: str) -> list[Link]:
    sections = list(Section.objects.order_by("sort_order", "slug"))

    def below(parent: int | None) -> tuple[Link, ...]:
        return tuple(
            Link(
                text_in(section.name, language),
                section_path(section, language),
                kind="section",
                children=below(section.pk),
                description=text_in(section.description, language),
            )
            for section in sections
            if section.parent_id == parent and text_in(section.name, language)
        )

    return list(below(None))
