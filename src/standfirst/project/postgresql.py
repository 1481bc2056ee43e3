"""PostgreSQL as ``database_url`` names it: its address, its programs, and whether a database is empty.

Knows nothing of Django's settings, which are made from what is said here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from urllib.parse import urlsplit

from standfirst.project.folder import FolderError
from standfirst.terminal import CommandFailed

_TABLES = (
    "SELECT quote_ident(relname) FROM pg_class WHERE relkind IN ('r', 'p')"
    " AND relnamespace = current_schema()::regnamespace"
)


def parameters_of(url: str) -> dict[str, str]:
    """Return what ``url`` says to libpq: ``dbname`` always, ``user``, ``password``, ``host``, ``port``, ``sslmode`` ...

    Raises:
        FolderError: it is not a PostgreSQL address with a database in it, or the driver is not installed.
    """
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise FolderError(
            'database_url needs the PostgreSQL driver. Install it with: pip install "standfirst[postgres]"'
        ) from error
    wrong = "database_url must look like postgresql://user:password@host:port/name"
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise FolderError(f"{wrong}.")
    try:
        found = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise FolderError(f"{wrong}: {str(error).strip()}.") from error
    if not found.get("port", "0").isdecimal():
        raise FolderError(f"{wrong}; the port is a number.")
    if not found.get("dbname"):
        raise FolderError(f"{wrong}; the name is missing.")
    return found


def shown(url: str) -> str:
    """Return the address without the password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl()


def _tables(connection: object) -> list[str]:
    return [row[0] for row in connection.execute(_TABLES)]  # type: ignore[attr-defined]


def require_empty(url: str) -> None:
    """Make sure that the database at ``url`` answers and holds no table.

    Raises:
        FolderError: ``url`` is no PostgreSQL address.
        CommandFailed: it doesn't answer, or holds something.
    """
    import psycopg

    try:
        with psycopg.connect(**{"connect_timeout": "10", **parameters_of(url)}) as connection:  # type: ignore[arg-type]
            found = _tables(connection)
    except psycopg.Error as error:
        raise CommandFailed(f"{shown(url)} does not answer: {str(error).strip()}") from error
    if found:
        raise CommandFailed(
            f"{shown(url)} is not empty: it has a table {found[0]}. Name an empty database, such as one made with createdb."
        )


def empty_again(url: str) -> None:
    """Drop every table of the database at ``url``, which ``require_empty`` found empty before."""
    import psycopg

    with psycopg.connect(**parameters_of(url)) as connection:  # type: ignore[arg-type]
        if found := _tables(connection):
            connection.execute(f"DROP TABLE {', '.join(found)} CASCADE")


def run_program(name: str, url: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore`` for the database at ``url``; the password goes by the environment.

    Raises:
        CommandFailed: the program is missing or fails.
    """
    from psycopg.conninfo import make_conninfo

    program = shutil.which(name)
    if program is None:
        raise CommandFailed(f"Missing: {name}. Install it with: sudo apt-get install postgresql-client")
    parameters = parameters_of(url)
    password = parameters.pop("password", "")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [program, *arguments, "--no-password", f"--dbname={make_conninfo(**parameters)}"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        raise CommandFailed(f"{name} failed: {ended.stderr.strip()}")
