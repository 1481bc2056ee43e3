"""The two engines: which entries match, best first, and how they spread over the facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from standfirst.discovery.search.query import Term

FACETS = ("language", "section_id", "origin", "outlet_id", "year")
_FACETS = ", ".join(f"e.{name}" for name in FACETS)
COUNT_LIMIT = 10_000
"""Counting stops here: more hits are told as “more than 10,000”."""
RANKED = 2_000
"""Of more matches than this, only the newest are ranked: a word that stands everywhere tells no story apart."""
WEIGHTS = (10.0, 4.0, 1.0)
"""Of headline, standfirst and body."""


@dataclass(frozen=True)
class Hits:
    """One page of matching entries' keys, best first, and the counts over all matches."""

    entries: list[int]
    total: int
    more: bool
    """There are more than ``total``."""
    facets: dict[str, Counter[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Match:
    """How an engine says that all terms are found: SQL with its values."""

    tables: str
    key: str
    """The entry's key as the engine reaches it soonest; higher keys are newer entries."""
    condition: str
    values: list[Any]
    order: str
    order_values: list[Any] = field(default_factory=list)


def find(terms: Sequence[Term], filters: Mapping[str, Any], *, offset: int, limit: int) -> Hits:
    """Return the entries that contain all ``terms`` and pass ``filters`` (a facet's column to its value).

    Without terms, everything that passes the filters, newest first.

    Raises:
        ValueError: a filter is not one of FACETS.
    """
    match = _everything()
    if terms:
        match = _sqlite(terms) if connection.vendor == "sqlite" else _postgresql(terms)
    where, where_values = _where(match, filters)
    source = f"FROM {match.tables} WHERE {where}"
    # Grouped by the engine, matches that hardly share a combination of facets would take twice as long to count.
    matched = _rows(
        f"SELECT {match.key}, {_FACETS} {source} ORDER BY {match.key} DESC LIMIT {COUNT_LIMIT + 1}",
        where_values,
    )
    total = len(matched)
    if not total:
        return Hits([], 0, False)
    keys, *columns = zip(*matched, strict=True)
    facets = {name: Counter(column) for name, column in zip(FACETS, columns, strict=True)}
    narrowed = ""
    if terms and total > RANKED:
        narrowed = f" AND {match.key} >= {int(keys[RANKED - 1])}"
    entries = _rows(
        f"SELECT e.id {source}{narrowed} ORDER BY {match.order} LIMIT %s OFFSET %s",
        [*where_values, *match.order_values, limit, offset],
    )
    return Hits([row[0] for row in entries], min(total, COUNT_LIMIT), total > COUNT_LIMIT, facets)


def _where(match: _Match, filters: Mapping[str, Any]) -> tuple[str, list[Any]]:
    unknown = set(filters) - set(FACETS)
    if unknown:
        raise ValueError(f"Not a facet: {', '.join(sorted(unknown))}")
    clauses = [match.condition, *(f"e.{name} = %s" for name in filters)]
    return " AND ".join(clauses), [*match.values, *filters.values()]


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _everything() -> _Match:
    return _Match("discovery_searchentry e", "e.id", "1 = 1", [], "e.published_at DESC, e.id DESC")


def _sqlite(terms: Sequence[Term]) -> _Match:
    # Words are letters and digits only (see words), so none can be an operator of a query; here and below.
    query = " ".join('"' + " ".join(term.words) + '"' + (" *" if term.prefix else "") for term in terms)
    weights = ", ".join(str(weight) for weight in WEIGHTS)
    return _Match(
        # CROSS JOIN fixes the order of the loops: the words first, then each entry by its key.
        tables="discovery_words CROSS JOIN discovery_searchentry e ON e.id = discovery_words.rowid",
        key="discovery_words.rowid",
        condition="discovery_words MATCH %s",
        values=[query],
        order=f"bm25(discovery_words, {weights}), e.published_at DESC, e.id DESC",
    )


def _postgresql(terms: Sequence[Term]) -> _Match:
    phrases = (
        " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") for term in terms
    )
    query = " & ".join(f"({phrase})" for phrase in phrases)
    body, standfirst, headline = (weight / WEIGHTS[0] for weight in reversed(WEIGHTS))
    return _Match(
        tables="discovery_searchentry e",
        key="e.id",
        condition="e.words @@ %s::tsquery",
        values=[query],
        order=(
            f"ts_rank('{{0, {body}, {standfirst}, {headline}}}', e.words, %s::tsquery) DESC, "
            "e.published_at DESC, e.id DESC"
        ),
        order_values=[query],
    )
