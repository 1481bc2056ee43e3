"""What an operator's commands do with PostgreSQL: run its programs, and look whether a database is empty."""

from __future__ import annotations

import os
import shutil
import subprocess
from urllib.parse import urlsplit

from standfirst.project.settings.data import postgresql_parameters
from standfirst.terminal import CommandFailed

_TABLES = (
    "SELECT quote_ident(relname) FROM pg_class WHERE relkind IN ('r', 'p')"
    " AND relnamespace = current_schema()::regnamespace"
)


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
        with psycopg.connect(**{"connect_timeout": "10", **postgresql_parameters(url)}) as connection:  # type: ignore[arg-type]
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

    with psycopg.connect(**postgresql_parameters(url)) as connection:  # type: ignore[arg-type]
        if found := _tables(connection):
            connection.execute(f"DROP TABLE {', '.join(found)} CASCADE")  # type: ignore[call-overload]


def run_program(name: str, url: str, *arguments: str) -> None:
    """Run ``pg_dump`` or ``pg_restore`` for the database at ``url``; the password goes by the environment.

    Raises:
        CommandFailed: the program is missing or fails.
    """
    from psycopg.conninfo import make_conninfo

    program = shutil.which(name)
    if program is None:
        raise CommandFailed(f"Missing: {name}. Install it with: sudo apt-get install postgresql-client")
    parameters = postgresql_parameters(url)
    password = parameters.pop("password", "")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    command = [program, *arguments, "--no-password", f"--dbname={make_conninfo(**parameters)}"]  # type: ignore[arg-type]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        raise CommandFailed(f"{name} failed: {ended.stderr.strip()}")
