"""The tables that a new publication begins with, as SQL that `scripts/first-tables` made by running every migration.

Some 270 migrations take half a minute of a new publication's first minute, and end in the same tables each time. An
empty SQLite database is given those tables; ``migrate`` then goes on from there, with whatever the file doesn't know.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

FILE = Path(__file__).with_name("first_tables.sql")
_RECORDED = re.compile(r"^INSERT INTO \"django_migrations\" VALUES\(\d+,'(\w+)','(\w+)',", re.MULTILINE)


@cache
def recorded() -> frozenset[tuple[str, str]]:
    """Return the migrations that the file stands for, as (app, name)."""
    return frozenset(_RECORDED.findall(FILE.read_text(encoding="utf-8")))


def known() -> bool:
    """Tell whether what is installed knows every migration that the file stands for."""
    from django.db.migrations.loader import MigrationLoader

    return recorded() <= set(MigrationLoader(None).disk_migrations)


def lay(connection: Any) -> bool:
    """Give an empty SQLite database the tables of the file; return whether it did.

    Nothing happens to a database that holds anything, to one of another engine, and where a library that is installed
    doesn't know one of the file's migrations (an older Wagtail): all migrations run then, as everywhere else.
    """
    from django.utils import timezone

    if connection.vendor != "sqlite" or connection.introspection.table_names() or not known():
        return False
    connection.ensure_connection()
    with connection.constraint_checks_disabled():
        connection.connection.executescript(f"BEGIN;\n{FILE.read_text(encoding='utf-8')}\nCOMMIT;")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", [timezone.now()])
        # Each publication's own: a file that says which pages belong together names them by it.
        cursor.execute("SELECT id FROM wagtailcore_page")
        for (number,) in cursor.fetchall():
            cursor.execute(
                "UPDATE wagtailcore_page SET translation_key = %s WHERE id = %s", [uuid4().hex, number]
            )
    return True


def written(database: sqlite3.Connection) -> Iterator[str]:
    """Yield the statements, a line each or more, that make an empty database's tables and rows those of ``database``.

    Two that were made by the same migrations give the same statements.
    """
    kept = database.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, name"
    ).fetchall()
    virtual = [name for _type, name, sql in kept if sql.startswith("CREATE VIRTUAL TABLE")]
    # What SQLite itself keeps beside a virtual table is made with it.
    shadows = tuple(f"{name}_" for name in virtual)
    for kind, name, sql in kept:
        if name.startswith(shadows):
            continue
        yield f"{sql};"
        if kind == "table" and name not in virtual:
            yield from _rows(database, name)


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    # What differs from one making to the next is set when the tables are laid.
    unsaid = {"applied": "''", "translation_key": "printf('%032d', rowid)"}
    said = ", ".join(unsaid.get(name, f'quote("{name}")') for name in columns)
    for row in database.execute(f'SELECT {said} FROM "{table}" ORDER BY rowid'):  # noqa: S608 (names from the schema)
        values = (f"'{value}'" if name in unsaid else value for name, value in zip(columns, row, strict=True))
        yield f'INSERT INTO "{table}" VALUES({",".join(values)});'


def write() -> None:
    """Run every migration on an empty database and keep what it then holds."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", from_nothing=True, verbosity=0)
    connection.ensure_connection()
    FILE.write_text("\n".join(written(connection.connection)) + "\n", encoding="utf-8")
