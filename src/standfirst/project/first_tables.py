"""The tables that a new publication begins with, as SQL that `scripts/first-tables` made by running every migration.

Some 270 migrations take half a minute of a new publication's first minute, and end in the same tables each time. An
empty database is given those tables, on each engine its own; ``migrate`` then goes on from there, with whatever the
file doesn't know.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

_RECORDED = re.compile(r"^INSERT INTO \"?django_migrations\"? VALUES\('?\d+'?,'(\w+)','(\w+)',", re.MULTILINE)


def file_for(vendor: str) -> Path:
    """Return the file of an engine, which Django calls ``sqlite`` or ``postgresql``."""
    return Path(__file__).with_name(f"first_tables_{vendor}.sql")


@cache
def recorded(vendor: str) -> frozenset[tuple[str, str]]:
    """Return the migrations that the file of an engine stands for, as (app, name)."""
    return frozenset(_RECORDED.findall(file_for(vendor).read_text(encoding="utf-8")))


def known(vendor: str) -> bool:
    """Tell whether what is installed knows every migration that the file of an engine stands for."""
    from django.db.migrations.loader import MigrationLoader

    return recorded(vendor) <= set(MigrationLoader(None).disk_migrations)


def lay(connection: Any) -> bool:
    """Give an empty database the tables of its engine's file, all or none; return whether it did.

    Nothing happens to a database that holds anything, and where a library that is installed doesn't know one of the
    file's migrations (an older Wagtail): all migrations run then.
    """
    from django.utils import timezone

    if connection.introspection.table_names() or not known(connection.vendor):
        return False
    text = file_for(connection.vendor).read_text(encoding="utf-8")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        # SQLite's driver takes many statements only so; PostgreSQL's takes them as one.
        run = getattr(cursor, "executescript", cursor.execute)
        run(f"BEGIN;\n{text}\nCOMMIT;")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", [timezone.now()])
        # Each publication's own: a file that says which pages belong together names them by it.
        cursor.execute("SELECT id FROM wagtailcore_page")
        for (number,) in cursor.fetchall():
            cursor.execute(
                "UPDATE wagtailcore_page SET translation_key = %s WHERE id = %s", [uuid4().hex, number]
            )
    return True
