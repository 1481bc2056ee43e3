"""The database, mail, and what Django itself finds."""

from __future__ import annotations

import shutil
import smtplib
import sqlite3
import ssl
from collections.abc import Iterator

from standfirst.project.checks.finding import Finding
from standfirst.project.folder import SETTINGS_FILE, Folder
from standfirst.project.postgresql import parameters_of, shown

SMTP_TIME = 10
_NOT_OURS = {
    # Plain http is said by our own check of base_url, with the way to mend it.
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
}


def mail(folder: Folder) -> Iterator[Finding]:
    """The SMTP server answers and takes the name and password."""
    settings = folder.mail
    if not settings.host:
        if not folder.demo:
            yield Finding(
                "warning",
                "mail",
                "no server is set: mail goes into files that nobody reads",
                f"Fill in [mail] in {SETTINGS_FILE}.",
            )
        return
    where = f"{settings.host}:{settings.port}"
    implicit = settings.tls and settings.port == 465
    context = ssl.create_default_context()
    try:
        connection = (
            smtplib.SMTP_SSL(settings.host, settings.port, timeout=SMTP_TIME, context=context)
            if implicit
            else smtplib.SMTP(settings.host, settings.port, timeout=SMTP_TIME)
        )
        with connection:
            if settings.tls and not implicit:
                connection.starttls(context=context)
            if settings.user:
                connection.login(settings.user, settings.password)
            connection.noop()
    except smtplib.SMTPAuthenticationError:
        yield Finding(
            "error", "mail", f"{where} refuses the user or password", f"Correct [mail] in {SETTINGS_FILE}."
        )
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(
            "error",
            "mail",
            f"{where} can't be used: {error}",
            f"Check host, port and tls under [mail] in {SETTINGS_FILE}, and the firewall.",
        )


def database(folder: Folder) -> Iterator[Finding]:
    """The database answers, is whole, and is as this version needs it."""
    if not folder.database_url:
        if not folder.database.exists():
            yield Finding(
                "error",
                "database",
                f"{folder.database} is missing",
                "Restore a backup: standfirst restore FILE DIR",
            )
            return
        if found := _damage(folder):
            yield Finding(
                "error",
                "database",
                f"it is damaged: {found}",
                "End `standfirst serve`, move the folder away, and restore the last backup: standfirst restore FILE DIR",
            )
            return
    elif found := _unanswered(folder):
        yield Finding(
            "error",
            "database",
            f"{shown(folder.database_url)} does not answer: {found}",
            f"Start PostgreSQL, or correct database_url in {SETTINGS_FILE}.",
        )
        return
    elif shutil.which("pg_dump") is None:
        yield Finding(
            "warning",
            "database",
            "no backup can be made: pg_dump is missing",
            "sudo apt-get install postgresql-client",
        )
    _start(folder)
    from standfirst.project.making import pending_migrations

    if pending := pending_migrations():
        yield Finding(
            "error",
            "database",
            f"it is older than this version: {len(pending)} change(s) to make, the first is {pending[0]}",
            f"standfirst backup {folder.path} FILE.tar, then: standfirst upgrade {folder.path}",
        )


def _unanswered(folder: Folder) -> str:
    """Return why PostgreSQL can't be reached, or ``""``.

    Raises:
        FolderError: ``database_url`` can't be used.
    """
    parameters = parameters_of(folder.database_url)
    import psycopg

    try:
        psycopg.connect(**{"connect_timeout": "10", **parameters}).close()  # type: ignore[arg-type]
    except psycopg.Error as error:
        return str(error).strip()
    return ""


def _damage(folder: Folder) -> str:
    """Return what SQLite's own examination finds, or ``""``."""
    try:
        connection = sqlite3.connect(f"{folder.database.as_uri()}?mode=ro", uri=True, timeout=20)
        try:
            rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if rows == ["ok"] else "; ".join(rows)


def _start(folder: Folder) -> None:
    from standfirst.project.start import open_publication

    open_publication(folder.path)


def django_checks(folder: Folder) -> Iterator[Finding]:
    """What Django and its packages find; with https also what Django says of a public site."""
    _start(folder)
    from django.core import checks

    for message in checks.run_checks(include_deployment_checks=folder.secure):
        if message.is_silenced() or message.level < checks.WARNING or message.id in _NOT_OURS:
            continue
        yield Finding(
            "error" if message.is_serious() else "warning",
            str(message.id or "django"),
            str(message.msg).strip(),
            str(message.hint or "See Django's documentation of this check.").strip(),
        )
