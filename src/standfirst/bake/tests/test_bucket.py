"""The public site in an S3-compatible bucket: a real client, a real server of the protocol."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from PIL import Image

from standfirst.bake import bucket as bucket_module
from standfirst.bake import bucket_files
from standfirst.bake.bucket import Bucket, BucketError, Exists, Object
from standfirst.bake.bucket_store import CLAIM, BucketStore
from standfirst.bake.bucket_verify import verify_bucket
from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.files import Files
from standfirst.bake.models import Document
from standfirst.bake.store import FolderStore, Page, Several
from standfirst.bake.tests import s3
from standfirst.bake.tests.conftest import Site
from standfirst.keys.models import OutboxEntry
from standfirst.media.actions import add_picture
from standfirst.stories.actions import withdraw
from standfirst.stories.tests.factories import change_text, make_story, make_topic

NAME = "digest"


@pytest.fixture(scope="module")
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

    def __init__(self, site: Site, store: BucketStore, place: str = "") -> None:
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
def both(site: Site, store: BucketStore) -> Both:
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


def test_a_new_bucket_gets_everything_and_then_what_changes(site: Site, store: BucketStore) -> None:
    both = Both(site, store, "s3new")
    assert Document.objects.filter(stale__gt=0).count() > 30
    story = make_story()
    both.bake()
    assert documents(both.bucket_store) == files(both.site.root)
    change_text(story, "Other words.", "correction", "It was otherwise.", both.site.now)
    make_topic("border")
    both.bake()
    assert documents(both.bucket_store) == files(both.site.root)
    verify_names_what_is_missing_changed_or_nobodys(both)


def verify_names_what_is_missing_changed_or_nobodys(both: Both) -> None:
    store, ours = both.bucket_store, Files(both.site.root)
    assert list(verify_bucket(store, ours)) == []
    store.bucket.delete([f"{store.prefix}en/feeds/rss.xml"])
    store.bucket.put(Object(f"{store.prefix}en/index.html", b"changed", "text/html"))
    store.bucket.put(Object(f"{store.prefix}en/foreign.html", b"foreign", "text/html"))
    assert {(each.path, each.problem) for each in verify_bucket(store, ours)} == {
        ("/en/feeds/rss.xml", "en/feeds/rss.xml is missing in the bucket"),
        ("/en/", "en/index.html is something else in the bucket"),
        ("/en/foreign.html", "is in the bucket and belongs to no document"),
    }
    both.baker.everything()
    both.bake()
    assert [each.path for each in verify_bucket(store, ours)] == ["/en/foreign.html"]


def test_each_object_says_what_it_is_and_how_long_it_may_be_kept(both: Both) -> None:
    path = make_story().public_path()
    both.bake()
    page = head(both.bucket_store, f"{path[1:]}index.html")
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "public, no-cache")
    assert not page.get("ContentEncoding")
    packed = head(both.bucket_store, f"{path[1:]}index.html.br")
    assert (packed["ContentType"], packed["ContentEncoding"]) == ("text/html; charset=utf-8", "br")
    assert head(both.bucket_store, "en/feeds/rss.xml.gz")["ContentEncoding"] == "gzip"
    sheet = next(name for name in files(both.site.root) if re.fullmatch(r"assets/site\.\w+\.css", name))
    assert "immutable" in head(both.bucket_store, sheet)["CacheControl"]


def test_a_moved_address_leads_on_and_a_withdrawn_story_says_so(both: Both) -> None:
    story, topic = make_story(), make_topic("border")
    both.bake()
    topic.slug = "frontier"
    topic.save()
    withdraw(story, reason="editor", user=None, at=both.site.now, notice="Gone.")
    both.bake()
    moved = head(both.bucket_store, "en/topics/border/index.html")
    assert moved["WebsiteRedirectLocation"] == "/en/topics/frontier/"
    assert moved["Metadata"] == {"status": "301"}
    assert head(both.bucket_store, f"{story.public_path()[1:]}index.html")["Metadata"] == {"status": "410"}


def test_what_vanished_is_gone_with_its_siblings(both: Both) -> None:
    topic = make_topic("border")
    both.bake()
    assert "en/topics/border/index.html.br" in both.objects()
    topic.delete()
    both.bake()
    assert [name for name in both.objects() if "border" in name] == []


class Seen:
    """What a reader could have got after each request that changed something."""

    def __init__(self, both: Both) -> None:
        store = both.bucket_store
        # What was baked before there was a bucket.
        self.objects = files(both.site.root) | held(store)
        self.wrong: list[str] = []
        self.changes = 0
        self._prefix = store.prefix
        events = store.bucket._client.meta.events
        events.register("provide-client-params.s3.PutObject", self._put)
        events.register("provide-client-params.s3.DeleteObjects", self._delete)

    # Said before the request is sent, which is before it is done: one at a time, so in the order of their doing.
    def _put(self, params: dict[str, Any], **_: Any) -> None:
        self.objects[params["Key"].removeprefix(self._prefix)] = params["Body"]
        self._look()

    def _delete(self, params: dict[str, Any], **_: Any) -> None:
        for each in params["Delete"]["Objects"]:
            self.objects.pop(each["Key"].removeprefix(self._prefix), None)
        self._look()

    def _look(self) -> None:
        self.changes += 1
        self.wrong += wrongs(dict(self.objects))


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


def test_at_no_moment_a_page_lacks_what_it_loads_or_leads_to(
    both: Both, picture: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket_module, "AT_ONCE", 1)
    first = make_story(title="The first")
    both.bake()
    seen = Seen(both)
    make_story(title="The second", lead_picture=picture)
    change_text(first, "Other words.", "correction", "It was otherwise.", both.site.now)
    both.bake()
    first.unpublish()
    both.bake()
    assert seen.changes > 30
    assert seen.wrong == []
    assert any(name.startswith("media/") for name in seen.objects)


def test_a_page_put_before_its_siblings_are_gone_would_be_noticed() -> None:
    assert wrongs({"a.html": b"<p>", "a.html.gz": gzip.compress(b"<b>")}) == ["a.html.gz is not its page"]
    assert len(wrongs({"a.html": b'<link href="/assets/x.css"><a href="/en/2026/05/a/">'})) == 2


@pytest.fixture
def picture(both: Both, django_capture_on_commit_callbacks: Any) -> Any:
    """A picture with its files, which are made once it is committed."""
    content = BytesIO()
    Image.new("RGB", (24, 16), "#336699").save(content, "PNG")
    with django_capture_on_commit_callbacks(execute=True):
        return add_picture(
            content.getvalue(), title="A slope", alternative_text={"en": "A slope"}, credit="Desk"
        )


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


def test_a_deleted_picture_is_deleted_there_too(
    both: Both, picture: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bucket_files, "_LOOK", 0)
    make_story(lead_picture=picture)
    both.bake()
    shown = [name for name in both.objects() if name.startswith("media/")]
    assert shown and head(both.bucket_store, shown[0])["ContentType"].startswith("image/")
    picture.delete()
    for name in shown:
        (both.site.root.parent / name).unlink(missing_ok=True)
    make_story(title="Another")
    both.bake()
    assert [name for name in both.objects() if name.startswith("media/")] == []


def test_nothing_outside_the_folder_of_pictures_gets_there(store: BucketStore, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "media/.hidden").write_text("secret")
    (tmp_path / "media/link").symlink_to(tmp_path / "secret")
    (tmp_path / "media/run.svg").write_text("<svg/>")
    body = b'<img src="/media/../secret"><img src="/media/%2e%2e/secret"><img src="/media/.hidden">'
    store.put(
        [Page("/en/", body + b'<img src="/media/link"><img src="/media/run.svg"><img src="/media/none.png">')]
    )
    assert sorted(held(store)) == [CLAIM, "en/index.html", "media/run.svg"]
    foreign = head(store, "media/run.svg")
    assert (foreign["ContentType"], foreign["ContentDisposition"]) == (
        "application/octet-stream",
        "attachment",
    )
