"""A bucket that is away, slow, refused or somebody else's: said plainly, and nothing is lost."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from standfirst.bake.bucket import Bucket, Object
from standfirst.bake.bucket_errors import BucketError, Exists
from standfirst.bake.bucket_store import BucketStore
from standfirst.bake.store import Page
from standfirst.bake.tests import s3
from standfirst.bake.tests.buckets import NAME, Both, bucket_at, documents, files, held, wrongs
from standfirst.keys.models import OutboxEntry
from standfirst.stories.tests.factories import make_story


@pytest.mark.parametrize("half", [False, True])
def test_a_line_that_is_cut_anywhere_loses_nothing(store: BucketStore, line: s3.Line, half: bool) -> None:
    def page(path: str, text: str, status: bytes = b"") -> Page:
        body = (text * 100).encode()
        return Page(path, body, {".br": brotli.compress(body), ".gz": gzip.compress(body)}, status)

    store.put([page("/en/", "front"), page("/en/2026/05/a/", "a"), page("/en/2026/05/gone/", "g")])
    new = [page("/en/", "new"), page("/en/2026/05/a/", "b"), page("/en/2026/05/c/", "c", b"410\n")]
    begun = line.requests
    store.put(new, ["/en/2026/05/gone/"])
    needed, whole = line.requests - begun, held(store)
    assert needed >= 10
    cuts = 0
    for number in range(0, needed, 2):
        store.put([page("/en/", "front"), page("/en/2026/05/a/", "a"), page("/en/2026/05/gone/", "g")],
                  ["/en/2026/05/c/"])  # fmt: skip
        line.left, line.half = line.requests + number, half
        with pytest.raises(BucketError, match="does not answer"):
            store.put(new, ["/en/2026/05/gone/"])
        cuts += 1
        line.left = None
        assert wrongs(held(store)) == []
        store.put(new, ["/en/2026/05/gone/"])
        assert held(store) == whole
    assert cuts > 4


def test_while_the_bucket_is_away_the_folder_goes_on_and_afterwards_nothing_is_missing(
    both: Both, line: s3.Line
) -> None:
    line.left = 0
    first = make_story(title="While away")
    with pytest.raises(BucketError, match="does not answer"):
        both.bake()
    assert (both.site.root / f"{first.public_path()[1:]}index.html").exists()
    assert OutboxEntry.objects.exists()
    second = make_story(title="Later still")
    with pytest.raises(BucketError):
        both.bake()
    assert second.public_path() in (both.site.root / "en/index.html").read_text()
    line.left = None
    both.bake()
    assert not OutboxEntry.objects.exists()
    there, ours = documents(both.bucket_store), files(both.site.root)
    assert there == {name: ours[name] for name in there}
    touched = ("en/index.html", "en/index.html.br", "en/feeds/rss.xml", "sitemaps/en/1.xml")
    pages = [f"{story.public_path()[1:]}index.html" for story in (first, second)]
    assert [name for name in (*touched, *pages) if name in ours and name not in there] == []


def test_a_bucket_that_does_not_answer_in_time_is_said_to(store: BucketStore, line: s3.Line) -> None:
    line.delay = 3
    with pytest.raises(BucketError, match=r"does not answer.*timed? ?out"):
        store.put([Page("/en/", b"front")])


def test_an_answer_that_is_slow_but_comes_is_waited_for(store: BucketStore, line: s3.Line) -> None:
    line.delay = 0.3
    store.put([Page("/en/", b"front")])
    assert held(store)["en/index.html"] == b"front"


def test_refused_credentials_are_said_to_be(store: BucketStore, server: int) -> None:
    s3.control(server, "reset-auth", b"0")
    try:
        with pytest.raises(BucketError, match="refuses the credentials"):
            store.put([Page("/en/", b"front")])
    finally:
        s3.control(server, "reset-auth", b"inf")


def test_missing_credentials_are_said_to_be(
    store: BucketStore, line: s3.Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    without = BucketStore(bucket_at(line), lambda: "us", Path("/nonexistent"))
    with pytest.raises(BucketError, match="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        without.put([Page("/en/", b"front")])


def test_a_bucket_that_is_not_there_is_said_to_be(line: s3.Line, tmp_path: Path) -> None:
    with pytest.raises(BucketError, match="has no bucket of this name"):
        BucketStore(bucket_at(line, "nobodys"), lambda: "us", tmp_path).put([Page("/en/", b"front")])


def test_without_the_extra_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "botocore.config", None)
    with pytest.raises(BucketError, match=r"pip install .standfirst\[s3\]"):
        Bucket(NAME).get("x")


def test_two_publications_never_share_a_place(store: BucketStore, line: s3.Line, tmp_path: Path) -> None:
    store.put([Page("/en/", b"ours")])
    other = BucketStore(bucket_at(line), lambda: "them", tmp_path, "site/")
    with pytest.raises(BucketError, match="another publication is kept there"):
        other.put([Page("/en/", b"theirs")])
    assert held(store)["en/index.html"] == b"ours"
    BucketStore(bucket_at(line), lambda: "them", tmp_path, "elsewhere/").put([Page("/en/", b"theirs")])
    assert held(store)["en/index.html"] == b"ours"


def test_of_two_that_claim_at_once_one_gets_it(store: BucketStore) -> None:
    store.bucket.put(Object("site/x", b"1", "text/plain"), only_new=True)
    with pytest.raises(Exists):
        store.bucket.put(Object("site/x", b"2", "text/plain"), only_new=True)
    assert store.bucket.get("site/x") == b"1"
