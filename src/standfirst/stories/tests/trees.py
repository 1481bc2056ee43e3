"""Rows that many tests begin with, made once by the actions and put down again as they were: a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from wagtail.models import Site

Rows = list[tuple[Any, ...]]


@dataclass
class _Kept:
    before: dict[str, tuple[int, int | None]]
    """How many rows each table that changed had, and the highest number among them."""
    after: dict[str, Rows]


_kept: dict[Hashable, _Kept] = {}


def once(name: Hashable, make: Callable[[], None]) -> None:
    """Let ``make`` write, or put down what it wrote when it was called first from where the database is now."""
    if connection.vendor != "sqlite":
        make()
        return
    known = _kept.get(name)
    if known is None:
        before = _everything()
        make()
        after = {table: rows for table, rows in _everything().items() if rows != before[table]}
        _kept[name] = _Kept({table: _size(before[table]) for table in after}, after)
    elif known.before == {table: _size_now(table) for table in known.after}:
        _put(known.after)
    else:
        make()


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE %s AND sql NOT LIKE %s",
            ["%VIRTUAL%", "%WITHOUT ROWID%"],
        )
        names = [name for (name,) in cursor.fetchall()]
    # What triggers keep of other tables, and SQLite's own.
    return [name for name in names if "_fts" not in name and not name.startswith("sqlite_")]


def _everything() -> dict[str, Rows]:
    return {table: _rows(table) for table in _tables()}


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')
        return [tuple(row) for row in cursor.fetchall()]


def _size(rows: Rows) -> tuple[int, int | None]:
    return len(rows), rows[-1][0] if rows else None


def _size_now(table: str) -> tuple[int, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*), MAX(rowid) FROM "{table}"')
        count, last = cursor.fetchone()
    return count, last


def _put(tables: dict[str, Rows]) -> None:
    # In a transaction of its own where the test has none: rows name each other, which is looked at in the end.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, rows in tables.items():
            cursor.execute(f'DELETE FROM "{table}"')
            if rows:
                places = ", ".join(["%s"] * (len(rows[0]) - 1))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', [row[1:] for row in rows])
    Site.clear_site_root_paths_cache()
