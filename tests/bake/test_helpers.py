"""A bake with helpers: the same folder, also where one of them is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standfirst.bake.pool import HelperLost, Pool
from tests.bake.conftest import ROOT
from tests.bake.folder import differences


@pytest.fixture
def publication(template: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "publication"
    shutil.copytree(template, folder)
    return folder


def command(folder: Path, *options: str) -> subprocess.Popen[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "STANDFIRST"))
    }
    environment["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.Popen(
        [sys.executable, "-m", "standfirst.cli", "bake", str(folder), *options],
        env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def ended(process: subprocess.Popen[str]) -> dict[str, object]:
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err[-3000:]
    return json.loads(out)


def helpers(of: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{of}/task/{of}/children").read_text().split()]


def marked(folder: Path) -> bool:
    """Tell whether documents are to be baked anew."""
    with closing(
        sqlite3.connect(f"file:{folder}/database.sqlite3?mode=ro", uri=True, timeout=30)
    ) as database:
        return bool(database.execute("SELECT EXISTS (SELECT 1 FROM bake_document WHERE stale)").fetchone()[0])


def test_helpers_make_the_same_folder_as_one_process(publication: Path) -> None:
    ended(command(publication, "--all", "--jobs", "1", "--json"))
    alone = shutil.copytree(publication / "public", publication / "alone")
    report = ended(command(publication, "--all", "--jobs", "2", "--json"))
    assert int(str(report["documents"])) > 100 and report["failed"] == 0
    assert differences(alone, publication / "public") == []


def test_a_helper_that_is_killed_loses_nothing(publication: Path) -> None:
    process = command(publication, "--all", "--jobs", "2", "--json")
    until = time.monotonic() + 120
    while not (found := helpers(process.pid)) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)
    os.kill(found[0], signal.SIGKILL)
    ended(process)
    assert ended(command(publication, "--verify", "--json")) == {"ok": True, "differences": []}


def test_a_helper_that_ends_while_it_waits_for_work_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = Pool(1)
    monkeypatch.setattr(pool, "_start", gone)
    pool.begin()
    with pytest.raises(HelperLost):
        pool.give(["/en/"], datetime(2026, 5, 4, tzinfo=UTC))
    assert (pool.free, pool.under_way) == (1, set())


def gone() -> subprocess.Popen[bytes]:
    helper = subprocess.Popen(["true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    helper.wait()
    return helper


def test_an_interrupted_bake_goes_on_where_it_was(publication: Path) -> None:
    process = command(publication, "--all", "--jobs", "2", "--json")
    until = time.monotonic() + 120
    while not (helpers(process.pid) and marked(publication)) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)
    assert process.poll() is None, "the bake ended before it could be interrupted"
    process.kill()
    process.communicate()
    ended(command(publication, "--json"))
    assert ended(command(publication, "--verify", "--json")) == {"ok": True, "differences": []}
    assert not list((publication / "public").rglob(".sf-*.tmp"))
