"""Engines: the embedded defaults, and what a publication may choose instead."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from standfirst.project.folder import Folder
from standfirst.project.postgresql import parameters_of

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728;"
)


def folder_for_tests() -> Folder:
    """Return a publication in a new temporary folder: for tests, type checks and ``makemigrations``.

    ``STANDFIRST_TEST_DATABASE_URL`` puts its database into PostgreSQL.
    """
    return Folder(
        path=Path(tempfile.mkdtemp(prefix="standfirst-")),
        secret_key="for-tests-only",
        demo=True,
        database_url=os.environ.get("STANDFIRST_TEST_DATABASE_URL", ""),
    )


def databases(folder: Folder) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: SQLite in the folder, or what ``database_url`` names.

    Raises:
        FolderError: ``database_url`` is not ``postgresql://user:password@host:port/name``.
    """
    if folder.database_url:
        parameters = parameters_of(folder.database_url)
        engine: dict[str, Any] = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parameters.pop("dbname"),
            "USER": parameters.pop("user", ""),
            "PASSWORD": parameters.pop("password", ""),
            "HOST": parameters.pop("host", ""),
            "PORT": parameters.pop("port", ""),
            "OPTIONS": {"connect_timeout": 10, "application_name": "standfirst", **parameters},
            # A connection is kept by its thread, and looked at before a request uses it: the server may have restarted.
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    else:
        engine = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder.database,
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    return {"default": engine}


def caches() -> dict[str, dict[str, Any]]:
    """Return Django's CACHES: one process, so its own memory."""
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        },
        "renditions": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 600},
        },
    }


def tasks() -> dict[str, dict[str, Any]]:
    """Return the background tasks' backend: the database, worked off by a thread of ``serve``."""
    return {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def email(folder: Folder) -> dict[str, Any]:
    """Return Django's mail settings: SMTP where a host is set, else files in the publication's mail folder."""
    mail = folder.mail
    common: dict[str, Any] = {
        "DEFAULT_FROM_EMAIL": mail.sender,
        "SERVER_EMAIL": mail.sender,
        "EMAIL_TIMEOUT": 20,
    }
    if not mail.host:
        return common | {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder.outgoing_mail),
        }
    return common | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": mail.host,
        "EMAIL_PORT": mail.port,
        "EMAIL_HOST_USER": mail.user,
        "EMAIL_HOST_PASSWORD": mail.password,
        "EMAIL_USE_TLS": mail.tls and mail.port != 465,
        "EMAIL_USE_SSL": mail.tls and mail.port == 465,
    }
