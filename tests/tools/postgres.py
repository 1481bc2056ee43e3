"""A PostgreSQL of the tests' own: made from Debian's binaries in a temporary folder, on a free port of the loopback.

Run as a program it starts one and prints its address: ``python -m tests.tools.postgres``.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

USER = "standfirst"
# What a crash would lose is a test's: nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def binaries() -> Path:
    """Return the newest installed server's folder of programs.

    Raises:
        FileNotFoundError: there is none. The message says how to install one.
    """
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0])
    )
    if not found:
        raise FileNotFoundError("PostgreSQL is missing. Install it with: sudo apt-get install postgresql")
    return found[-1].parent


def _account() -> dict[str, int]:
    """PostgreSQL refuses to run as root: as root, it runs as the user whom Debian's package made, or as nobody."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid}
    raise FileNotFoundError("There is no user whom PostgreSQL could run as (postgres or nobody).")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A running server. Databases are made as they are asked for; the user owns the server, without a password."""

    def __init__(self, programs: Path, port: int) -> None:
        self.programs, self.port, self._made = programs, port, 0

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self._made += 1
        name = f"publication{self._made}"
        self.run(f'create database "{name}"')
        return self.url(name)

    def run(self, sql: str, database: str = "postgres") -> str:
        """Run one statement and return what psql prints: rows a line, values between bars."""
        ended = subprocess.run(
            [
                self.programs / "psql",
                "-X",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                self.url(database),
                "-c",
                sql,
            ],
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()


@contextmanager
def postgresql() -> Iterator[Server]:
    """Run a server for the block; it is ended by its number, and its folder removed.

    Raises:
        FileNotFoundError: PostgreSQL isn't installed.
    """
    programs, account = binaries(), _account()
    folder = Path(tempfile.mkdtemp(prefix="standfirst-postgresql-"))
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        data = folder / "data"
        made = subprocess.run(
            [
                programs / "initdb",
                "-D",
                data,
                "-U",
                USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
            capture_output=True,
            text=True,
            cwd=folder,
            **account,
        )
        assert made.returncode == 0, made.stderr
        port = _free_port()
        options = [option for setting in FAST for option in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    programs / "postgres",
                    "-D",
                    data,
                    "-h",
                    "127.0.0.1",
                    "-p",
                    str(port),
                    "-k",
                    folder,
                    *options,
                ],
                stdout=log,
                stderr=log,
                cwd=folder,
                **account,
            )
        try:
            _wait(process, port, folder / "log")
            yield Server(programs, port)
        finally:
            process.send_signal(signal.SIGINT)  # "fast": open connections are closed, not waited for
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        if (
            subprocess.run(
                [binaries() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False
            ).returncode
            == 0
        ):
            return
        time.sleep(0.1)
    raise AssertionError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


if __name__ == "__main__":
    with postgresql() as server:
        print(server.new_database(), flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        with suppress(KeyboardInterrupt):
            signal.pause()
