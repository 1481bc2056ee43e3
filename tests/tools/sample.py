"""The sample publication: made once for a run of tests, served once for each of its processes."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.operator.running import SOURCE, environment, serving

EDITOR = "editor@example.org"
READER = "reader@example.org"
LANGUAGES = ("en", "az", "ru")
PARTS = re.compile(r"/archive/\d+|/v\d+|[^/]*\.[a-z0-9]+$")
"""What tells the shapes of one kind's paths apart: a front from its archive page, RSS from JSON."""


@dataclass(frozen=True)
class Sample:
    """A served sample publication."""

    folder: Path
    base: str
    """``http://localhost:PORT``, as in its documents' own addresses."""
    password: str
    """Of ``EDITOR`` and of ``READER``, who has saved a story and follows a topic."""
    paths: dict[str, list[str]]
    """Every path of every kind in the document list."""
    withdrawn: str
    """The path of a story whose permission lapsed (status 410)."""
    app_paths: list[str]
    """Every English page of the app that takes no argument."""

    def every_path(self) -> list[str]:
        """Return the paths of all documents."""
        return [path for paths in self.paths.values() for path in paths]

    def one_of_each(self) -> dict[str, list[str]]:
        """Return for each kind one path of each of its shapes, in its first language."""
        chosen = {}
        for kind, paths in self.paths.items():
            shapes: dict[str, str] = {}
            for path in paths:
                parts = PARTS.findall(path)
                shapes.setdefault("".join(re.sub(r"\d+|[0-9a-f]{8,}", "#", part) for part in parts), path)
            chosen[kind] = list(shapes.values())
        return chosen

    def path_of(self, address: str) -> str | None:
        """Return the path of one of the publication's own addresses, without query and fragment; None of others."""
        parts = urlsplit(address)
        own = urlsplit(self.base)
        return (parts.path or "/") if (parts.scheme, parts.netloc) == (own.scheme, own.netloc) else None


def make(folder: Path) -> dict[str, object]:
    """Make the sample in ``folder`` and return what ``make_sample`` says of it."""
    command = [sys.executable, "-m", "tests.tools.make_sample", str(folder)]
    where = {"PYTHONPATH": f"{SOURCE}:{SOURCE.parent}"}
    ended = subprocess.run(command, env={**environment(), **where}, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    said: dict[str, object] = json.loads(ended.stdout)
    return said


def made_once(shared: Path) -> Path:
    """Return the folder in ``shared`` that holds the sample, made by whichever process comes first."""
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "said.json").exists():
            said = make(shared / "sample")
            (shared / "said.json").write_text(json.dumps(said))
    return shared


def _wait_for_the_bake(database: Path, seconds: float = 300) -> None:
    """Return once everything is baked: what is looked at are the files, and no mixture with what is still to come."""
    until = time.monotonic() + seconds
    waiting = (
        "SELECT (SELECT COUNT(*) FROM keys_outboxentry), (SELECT COUNT(*) FROM bake_document WHERE stale OR sha256 = ''),"
        " (SELECT COUNT(*) FROM bake_document)"
    )
    while True:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)) as opened:
            changes, stale, documents = opened.execute(waiting).fetchone()
        if documents and not changes and not stale:
            return
        assert time.monotonic() < until, f"{changes} changes and {stale} documents still wait for the bake"
        time.sleep(0.5)


@contextmanager
def served(shared: Path, folder: Path) -> Iterator[Sample]:
    """Serve a copy, in ``folder``, of the sample that ``made_once`` left in ``shared``."""
    shutil.copytree(shared / "sample", folder)
    said = json.loads((shared / "said.json").read_text())
    with serving("serve", folder, "--port", "0") as running:
        _wait_for_the_bake(folder / "database.sqlite3")
        yield Sample(folder, f"http://localhost:{running.port}", **said)
