"""What a power failure can leave in the folder, at every point of a batch."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from standfirst.bake.compress import Quality, siblings
from standfirst.bake.layout import TEMPORARY, file_of, status_line
from standfirst.bake.store import FolderStore, Page
from standfirst.bake.verify import unpacked
from tests.bake.disk import Disk, NotedFiles
from tests.bake.folder import tree


def page(path: str, words: str, status: int = 200) -> Page:
    body = f"<p>{words}</p>".encode() * 40
    return Page(path, body, siblings(path, body, Quality()), status_line(status))


OLD = [page("/en/", "old front"), page("/en/2026/05/a/", "old a"), page("/en/2026/05/b/", "old b"),
       page("/en/2026/05/gone/", "gone"), page("/en/2026/05/gone/v1/", "stays"),
       page("/en/2026/05/lapsed/", "was here")]  # fmt: skip
NEW = [page("/en/", "new front"), page("/en/2026/05/a/", "new a"), page("/en/2026/06/c/", "new c"),
       page("/en/2026/05/lapsed/", "is gone", 410)]  # fmt: skip
VANISHED = ["/en/2026/05/gone/"]


def batch(root: Path, skip: int | None = None) -> tuple[dict[str, bytes], NotedFiles]:
    """Put OLD, then NEW with its operations noted; returns the files between the two, and the notes."""
    FolderStore(root).put(OLD)
    before = tree(root)
    files = NotedFiles(root, skip)
    FolderStore(root, files).put(NEW, VANISHED)
    return before, files


def wrongs(before: dict[str, bytes], files: NotedFiles) -> set[str]:
    """Return everything wrong that a failure at some point of the batch may leave."""
    versions = {file_of(each.path): {each.body} for each in OLD}
    for each in NEW:
        versions.setdefault(file_of(each.path), set()).add(each.body)
    disk = Disk(before)
    dice = random.Random(3)
    found: set[str] = set()
    for op in [*files.log, ("end",)]:
        for left in disk.after_power_failure(dice):
            found |= _wrong(left, versions)
        disk.do(op)
    after = tree(files.root)
    for left in disk.after_power_failure(dice):
        if left != after:
            found.add("the batch was said to be kept and is not")
    return found


def _wrong(left: dict[str, bytes], versions: dict[str, set[bytes]]) -> set[str]:
    found = set()
    for name, content in left.items():
        if TEMPORARY.fullmatch(name.rpartition("/")[2]):
            continue
        main, _dot, ending = name.rpartition(".")
        if ending in {"br", "gz"}:
            if main not in left or unpacked(f".{ending}", content) != left[main]:
                found.add(f"{name} is not its page")
        elif ending == "status":
            if content != b"410\n" or left.get(main) not in versions[main]:
                found.add(f"{name} says {content!r}")
        elif content not in versions[name]:
            found.add(f"{name} is not a whole version")
    for each in OLD:
        kept = each.path not in VANISHED
        if kept and file_of(each.path) not in left:
            found.add(f"{each.path} is missing")
    return found


def test_at_every_point_pages_are_whole_and_siblings_are_theirs(tmp_path: Path) -> None:
    before, files = batch(tmp_path / "public")
    assert len(files.log) > 40
    assert wrongs(before, files) == set()


def test_each_sync_is_needed(tmp_path: Path) -> None:
    _, files = batch(tmp_path / "whole")
    assert files.syncs >= 7
    for number in range(files.syncs):
        before, without = batch(tmp_path / f"without-{number}", skip=number)
        assert wrongs(before, without), f"nothing is wrong without sync {number}"


@pytest.mark.parametrize("path", ["/../etc/passwd", "/.hidden/", "/a/.git/x", "/a/index.html", "/a.br", "/a.status",
                                  "//x/", "/" + "x" * 300])  # fmt: skip
def test_no_document_lies_outside_or_in_another_s_place(path: str) -> None:
    with pytest.raises(ValueError, match="can't be a document"):
        file_of(path)


def test_a_vanished_document_takes_its_empty_folders_along(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put([page("/en/2026/05/a/", "a"), page("/en/", "front")])
    store.put([], ["/en/2026/05/a/"])
    assert sorted(tree(tmp_path)) == ["en/index.html", "en/index.html.br", "en/index.html.gz"]
    assert [each.name for each in (tmp_path / "en").iterdir() if each.is_dir()] == []
    store.put([page("/en/2026/05/a/", "again")])
    assert (tmp_path / "en/2026/05/a/index.html").exists()
