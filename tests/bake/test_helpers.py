"""A bake with helpers: the same folder, also where one of them is killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def test_an_interrupted_bake_goes_on_where_it_was(publication: Path) -> None:
    process = command(publication, "--all", "--jobs", "2", "--json")
    until = time.monotonic() + 120
    while not helpers(process.pid) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.5)
    assert process.poll() is None, "the bake ended before it could be interrupted"
    process.kill()
    process.communicate()
    ended(command(publication, "--json"))
    assert ended(command(publication, "--verify", "--json")) == {"ok": True, "differences": []}
    assert not list((publication / "public").rglob(".sf-*.tmp"))
