"""When things go wrong: nothing is lost, nothing is half there, and the others go on."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction

from standfirst.bake import lock, verify
from standfirst.bake.actions import retry
from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.files import Files
from standfirst.bake.layout import TEMPORARY
from standfirst.bake.models import Document
from standfirst.bake.store import FolderStore, Page
from standfirst.bake.tests.conftest import Site
from standfirst.keys.models import OutboxEntry
from standfirst.stories.documents import story as story_pages
from standfirst.stories.tests.factories import NOON, change_text, make_story, make_topic


def left_over(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if TEMPORARY.fullmatch(path.name)]


class BrokenFiles(Files):
    """Fails with ``error`` from the ``after``-th writing operation on."""

    def __init__(self, root: Path, error: int, after: int = 0) -> None:
        super().__init__(root)
        self.error, self.left = error, after

    def _count(self, name: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(self.error, os.strerror(self.error), name)

    def write(self, file: str, content: bytes) -> None:
        self._count(file)
        super().write(file, content)

    def rename(self, old: str, new: str) -> None:
        self._count(new)
        super().rename(old, new)

    def make_folder(self, folder: str) -> None:
        self._count(folder)
        super().make_folder(folder)


@pytest.fixture
def broken_story(monkeypatch: pytest.MonkeyPatch) -> Any:
    render = story_pages.story_value

    def fails(story: Any, *around: Any) -> Any:
        value = render(story, *around)
        if "breaks" in story.body_text:
            raise RuntimeError("the story's page broke")
        return value

    monkeypatch.setattr(story_pages, "story_value", fails)
    return monkeypatch


def test_a_document_that_fails_keeps_its_last_good_bytes_and_the_others_go_on(
    site: Site, broken_story: Any
) -> None:
    story = make_story()
    site.bake()
    before = site.text(story.public_path())
    story.title = "A new headline"
    story = change_text(story, "Now it breaks.")
    site.bake()
    assert site.text(story.public_path()) == before
    assert "A new headline" in site.text("/en/")
    failed = Document.objects.get(path=story.public_path())
    assert "the story's page broke" in failed.failure and failed.attempts == 1
    assert not OutboxEntry.objects.exists()


def test_a_failure_is_tried_again_by_itself_on_request_and_when_what_it_read_changes(
    site: Site, broken_story: Any
) -> None:
    story = make_story(text="It breaks at once.")
    site.bake()
    path = story.public_path()
    assert not site.file(path).exists()
    site.now += timedelta(minutes=2)
    site.bake()
    assert Document.objects.get(path=path).attempts == 2
    assert retry(path) == 1
    site.bake()
    assert Document.objects.get(path=path).attempts == 3
    change_text(story, "All is well.")
    site.bake()
    assert "All is well." in site.text(path)
    assert Document.objects.get(path=path).failure == ""


@pytest.mark.parametrize("after", [0, 1, 5, 20, 60])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_fails_in_between_loses_nothing(site: Site, error: int, after: int) -> None:
    story = make_story()
    site.bake()
    change_text(story, "Other words.")
    make_story(title="Another one")
    site.store.files = BrokenFiles(site.root, error, after)
    with pytest.raises(OSError, match=os.strerror(error)):
        site.baker.step()
    assert OutboxEntry.objects.exists()
    assert left_over(site.root) == []
    for path in site.root.rglob("*.br"):
        assert verify.unpacked(".br", path.read_bytes()) == path.with_suffix("").read_bytes()
    site.store.files = Files(site.root)
    site.bake()
    assert "Other words." in site.text(story.public_path())
    assert list(verify.verify(site.store.files, Quality(), site.now, lambda done, total: None)) == []


@contextmanager
def little_room(folder: Path) -> Iterator[int]:
    """Have the system itself refuse what is larger than 128 KB in the block; yield the number of its error.

    A small disk, or where nobody may mount one a limit on the size of files: both end a write in its middle.
    """
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        try:
            yield errno.ENOSPC
        finally:
            subprocess.run(["umount", str(folder)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (128 * 1024, before[1]))
    try:
        yield errno.EFBIG
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_a_full_disk(tmp_path: Path) -> None:
    with little_room(tmp_path) as error:
        store = FolderStore(tmp_path)
        store.put([Page("/en/", b"old" * 1000)])
        with pytest.raises(OSError, match=os.strerror(error)):
            store.put([Page("/en/", b"new" * 1000), Page("/large/", b"x" * 300_000)])
        assert (tmp_path / "en/index.html").read_bytes() == b"old" * 1000
        assert left_over(tmp_path) == []
        store.put([Page("/en/", b"new" * 1000)])
        assert (tmp_path / "en/index.html").read_bytes() == b"new" * 1000


def test_a_database_that_is_locked_when_the_files_are_written_loses_nothing(
    site: Site, monkeypatch: Any
) -> None:
    from standfirst.bake import manifest

    story = make_story()
    record = manifest.record

    def locked(*_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(manifest, "record", locked)
    with pytest.raises(OperationalError), transaction.atomic():
        site.baker.step()
    assert OutboxEntry.objects.exists()
    monkeypatch.setattr(manifest, "record", record)
    site.bake()
    assert site.file(story.public_path()).exists() and not OutboxEntry.objects.exists()


class KilledError(Exception):
    pass


@pytest.mark.parametrize("at", ["bare", "pages", "siblings"])
def test_what_a_kill_left_is_mended_also_where_the_clock_is_set_back(site: Site, at: str) -> None:
    def killed(step: str) -> None:
        if step == at:
            raise KilledError

    topic = make_topic("summit")
    topic.covered_from = NOON + timedelta(hours=1)
    topic.save()
    site.bake()
    site.now += timedelta(hours=2)
    baker = Baker(FolderStore(site.root, at_step=killed), Quality(), lambda: site.now)
    with pytest.raises(KilledError):
        baker.step()
    site.now = NOON
    site.baker = site.another()
    site.baker.start(unclean=True)
    site.bake()
    assert list(verify.verify(site.store.files, Quality(), site.now, lambda *_: None)) == []


def test_a_story_deleted_after_a_kill_leaves_no_file(site: Site) -> None:
    def killed(step: str) -> None:
        if step == "written":
            raise KilledError

    story = make_story()
    path = story.public_path()
    with pytest.raises(KilledError):
        site.another(killed).step()
    assert site.file(path).exists()
    story.delete()
    site.bake()
    assert not site.file(path).exists() and not site.file(path).parent.exists()


def test_a_file_deleted_by_hand_is_named_and_a_full_bake_brings_it_back(site: Site) -> None:
    site.file("/en/").unlink()
    site.file("/az/").write_text("defaced")
    (site.root / "stray.html").write_text("whose?")
    found = {
        each.path: each.problem
        for each in verify.verify(site.store.files, Quality(), site.now, lambda *_: None)
    }
    assert "missing" in found["/en/"] and "not what was baked" in found["/az/"]
    assert "belongs to no document" in found["/stray.html"]
    (site.root / "stray.html").unlink()
    site.baker.everything()
    site.bake()
    assert list(verify.verify(site.store.files, Quality(), site.now, lambda *_: None)) == []


def test_only_one_bakes(tmp_path: Path) -> None:
    with lock.baking(tmp_path) as held:
        assert not held.unclean
        with pytest.raises(lock.Taken) as taken, lock.baking(tmp_path):
            pass
        assert taken.value.process == str(os.getpid())
    with lock.baking(tmp_path) as held:
        assert not held.unclean


def test_who_was_killed_is_swept_after(tmp_path: Path) -> None:
    (tmp_path / "public/en").mkdir(parents=True)
    (tmp_path / "public/en/.sf-0123456789abcdef.tmp").write_text("half")
    (tmp_path / "baking").write_text("123\n")
    with lock.baking(tmp_path) as held:
        assert held.unclean
    store = FolderStore(tmp_path / "public")
    assert store.sweep() == 1 and left_over(tmp_path) == []
