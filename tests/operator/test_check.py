import json
import os
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from standfirst.bake.bucket import Bucket, Object
from standfirst.bake.tests.s3 import serving
from tests.operator.running import standfirst


def problems(folder: Path) -> dict[str, str]:
    ended = standfirst("check", folder, "--json")
    answer = json.loads(ended.stdout)
    assert ended.returncode == (0 if answer["ok"] else 1)
    assert all(finding["mend"] for finding in answer["findings"])
    return {finding["about"]: finding["level"] for finding in answer["findings"]}


def change(folder: Path, old: str, new: str) -> None:
    settings = folder / "publication.toml"
    text = settings.read_text()
    assert old in text
    settings.write_text(text.replace(old, new))


def test_a_new_publication_has_no_error(publication: Path) -> None:
    assert "error" not in problems(publication).values()


def test_settings_that_do_harm_are_found(publication: Path) -> None:
    change(publication, 'time_zone = "UTC"', 'time_zone = "Baku"')
    change(publication, 'base_url = "http://localhost:8000"', 'base_url = "https://news.example.org"')
    (publication / "publication.toml").chmod(0o644)
    found = problems(publication)
    assert found["time_zone"] == found["hosts"] == found["publication.toml"] == "error"


def test_an_unknown_setting_is_named(publication: Path) -> None:
    change(publication, "demo = false", "dmeo = false")
    ended = standfirst("check", publication)
    assert ended.returncode == 1
    assert "dmeo" in ended.stdout


def test_a_short_secret_is_found(publication: Path) -> None:
    lines = (publication / "publication.toml").read_text().splitlines()
    text = "\n".join('secret_key = "short"' if line.startswith("secret_key") else line for line in lines)
    (publication / "publication.toml").write_text(text)
    assert problems(publication)["secret_key"] == "error"


def test_a_mail_server_that_does_not_answer_is_found(publication: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    change(publication, "[mail]", f'[mail]\nhost = "127.0.0.1"\nport = {port}')
    assert problems(publication)["mail"] == "error"


def test_a_damaged_database_is_found(publication: Path) -> None:
    path = publication / "database.sqlite3"
    data = bytearray(path.read_bytes())
    data[8192:60000] = os.urandom(60000 - 8192)
    path.write_bytes(bytes(data))
    assert problems(publication)["database"] == "error"


def test_a_database_of_an_older_version_is_found_and_upgraded(publication: Path) -> None:
    with sqlite3.connect(publication / "database.sqlite3") as database:
        database.execute("delete from django_migrations where app = 'sessions'")
        database.execute("drop table django_session")
    assert problems(publication)["database"] == "error"
    assert standfirst("upgrade", publication).returncode == 0
    assert "database" not in problems(publication)


def test_a_missing_media_folder_and_a_wrong_clock_are_found(publication: Path) -> None:
    (publication / "media").rmdir()
    later = time.time() + 7200
    os.utime(publication / "database.sqlite3", (later, later))
    found = problems(publication)
    assert found["media"] == "error"
    assert found["clock"] == "warning"


def test_a_bucket_is_tried_and_its_settings_are_looked_at(
    publication: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    plain = (publication / "publication.toml").read_text()
    with serving() as port:
        bucket = Bucket("digest", f"http://127.0.0.1:{port}")
        address = f'endpoint = "{bucket.endpoint}"'
        change(publication, "[bucket]\n", f'[bucket]\nname = "digest"\n{address}\n')
        assert "has no bucket of this name" in standfirst("check", publication).stdout
        bucket._client.create_bucket(Bucket="digest")
        assert "bucket" not in problems(publication)
        assert [key for key, _, _ in bucket.listed("")] == [".standfirst.json"]
        bucket.put(Object(".standfirst.json", b"{}", "application/json"))
        assert "another publication is kept there" in standfirst("check", publication).stdout
    assert "does not answer" in standfirst("check", publication).stdout
    for wrong, said in (
        ('region = "x"', "bucket.name is missing"),
        ('name = "Digest_1"', "bucket.name must be"),
        ('name = "digest"\nendpoint = "s3.example.org"', "bucket.endpoint must be an address"),
        ('name = "digest"\nprefix = "../x"', "bucket.prefix must be words"),
        ('name = "digest"\nsecret_key = "x"', "does not belong in a file"),
        ('name = "digest"\ncolour = "x"', "unknown setting bucket.colour"),
    ):
        (publication / "publication.toml").write_text(plain.replace("[bucket]\n", f"[bucket]\n{wrong}\n"))
        assert said in standfirst("check", publication).stdout, wrong
