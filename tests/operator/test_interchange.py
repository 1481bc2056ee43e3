"""Moving stories in and out by the command itself: its exit status, its answer for programs, its words for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from standfirst.interchange.tests.items import item, write
from tests.operator.running import standfirst
from tests.tools.schemas import json_errors


def answer(*arguments: object) -> dict[str, Any]:
    ended = standfirst(*arguments, "--json")
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


@pytest.fixture
def filled(publication: Path, tmp_path: Path) -> Path:
    """A publication into which three stories were imported."""
    lines = write(tmp_path / "three.jsonl", [item(1), item(2), item(3)])
    told = answer("import", "ninjs", publication, lines)
    assert (told["published"], told["rejected"], told["list"]) == (3, 0, None)
    return publication


def test_a_second_import_of_the_same_file_changes_nothing_and_is_done(filled: Path, tmp_path: Path) -> None:
    told = answer("import", "ninjs", filled, tmp_path / "three.jsonl")
    assert (told["published"], told["unchanged"]) == (0, 3)


def test_a_rejected_line_makes_the_status_1_and_is_listed_with_its_reason(
    publication: Path, tmp_path: Path
) -> None:
    lines = write(tmp_path / "mixed.jsonl", [item(1), item(2, language="xx"), "{broken"])
    ended = standfirst("import", "ninjs", publication, lines)
    assert ended.returncode == 1, ended.stderr
    assert "1 published" in ended.stdout
    assert "2 rejected" in ended.stdout
    listed = [json.loads(line) for line in (tmp_path / "mixed.jsonl.rejects").read_text().splitlines()]
    assert [entry["line"] for entry in listed] == [2, 3]
    assert "xx" in listed[0]["reasons"][0]
    assert str(tmp_path / "mixed.jsonl.rejects") in ended.stdout


def test_what_can_not_be_done_is_said_in_a_sentence(publication: Path, tmp_path: Path) -> None:
    missing = standfirst("import", "ninjs", publication, tmp_path / "nowhere.jsonl")
    assert missing.returncode == 1
    assert "nowhere.jsonl" in missing.stderr
    wrong = standfirst("import", "ninjs", publication)
    assert wrong.returncode == 2
    assert "FILE.jsonl" in wrong.stderr
    nothing = standfirst("import", "all", publication, tmp_path / "nowhere")
    assert nothing.returncode == 1
    assert "Nothing was imported" in nothing.stderr
    for ended in (missing, wrong, nothing):
        assert "Traceback" not in ended.stderr


def test_an_export_holds_valid_ninjs_and_comes_into_a_new_publication_the_same(
    filled: Path, tmp_path: Path
) -> None:
    told = answer("export", filled, tmp_path / "out")
    assert told["stories"] == 3
    lines = (tmp_path / "out" / "stories.ninjs.jsonl").read_bytes().splitlines()
    assert len(lines) == 3
    assert [error for line in lines for error in json_errors("ninjs-3.1", line)] == []

    used = standfirst("export", filled, tmp_path / "out")
    assert used.returncode == 1
    assert "not an empty folder" in used.stderr

    refused = standfirst("import", "all", filled, tmp_path / "out")
    assert refused.returncode == 1
    assert "already" in refused.stderr

    other = tmp_path / "other"
    assert standfirst("init", other).returncode == 0
    assert answer("import", "all", other, tmp_path / "out")["stories"] == 3
    answer("export", other, tmp_path / "again")
    for name in ("stories.ninjs.jsonl", "standfirst.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()
