"""The tables that a new publication in PostgreSQL begins with are those that the migrations end in."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler

from standfirst.project import first_tables
from standfirst.project.folder import Folder
from standfirst.project.settings.data import databases
from tests.tools.first_tables import OLDER, made, written
from tests.tools.postgres import Server

pytestmark = pytest.mark.postgres


@contextmanager
def connected(url: str) -> Iterator[Any]:
    wrapper = ConnectionHandler(databases(Folder(Path(), "", database_url=url)))["default"]
    yield wrapper
    wrapper.close()


def alike(text: str) -> list[str]:
    """Return the lines, with conditions as PostgreSQL says them again when it has read what it said first."""
    return [
        re.sub(r"[()]|::text(\[\])?", "", line) if " ANY (" in line else line for line in text.splitlines()
    ]


def schema(server: Server, url: str) -> list[str]:
    """Return what pg_dump says of the database but for its rows."""
    said = subprocess.run(
        [server.programs / "pg_dump", "--schema-only", url], capture_output=True, text=True, check=True
    )
    # The newest releases put a word drawn by chance around all.
    return [line for line in alike(said.stdout) if not line.startswith("\\")]


def test_the_file_is_what_every_migration_ends_in(server: Server, django_db_blocker: Any) -> None:
    migrated, laid = server.new_database(), server.new_database()
    if OLDER:
        with connected(laid) as connection, django_db_blocker.unblock():
            assert not first_tables.lay(connection)
            assert connection.introspection.table_names() == []
        return
    text = made(migrated)
    file = first_tables.file_for("postgresql")
    assert text == file.read_text(), "run scripts/first-tables: a migration was changed"
    assert first_tables.recorded("postgresql") == first_tables.recorded("sqlite")
    with connected(laid) as connection, django_db_blocker.unblock():
        assert first_tables.lay(connection)
        assert alike(written(connection)) == alike(text)
        with connection.cursor() as cursor:
            cursor.execute("SELECT translation_key::text FROM wagtailcore_page")
            keys = [key for (key,) in cursor.fetchall()]
            cursor.execute("SELECT DISTINCT applied > now() - interval '1 hour' FROM django_migrations")
            assert cursor.fetchall() == [(True,)]
        assert len(set(keys)) == len(keys) == 2
        assert not any(key.startswith("0000") for key in keys)
        assert not first_tables.lay(connection)
    # Nothing that the file has no words for, such as a function or a trigger, is missing.
    assert schema(server, laid) == schema(server, migrated)
