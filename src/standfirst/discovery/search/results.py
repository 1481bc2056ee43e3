"""A page of results as the search page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from django.utils.translation import gettext as _

from standfirst.discovery.models import SearchEntry
from standfirst.discovery.search import engine
from standfirst.discovery.search.excerpts import Run, excerpt, marked
from standfirst.discovery.search.query import Term, parse
from standfirst.provenance.models import Agent
from standfirst.publication.models import Section
from standfirst.publication.reading import language_name
from standfirst.publication.text import any_text
from standfirst.stories.models.story import path_of
from standfirst.theme import dates
from standfirst.theme.words import WORDS, words

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
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        return None
    return number if 0 < (number := int(text)) <= highest else None


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

    written = {name: f"{name}={quote_plus(value, errors='replace')}" for name, value in kept.items() if value}

    def query(**changes: str) -> str:
        new = {
            name: f"{name}={quote_plus(value, errors='replace')}" if value else ""
            for name, value in changes.items()
        }
        return "&".join(part for part in {**written, **new}.values() if part)

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


_SHOWN = (
    "language", "origin", "published_at", "section__name", "outlet__name", "story__title", "story__standfirst",
    "story__body_text", "story__slug", "story__address_year", "story__address_month",
)  # fmt: skip


def _results(entries: list[int], terms: tuple[Term, ...], language: str) -> list[Result]:
    # Values, not models: a story's page has eighty columns and its body three times.
    found = {row["pk"]: row for row in SearchEntry.objects.filter(pk__in=entries).values("pk", *_SHOWN)}
    origins = _origins()
    return [_result(found[key], terms, language, origins) for key in entries if key in found]


def _result(
    row: Mapping[str, Any], terms: tuple[Term, ...], language: str, origins: Mapping[str, str]
) -> Result:
    text = f"{row['story__standfirst']}\n{row['story__body_text']}".strip()
    year, month = row["story__address_year"], row["story__address_month"]
    return Result(
        path=path_of(row["language"], year, month, row["story__slug"]),
        language=row["language"],
        headline=marked(row["story__title"], terms),
        excerpt=excerpt(text, terms),
        section=any_text(row["section__name"], language)[0],
        origin=origins.get(row["origin"], row["origin"]),
        outlet=any_text(row["outlet__name"], language)[0],
        published_at=row["published_at"],
    )


def _origins() -> dict[str, str]:
    """Return the origins in the reader's language, in the words that their slips have on documents."""
    return {value: words(_)("origin", value) for value in WORDS["origin"]}


def _named(model: type[Section] | type[Agent], keys: Iterable[Any]) -> dict[int, tuple[str, dict[str, str]]]:
    """Return slug and names by key."""
    rows = model._default_manager.filter(pk__in=[key for key in keys if key])
    return {pk: (slug, name) for pk, slug, name in rows.order_by().values_list("pk", "slug", "name")}


def _facets(
    hits: engine.Hits, chosen: Mapping[str, str], query: Callable[..., str], language: str
) -> list[Facet]:
    sections = _named(Section, hits.facets.get("section_id", ()))
    outlets = _named(Agent, hits.facets.get("outlet_id", ()))
    origins = _origins()
    describe: list[tuple[str, str, str, Callable[[Any], tuple[str, str]]]] = [
        ("language", "language", _("Language"), lambda v: (v, language_name(v))),
        (
            "section",
            "section_id",
            _("Section"),
            lambda v: (sections[v][0], any_text(sections[v][1], language)[0]),
        ),
        ("origin", "origin", _("Origin"), lambda v: (v, origins.get(v, v))),
        (
            "outlet",
            "outlet_id",
            _("Outlet"),
            lambda v: (outlets[v][0], any_text(outlets[v][1], language)[0]),
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
