"""Rows that many tests begin with, made once by the actions and put down again as they were: a tenth of the time."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from wagtail.models import Site

Rows = list[tuple[Any, ...]]
_TABLES = {
    "sqlite": "SELECT name, 'rowid' FROM sqlite_master"
    " WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND sql NOT LIKE '%WITHOUT ROWID%'",
    # The first column is the primary key; where it isn't a number, its text has an order.
    "postgresql": "SELECT relname, quote_ident(attname) || CASE WHEN typcategory = 'N' THEN '' ELSE '::text' END"
    " FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid JOIN pg_type ON pg_type.oid = atttypid"
    " WHERE relkind = 'r' AND attnum = 1 AND relnamespace = current_schema()::regnamespace",
}


@dataclass
class _Kept:
    before: dict[str, tuple[int, Any]]
    """How many rows each table that changed had, and the highest number among them."""
    after: dict[str, Rows]


_kept: dict[Hashable, list[_Kept]] = {}
"""What each name made, from every state of the database that it was made from."""


def once(name: Hashable, make: Callable[[], object]) -> None:
    """Let ``make`` write, or put down what it wrote when it was called first from a state like this one."""
    keys = _keys()
    kept = _kept.setdefault(name, [])
    for known in kept:
        if known.before == {table: _size_now(table, keys[table]) for table in known.after}:
            return _put(known.after)
    before = _everything(keys)
    make()
    after = {table: rows for table, rows in _everything(keys).items() if rows != before[table]}
    kept.append(_Kept({table: _size(before[table]) for table in after}, after))


def _keys() -> dict[str, str]:
    """Return the tables, each with what SQL calls the number of its rows."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[connection.vendor])
        tables = dict(cursor.fetchall())
    # What triggers keep of other tables, and SQLite's own.
    return {
        name: key for name, key in tables.items() if "_fts" not in name and not name.startswith("sqlite_")
    }


def _everything(keys: dict[str, str]) -> dict[str, Rows]:
    return {table: _rows(table, key) for table, key in keys.items()}


def _rows(table: str, key: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {key}, * FROM "{table}" ORDER BY {key}')
        return [tuple(row) for row in cursor.fetchall()]


def _size(rows: Rows) -> tuple[int, Any]:
    return len(rows), rows[-1][0] if rows else None


def _size_now(table: str, key: str) -> tuple[int, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*), MAX({key}) FROM "{table}"')
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
