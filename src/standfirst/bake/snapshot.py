"""One moment of the database, for reading and recording together; and making sure of what was read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the database as it is at one moment, for the whole block, and write nothing.

    SQLite: a deferred transaction in WAL mode, which keeps no writer waiting. PostgreSQL: repeatable read. Inside a
    transaction of the caller's that one is the moment.
    """
    if connection.in_atomic_block:
        yield
        return
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA query_only=1")
            cursor.execute("BEGIN DEFERRED")
        else:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
            if sqlite:
                cursor.execute("PRAGMA query_only=0")


@contextmanager
def contained() -> Iterator[None]:
    """Keep a statement that fails in the block from spoiling the rest of the snapshot (PostgreSQL would)."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT one_document")
        try:
            yield
        except Exception:
            cursor.execute("ROLLBACK TO SAVEPOINT one_document")
            raise
        cursor.execute("RELEASE SAVEPOINT one_document")


def make_sure() -> None:
    """Wait until everything that was committed is on the disk, before files are made of it.

    Without this a power failure could leave a page of a publication that the database no longer knows of: SQLite
    doesn't sync each commit in WAL mode. PostgreSQL has synced before it says that it committed.
    """
    if connection.vendor != "sqlite":
        return
    try:
        descriptor = os.open(f"{connection.settings_dict['NAME']}-wal", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:  # no log: everything is in the database file, or the database is in memory
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
