"""Many rows at once: as ``bulk_create`` writes them, without an object and a statement of a thousand values for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

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
    names, columns = [], []
    for field in model._meta.local_concrete_fields:
        if not field.primary_key or field.attname in rows[0]:
            names.append(connection.ops.quote_name(str(field.column)))
            columns.append(_column(field, rows))
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
            list(zip(*columns, strict=True)),
        )


def _column(field: Any, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return the values of one field, as the database takes them."""
    name, default = field.attname, field.get_default
    if any(name in row for row in rows):
        values = [row[name] if name in row else default() for row in rows]
    elif field.has_default() and callable(field.default):
        values = [default() for _ in rows]
    else:
        values = [default()] * len(rows)
    while field.remote_field is not None:
        field = field.target_field
    if isinstance(field, _PLAIN):
        return values
    if isinstance(field, models.DateTimeField):
        # Most are one and the same moment.
        adapted = {value: connection.ops.adapt_datetimefield_value(value) for value in set(values)}
        return [adapted[value] for value in values]
    return [None if value is None else field.get_db_prep_save(value, connection) for value in values]
