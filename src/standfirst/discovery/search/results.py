"""A page of results as the search page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from standfirst.discovery.models import SearchEntry
from standfirst.discovery.search import engine
from standfirst.discovery.search.excerpts import Run, excerpt, marked
from standfirst.discovery.search.query import Term, parse
from standfirst.provenance.models import Agent
from standfirst.publication.models import Section
from standfirst.publication.reading import language_name
from standfirst.publication.text import any_text
from standfirst.stories.models import Story
from standfirst.theme import dates
from standfirst.theme.words import words

PAGE = 10
LAST_PAGE = 100


@dataclass(frozen=True)
class Result:
    """One story found."""

    path: str
    language: str
    headline: list[Run]
    excerpt: list[Run]
    section: str
    origin: str
    outlet: str
    published_at: datetime


@dataclass(frozen=True)
class Choice:
    """One value of a facet."""

    label: str
    count: int
    query: str
    """The query string that chooses it, or takes the choice back."""
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One way to narrow the results."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Results:
    """What the search page shows."""

    results: list[Result]
    total: int
    more: bool
    facets: list[Facet]
    page: int
    previous: str
    following: str
    """Query strings of the neighbouring pages; empty where there is none."""


def _number(text: str, highest: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= highest else None


def search(parameters: Mapping[str, str], language: str) -> Results:
    """Answer a search page's query string: ``q``, a value for each facet, ``page``.

    Values that don't exist find nothing; a page that is no number is the first.
    """
    chosen = {
        name: parameters[name]
        for name in ("language", "section", "origin", "outlet", "year")
        if parameters.get(name)
    }
    filters, possible = _filters(chosen)
    page = _number(parameters.get("page", ""), LAST_PAGE) or 1
    terms = parse(parameters.get("q", ""))
    hits = engine.Hits([], 0, False)
    if possible:
        hits = engine.find(terms, filters, offset=(page - 1) * PAGE, limit=PAGE)
    kept = {"q": parameters.get("q", ""), **chosen}

    def query(**changes: str) -> str:
        return urlencode({name: value for name, value in {**kept, **changes}.items() if value})

    return Results(
        results=_results(hits.entries, terms, language),
        total=hits.total,
        more=hits.more,
        facets=_facets(hits, chosen, query, language),
        page=page,
        previous=query(page=str(page - 1)) if page > 1 else "",
        following=query(page=str(page + 1)) if page * PAGE < hits.total and page < LAST_PAGE else "",
    )


def _filters(chosen: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
    filters: dict[str, Any] = {}
    for name in ("language", "origin"):
        if name in chosen:
            filters[name] = chosen[name]
    if "year" in chosen:
        filters["year"] = _number(chosen["year"], 9999)
    if "section" in chosen:
        filters["section_id"] = (
            Section.objects.filter(slug=chosen["section"]).values_list("pk", flat=True).first()
        )
    if "outlet" in chosen:
        filters["outlet_id"] = (
            Agent.objects.filter(slug=chosen["outlet"]).values_list("pk", flat=True).first()
        )
    return filters, None not in filters.values()


def _results(entries: list[int], terms: tuple[Term, ...], language: str) -> list[Result]:
    found = SearchEntry.objects.filter(pk__in=entries).select_related(
        "story__locale", "section", "outlet", "story__original"
    )
    by_key = {entry.pk: entry for entry in found}
    results = []
    for key in entries:
        entry = by_key[key]
        story = entry.story
        results.append(
            Result(
                path=story.public_path() or "",
                language=entry.language,
                headline=marked(story.title, terms),
                excerpt=excerpt(_searched_text(story), terms),
                section=any_text(entry.section.name, language)[0] if entry.section else "",
                origin=_origin(story.origin),
                outlet=any_text(entry.outlet.name, language)[0] if entry.outlet else "",
                published_at=entry.published_at,
            )
        )
    return results


def _origin(value: str) -> str:
    """Return the origin in the reader's language, in the word that its slip has on documents."""
    return words(_)("origin", value)


def _searched_text(story: Story) -> str:
    return f"{story.standfirst}\n{story.body_text}".strip()


def _facets(
    hits: engine.Hits, chosen: Mapping[str, str], query: Callable[..., str], language: str
) -> list[Facet]:
    sections = {
        s.pk: s for s in Section.objects.filter(pk__in=[k for k in hits.facets.get("section_id", ()) if k])
    }
    outlets = {
        a.pk: a for a in Agent.objects.filter(pk__in=[k for k in hits.facets.get("outlet_id", ()) if k])
    }
    describe: list[tuple[str, str, str, Callable[[Any], tuple[str, str]]]] = [
        ("language", "language", _("Language"), lambda v: (v, language_name(v))),
        (
            "section",
            "section_id",
            _("Section"),
            lambda v: (sections[v].slug, any_text(sections[v].name, language)[0]),
        ),
        ("origin", "origin", _("Origin"), lambda v: (v, _origin(v))),
        (
            "outlet",
            "outlet_id",
            _("Outlet"),
            lambda v: (outlets[v].slug, any_text(outlets[v].name, language)[0]),
        ),
        ("year", "year", _("Year"), lambda v: (str(v), dates.digits(str(v), dates.locale_of(language)))),
    ]
    facets = []
    for name, column, label, describe_value in describe:
        choices = []
        for value, count in hits.facets.get(column, Counter()).most_common(12):
            if value is None:
                continue
            parameter, text = describe_value(value)
            is_chosen = chosen.get(name) == parameter
            choices.append(Choice(text, count, query(**{name: "" if is_chosen else parameter}), is_chosen))
        if choices:
            facets.append(Facet(str(label), choices))
    return facets
