"""The tables that a new publication begins with are those that the migrations end in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from standfirst.project import first_tables
from tests.tools.first_tables import OLDER, made


def test_the_file_is_what_every_migration_ends_in() -> None:
    if OLDER:
        assert not first_tables.known("sqlite")
        assert not first_tables.known("postgresql")
        return
    assert made() == first_tables.file_for("sqlite").read_text(), (
        "run scripts/first-tables: a migration was changed"
    )


@pytest.fixture
def empty() -> Iterator[Any]:
    """A connection to an empty database in memory."""
    usual = connections["default"]
    wrapper = type(usual)({**usual.settings_dict, "NAME": ":memory:"}, "empty")
    yield wrapper
    wrapper.close()


def test_each_publication_gets_keys_of_its_own(empty: Any, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        assert first_tables.lay(empty) is not OLDER
        if OLDER:
            assert empty.introspection.table_names() == []
            return
        own = empty.connection
        keys = [key for (key,) in own.execute("SELECT translation_key FROM wagtailcore_page")]
        times = {time for (time,) in own.execute("SELECT applied FROM django_migrations")}
        assert len(set(keys)) == len(keys) == 2
        assert not any(key.startswith("0000") for key in keys)
        assert len(times) == 1 and times != {""}
        assert own.execute("PRAGMA foreign_key_check").fetchall() == []
        with CaptureQueriesContext(empty) as asked:
            assert not first_tables.lay(empty)
        assert not [query for query in asked if not query["sql"].lstrip().startswith("SELECT")]


def test_a_library_that_knows_less_runs_its_migrations(
    empty: Any, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = first_tables.recorded("sqlite") | {("wagtailcore", "9999_of_the_future")}
    monkeypatch.setattr(first_tables, "recorded", lambda vendor: known)
    with django_db_blocker.unblock():
        assert not first_tables.lay(empty)
        assert empty.introspection.table_names() == []
