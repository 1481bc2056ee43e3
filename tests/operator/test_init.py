import os
import re
import sqlite3
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.operator.running import environment, standfirst


def test_a_publication_is_one_folder_that_only_its_owner_can_read(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {"publication.toml", "database.sqlite3", "media", "mail"}
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE((made / "publication.toml").stat().st_mode) == 0o600
    assert stat.S_IMODE((made / "database.sqlite3").stat().st_mode) == 0o600
    assert len(tomllib.loads((made / "publication.toml").read_text())["secret_key"]) >= 50


def test_the_first_editors_password_is_shown_once_and_kept_nowhere(made: Path) -> None:
    output = (made.parent / "output").read_text()
    found = re.search(r"^password (\S+)", output, flags=re.MULTILINE)
    assert found
    assert output.count(found[1]) == 1
    for path in made.rglob("*"):
        if path.is_file():
            assert found[1].encode() not in path.read_bytes()
    with sqlite3.connect(made / "database.sqlite3") as database:
        assert database.execute("select email, is_superuser from readers_user").fetchall() == [
            ("a@example.org", 1)
        ]


def test_two_publications_have_different_secrets(made: Path, tmp_path: Path) -> None:
    from standfirst.project.settings_file import settings_text

    other = tomllib.loads(settings_text("http://localhost:8000", demo=False))
    assert other["secret_key"] != tomllib.loads((made / "publication.toml").read_text())["secret_key"]


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    ended = standfirst("init", tmp_path)
    assert ended.returncode == 1
    assert "not empty" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("wrong", [("--language", "xx"), ("--editor", "nobody"), ("--base-url", "ftp://x")])
def test_nothing_half_made_stays_when_it_fails(tmp_path: Path, wrong: tuple[str, str]) -> None:
    ended = standfirst("init", tmp_path / "new", *wrong)
    assert ended.returncode == 1
    assert wrong[1] in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [(), ("nonsense",), ("init",), ("serve", "--port", "x"), ("import",)])
def test_wrong_use_ends_with_two_and_says_what_to_do(wrong: tuple[str, ...]) -> None:
    ended = standfirst(*wrong)
    assert ended.returncode == 2
    assert "standfirst" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", ["serve", "check", "backup", "upgrade"])
def test_a_folder_that_is_no_publication_is_named_with_the_way_to_make_one(
    tmp_path: Path, command: str
) -> None:
    ended = standfirst(command, tmp_path, *(["x.tar"] if command == "backup" else []))
    assert ended.returncode == 1
    assert "standfirst init" in ended.stdout + ended.stderr or "not a publication" in ended.stdout


def test_another_database_changes_one_line_of_the_settings() -> None:
    from standfirst.project.settings_file import settings_text, with_database

    url = "postgresql://me@localhost/digest"
    before = settings_text("http://localhost:8000", demo=False)
    for text in (before, settings_text("http://localhost:8000", demo=False, database_url="postgresql://a/b")):
        values = tomllib.loads(with_database(text, url))
        assert values["database_url"] == url
        assert values["mail"] == tomllib.loads(text)["mail"]
    # A line inside another table is not the setting.
    assert tomllib.loads(with_database('[mail]\ndatabase_url = "x"\n', url))["database_url"] == url


def test_a_reader_of_the_output_who_has_gone_is_no_crash(made: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "standfirst.cli", "check", str(made), "--json"]
    ended = subprocess.run(
        command, env=environment(), stdout=write, stderr=subprocess.PIPE, text=True, timeout=300
    )
    os.close(write)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
