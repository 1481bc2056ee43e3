import hashlib
import io
import json
import sqlite3
import tarfile
import threading
from pathlib import Path

import pytest

from tests.operator.running import standfirst


def rows(folder: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(folder / "database.sqlite3") as database:
        return [
            row
            for table in ("readers_user", "wagtailcore_page")
            for row in database.execute(f"select * from {table}")
        ]


def test_a_backup_restores_to_the_same_publication(publication: Path, tmp_path: Path) -> None:
    (publication / "media" / "original_images").mkdir()
    (publication / "media" / "original_images" / "a.png").write_bytes(b"picture")
    (publication / "archive" / "2026" / "05").mkdir(parents=True)
    (publication / "archive" / "2026" / "05" / "a.warc.gz").write_bytes(b"copy")
    (publication / "identity.key").touch(mode=0o600)
    (publication / "identity.key").write_bytes(b"kept elsewhere")
    ended = standfirst("backup", publication, tmp_path / "b.tar", "--json")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["files"] == 4
    assert b"kept elsewhere" not in (tmp_path / "b.tar").read_bytes()
    assert (tmp_path / "b.tar").stat().st_mode & 0o077 == 0
    ended = standfirst("restore", tmp_path / "b.tar", tmp_path / "again")
    assert ended.returncode == 0, ended.stderr
    assert rows(tmp_path / "again") == rows(publication)
    assert (tmp_path / "again" / "publication.toml").read_bytes() == (
        publication / "publication.toml"
    ).read_bytes()
    assert (tmp_path / "again" / "media" / "original_images" / "a.png").read_bytes() == b"picture"
    assert not (tmp_path / "again" / "identity.key").exists()
    assert (tmp_path / "again" / "archive" / "2026" / "05" / "a.warc.gz").read_bytes() == b"copy"
    assert standfirst("check", tmp_path / "again").returncode == 0


def test_a_backup_taken_while_others_write_is_one_moment(publication: Path, tmp_path: Path) -> None:
    path = publication / "database.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("create table pair (a integer, b integer)")
        database.execute("insert into pair values (0, 0)")
    end = threading.Event()
    failures: list[Exception] = []
    count = 0

    def write() -> None:
        nonlocal count
        database = sqlite3.connect(path, timeout=20, isolation_level=None)
        try:
            while not end.is_set():
                database.execute("begin immediate")
                database.execute("update pair set a = a + 1")
                database.execute("update pair set b = b + 1")
                database.execute("commit")
                count += 1
        except Exception as error:
            failures.append(error)
        finally:
            database.close()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(3):
            ended = standfirst("backup", publication, tmp_path / f"{number}.tar")
            assert ended.returncode == 0, ended.stderr
    finally:
        end.set()
        writing.join()
    assert not failures
    assert count > 10
    for number in range(3):
        assert standfirst("restore", tmp_path / f"{number}.tar", tmp_path / str(number)).returncode == 0
        with sqlite3.connect(tmp_path / str(number) / "database.sqlite3") as database:
            first, second = database.execute("select a, b from pair").fetchone()
            assert first == second
            assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_file_that_is_there_already_is_not_written_over(publication: Path, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_text("mine")
    assert standfirst("backup", publication, tmp_path / "b.tar").returncode == 1
    assert (tmp_path / "b.tar").read_text() == "mine"


def tar_of(
    path: Path, files: dict[str, bytes], listed: dict[str, bytes] | None = None, kind: bytes = tarfile.REGTYPE
) -> Path:
    lines = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in (files if listed is None else listed).items()
    ]
    manifest = json.dumps({"format": 1, "standfirst": "0", "files": lines}).encode()
    with tarfile.open(path, "w") as tar:
        for name, data in {**files, "manifest.json": manifest}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            if name not in {"manifest.json", "publication.toml"}:
                info.type = kind
                info.linkname = "/etc/passwd"
            tar.addfile(info, io.BytesIO(data))
    return path


SETTINGS = {"publication.toml": b'secret_key = "x"'}


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/tmp/evil",
        "media/../../evil",
        "media/./x",
        "media//x",
        "evil",
        "media/a\\b",
        "media/..",
        "media/",
    ],
)
def test_a_backup_with_a_file_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    file = tar_of(tmp_path / "b.tar", {**SETTINGS, name: b"x"})
    ended = standfirst("restore", file, tmp_path / "new")
    assert ended.returncode == 1, ended.stdout
    assert "Traceback" not in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_backup_with_links_or_devices_is_refused(tmp_path: Path, kind: bytes) -> None:
    file = tar_of(tmp_path / "b.tar", {**SETTINGS, "media/a": b""}, kind=kind)
    assert standfirst("restore", file, tmp_path / "new").returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"]


def test_a_damaged_or_cut_backup_changes_nothing(publication: Path, tmp_path: Path) -> None:
    changed = tar_of(tmp_path / "b.tar", {**SETTINGS, "media/a": b"bad"}, {**SETTINGS, "media/a": b"good"})
    ended = standfirst("restore", changed, tmp_path / "new")
    assert ended.returncode == 1
    assert "media/a" in ended.stderr
    standfirst("backup", publication, tmp_path / "whole.tar")
    whole = (tmp_path / "whole.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[: len(whole) // 2])
    assert standfirst("restore", tmp_path / "cut.tar", tmp_path / "new").returncode == 1
    (tmp_path / "noise.tar").write_bytes(b"noise" * 1000)
    assert standfirst("restore", tmp_path / "noise.tar", tmp_path / "new").returncode == 1
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".new-*"))


def test_a_folder_in_use_is_not_restored_over(publication: Path, tmp_path: Path) -> None:
    standfirst("backup", publication, tmp_path / "b.tar")
    before = rows(publication)
    assert standfirst("restore", tmp_path / "b.tar", publication).returncode == 1
    assert rows(publication) == before
