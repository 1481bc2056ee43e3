"""A bucket on a real server of the protocol, and what is in it. The fixtures are named in ``conftest``."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest

from standfirst.bake import bucket as bucket_module
from standfirst.bake.bucket import Bucket
from standfirst.bake.bucket_store import CLAIM, BucketStore
from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.store import FolderStore, Several
from standfirst.bake.tests import s3

NAME = "digest"


@pytest.fixture(scope="session")
def server() -> Iterator[int]:
    with s3.serving() as port:
        yield port


@pytest.fixture
def line(server: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3.Line]:
    """A line to an empty server with one bucket, and credentials for it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    # A file system with symbolic proxies is none of ours: requests go straight to this machine.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(bucket_module, "_TRIES", 1)
    monkeypatch.setattr(bucket_module, "_READ", 2)
    s3.control(server, "reset")
    made = s3.Line(server)
    bucket_at(made)._client.create_bucket(Bucket=NAME)
    yield made
    made.close()


def bucket_at(line: s3.Line, name: str = NAME) -> Bucket:
    return Bucket(name, f"http://127.0.0.1:{line.port}")


@pytest.fixture
def store(line: s3.Line, tmp_path: Path) -> BucketStore:
    (tmp_path / "media").mkdir(exist_ok=True)
    return BucketStore(bucket_at(line), lambda: "us", tmp_path / "media", "site/")


class Both:
    """A publication's folder with its bucket: from now on it gets what changes, and where ``place`` is new, all."""

    def __init__(self, site: Any, store: BucketStore, place: str = "") -> None:
        self.site, self.bucket_store = site, store
        several = Several(FolderStore(self.site.root), self.bucket_store)
        self.baker = Baker(several, Quality(), lambda: self.site.now, place=place)
        self.baker.start()

    def bake(self) -> None:
        while self.baker.step() is not None:
            pass

    def objects(self) -> dict[str, bytes]:
        return held(self.bucket_store)


def held(store: BucketStore) -> dict[str, bytes]:
    keys = [key for key, _, _ in store.bucket.listed(store.prefix)]
    return {key.removeprefix(store.prefix): store.bucket.get(key) or b"" for key in keys}


@pytest.fixture
def both(site: Any, store: BucketStore) -> Both:
    return Both(site, store)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".status"
    }


def head(store: BucketStore, name: str) -> dict[str, Any]:
    return dict(store.bucket._client.head_object(Bucket=NAME, Key=store.prefix + name))


def documents(store: BucketStore) -> dict[str, bytes]:
    found = held(store)
    assert found.pop(CLAIM)
    return {name: body for name, body in found.items() if not name.startswith("media/")}


def wrongs(objects: dict[str, bytes]) -> list[str]:
    """Return what a reader of these objects would find wrong."""
    found = []
    for name, body in objects.items():
        page, _dot, ending = name.rpartition(".")
        if ending in {"br", "gz"}:
            content = brotli.decompress(body) if ending == "br" else gzip.decompress(body)
            if objects.get(page) != content:
                found.append(f"{name} is not its page")
        elif name.endswith(".html"):
            for word in re.findall(rb"/((?:assets|media)/[\w./-]+)", body):
                if word.decode() not in objects:
                    found.append(f"{name} loads {word.decode()}, which is not there")
            for link in re.findall(rb'href="/(en/\d{4}/\d\d/[\w-]+/)"', body):
                if f"{link.decode()}index.html" not in objects:
                    found.append(f"{name} leads to {link.decode()}, which is not there")
    return found
