"""The public site in an S3-compatible bucket: a real client, a real server of the protocol."""

from __future__ import annotations

import gzip
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from standfirst.bake import bucket as bucket_module
from standfirst.bake import bucket_files
from standfirst.bake.bucket import Object
from standfirst.bake.bucket_store import CLAIM, BucketStore
from standfirst.bake.bucket_verify import verify_bucket
from standfirst.bake.files import Files
from standfirst.bake.models import Document
from standfirst.bake.store import Page
from standfirst.bake.tests.buckets import Both, documents, files, head, held, wrongs
from standfirst.bake.tests.conftest import Site
from standfirst.media.actions import add_picture
from standfirst.publication.reading import publication
from standfirst.stories.actions import withdraw
from standfirst.stories.tests.factories import change_text, make_story, make_topic


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
    sheet = next(
        name for name in files(both.site.root) if re.fullmatch(r"assets/publication\.\w+\.css", name)
    )
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
    record = publication()
    record.colour_light = "#004466"
    record.save()
    make_story(title="The third, in other colours")
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
