"""A publication in PostgreSQL, from ``init`` to ``restore``."""

import json
import re
import urllib.request
from pathlib import Path

import pytest

from tests.operator.running import serving, standfirst
from tests.tools.postgres import Server

pytestmark = pytest.mark.postgres


def name_of(url: str) -> str:
    return url.rpartition("/")[2]


@pytest.fixture(scope="module")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    url, folder = server.new_database(), tmp_path_factory.mktemp("made") / "digest"
    ended = standfirst("init", folder, "--database-url", url, "--editor", "a@example.org", "--language", "az")
    assert ended.returncode == 0, ended.stderr
    return folder, url


def test_init_makes_the_publication_in_the_database_and_none_in_the_folder(
    server: Server, made: tuple[Path, str]
) -> None:
    folder, url = made
    assert {path.name for path in folder.iterdir()} == {"publication.toml", "media", "mail"}
    assert server.run("select email from readers_user", name_of(url)) == "a@example.org"


def test_serve_answers_and_ends_and_nothing_is_wrong(made: tuple[Path, str]) -> None:
    folder, _ = made
    with serving("serve", folder, "--port", "0") as running:
        for path in ("/az/", "/_/az/search/?q=baki"):
            with urllib.request.urlopen(f"http://localhost:{running.port}{path}", timeout=20) as answer:
                assert answer.status == 200
        assert running.end() == 0
    assert not any("Traceback" in line or "ERROR" in line for line in running.lines), running.lines
    found = json.loads(standfirst("check", folder, "--json").stdout)
    assert [line for line in found["findings"] if line["level"] == "error"] == []


def test_a_backup_goes_into_another_empty_database(
    server: Server, made: tuple[Path, str], tmp_path: Path
) -> None:
    folder, url = made
    (folder / "media" / "a.txt").write_text("picture")
    ended = standfirst("backup", folder, tmp_path / "b.tar")
    assert ended.returncode == 0, ended.stderr
    # The database that it came from is in use: nothing is put over it.
    ended = standfirst("restore", tmp_path / "b.tar", tmp_path / "over")
    assert ended.returncode == 1
    assert "not empty" in ended.stderr
    assert not (tmp_path / "over").exists()
    other = server.new_database()
    ended = standfirst("restore", tmp_path / "b.tar", tmp_path / "again", "--database-url", other)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "again" / "media" / "a.txt").read_text() == "picture"
    pages = "select id, path, slug from wagtailcore_page order by id"
    assert server.run(pages, name_of(other)) == server.run(pages, name_of(url)) != ""
    with (
        serving("serve", tmp_path / "again", "--port", "0") as running,
        urllib.request.urlopen(f"http://localhost:{running.port}/az/", timeout=20) as answer,
    ):
        assert answer.status == 200


def test_a_database_in_use_is_refused_and_left_alone(server: Server, tmp_path: Path) -> None:
    url = server.new_database()
    server.run("create table letter (text text)", name_of(url))
    ended = standfirst("init", tmp_path / "new", "--database-url", url)
    assert ended.returncode == 1
    assert "not empty" in ended.stderr
    assert not (tmp_path / "new").exists()
    assert server.run("select count(*) from letter", name_of(url)) == "0"


def test_nothing_half_made_stays_in_the_database_when_it_fails(server: Server, tmp_path: Path) -> None:
    url = server.new_database()
    assert standfirst("init", tmp_path / "new", "--database-url", url, "--editor", "nobody").returncode == 1
    assert not (tmp_path / "new").exists()
    assert server.run("select count(*) from pg_tables where schemaname = 'public'", name_of(url)) == "0"


@pytest.mark.parametrize(
    "url", ["mysql://a@127.0.0.1/b", "postgresql://127.0.0.1:1/", "postgresql://127.0.0.1:x/b", "nonsense"]
)
def test_an_address_that_is_none_is_said_with_its_form(tmp_path: Path, url: str) -> None:
    ended = standfirst("init", tmp_path / "new", "--database-url", url)
    assert ended.returncode == 1
    assert "postgresql://user:password@host:port/name" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_does_not_answer_is_said_without_its_password(
    made: tuple[Path, str], tmp_path: Path
) -> None:
    folder, _ = made
    dead = "postgresql://me:geheim@127.0.0.1:1/nothing"
    (tmp_path / "media").mkdir()
    settings = (folder / "publication.toml").read_text()
    (tmp_path / "publication.toml").write_text(
        re.sub(r"(?m)^database_url = .*$", f'database_url = "{dead}"', settings)
    )
    for command in (
        ["serve", tmp_path, "--port", "0"],
        ["check", tmp_path],
        ["backup", tmp_path, tmp_path / "b.tar"],
    ):
        ended = standfirst(*command)
        said = ended.stdout + ended.stderr
        assert ended.returncode == 1
        assert "127.0.0.1" in said
        assert "Traceback" not in said
        assert "geheim" not in said


def test_the_demo_runs_on_postgresql(server: Server, tmp_path: Path) -> None:
    with serving(
        "demo", tmp_path / "demo", "--database-url", server.new_database(), "--port", "0"
    ) as running:
        with urllib.request.urlopen(f"http://localhost:{running.port}/en/", timeout=30) as answer:
            assert answer.status == 200
        address = f"http://localhost:{running.port}/_/az/search/?q=muellif*"
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert "<mark>" in answer.read().decode()
