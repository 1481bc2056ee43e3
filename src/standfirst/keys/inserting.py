"""Many rows at once: as ``bulk_create`` writes them, without an object and a statement of a thousand values for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection, models

Adapt = Callable[[Any], Any]
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.FloatField)
"""Fields whose values a database takes as they are in Python."""


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """Return primary keys for ``count`` new rows of ``model``, in order. Inside a transaction that writes them.

    On SQLite a transaction that writes is alone, so the keys after the last one ever given are free.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            first = (row[0] if row else 0) + 1
            return list(range(first, first + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{table}"', column, count],
        )
        return sorted(row[0] for row in cursor.fetchall())


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert ``rows``, values by ``attname``, into the table of ``model`` (of a model with parents: its own table).

    What a row doesn't have is the field's default. All rows have a primary key, or none has. No signal is sent.
    """
    rows = list(rows)
    if not rows:
        return
    fields: list[tuple[str, Adapt | None, Callable[[], Any]]] = []
    columns = []
    for field in model._meta.local_concrete_fields:
        if field.primary_key and field.attname not in rows[0]:
            continue
        columns.append(connection.ops.quote_name(field.column))
        fields.append((field.attname, _adapt(field), field.get_default))
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_values(row, fields) for row in rows])


def _values(
    row: Mapping[str, Any], fields: Iterable[tuple[str, Adapt | None, Callable[[], Any]]]
) -> list[Any]:
    values = []
    for name, adapt, default in fields:
        value = row[name] if name in row else default()
        values.append(value if adapt is None or value is None else adapt(value))
    return values


@lru_cache
def _adapt(field: Any) -> Adapt | None:
    """Return how a value of ``field`` becomes what the database takes; None where it stays as it is."""
    while field.remote_field is not None:
        field = field.target_field
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, _PLAIN):
        return None
    return lambda value: field.get_db_prep_save(value, connection)
