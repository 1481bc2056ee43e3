"""Files of documents, changed so that no reader and no crash ever sees half a page, or a page and a sibling of another.

A batch goes in steps, each made sure of before the next: temporary files written; siblings of pages that are to be
replaced taken away; pages renamed into place; their siblings renamed into place; what vanished removed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from standfirst.bake.files import Files
from standfirst.bake.layout import SIBLINGS, STATUS, TEMPORARY, file_of


@dataclass(frozen=True)
class Page:
    """What belongs at one path: the file, its compressed siblings by ending, and its status line (or nothing)."""

    path: str
    body: bytes
    siblings: dict[str, bytes] = field(default_factory=dict)
    status: bytes = b""


class Store(Protocol):
    """Where the public site is kept."""

    def put(self, pages: Sequence[Page], vanished: Iterable[str] = ()) -> None:
        """Write ``pages`` and remove the documents at the paths ``vanished``. When it returns, all of it is kept."""
        ...

    def holds(self, path: str, size: int) -> bool:
        """Tell whether there is a file of that size at ``path``; a quick look, not a proof."""
        ...

    def sweep(self) -> int:
        """Remove what a killed process left half-done; returns how much."""
        ...


def nothing(_step: str) -> None:
    """Do nothing at a step."""


class Several:
    """One store and copies of it: a batch is kept when all of them have it, and put again in all where one failed."""

    def __init__(self, first: Store, *copies: Store) -> None:
        self.first = first
        self.copies = copies

    def put(self, pages: Sequence[Page], vanished: Iterable[str] = ()) -> None:
        """Put in one after the other. A copy that fails leaves the first one as it should be."""
        vanished = list(vanished)
        for store in (self.first, *self.copies):
            store.put(pages, vanished)

    def holds(self, path: str, size: int) -> bool:
        """Ask each."""
        return all(store.holds(path, size) for store in (self.first, *self.copies))

    def sweep(self) -> int:
        """Sweep each."""
        return sum(store.sweep() for store in (self.first, *self.copies))


class FolderStore:
    """A folder on this machine."""

    def __init__(
        self, root: Path, files: Files | None = None, at_step: Callable[[str], None] = nothing
    ) -> None:
        root.mkdir(mode=0o755, parents=True, exist_ok=True)
        self.files = files or Files(root)
        self._at_step = at_step
        """Told each step before it is taken."""
        self._folders: set[str] = {""}
        self._made: set[str] = set()

    def put(self, pages: Sequence[Page], vanished: Iterable[str] = ()) -> None:
        """Write and remove, in the steps above.

        Raises:
            OSError: the folder can't be written, or the disk is full. Temporary files are removed, and what is
                in place is whole; the batch may be put again.
        """
        temporary: dict[str, str] = {}
        try:
            self._write(pages, temporary)
            self._replace(pages, temporary)
            self._remove(vanished)
        except OSError:
            for name in temporary.values():
                # The disk that failed the batch may fail this too: then the next start sweeps.
                with suppress(OSError):
                    self.files.remove(name)
            raise

    def _write(self, pages: Sequence[Page], temporary: dict[str, str]) -> None:
        self._at_step("write")
        for page in pages:
            file = file_of(page.path)
            folder = file.rpartition("/")[0]
            self._need_folder(folder)
            wanted = {file: page.body}
            wanted |= {file + ending: content for ending, content in page.siblings.items()}
            if page.status and self.files.read(file + STATUS) != page.status:
                wanted[file + STATUS] = page.status
            for name, content in wanted.items():
                temporary[name] = f"{folder}/" * bool(folder) + f".sf-{secrets.token_hex(8)}.tmp"
                self.files.write(temporary[name], content)
        self.files.sync(temporary.values())

    def _replace(self, pages: Sequence[Page], temporary: dict[str, str]) -> None:
        self._at_step("bare")
        bared = set()
        for page in pages:
            file = file_of(page.path)
            old = [file + ending for ending in SIBLINGS]
            if not page.status or file + STATUS in temporary:
                old.append(file + STATUS)
            if self._remove_all(old):
                bared.add(_folder(file))
        self.files.sync(bared)
        # New folders are sure before anything in them is: each in its parent.
        self.files.sync({_folder(folder) for folder in self._made})
        self._made.clear()
        self._at_step("pages")
        mains = [file_of(page.path) for page in pages]
        for file in mains:
            # A page and what its status is, one right after the other: the bytes alone would say something else.
            for name in (file + STATUS, file):
                if name in temporary:
                    self.files.rename(temporary.pop(name), name)
        self.files.sync({_folder(file) for file in mains})
        self._at_step("siblings")
        rest = list(temporary)
        for file in rest:
            self.files.rename(temporary[file], file)
            del temporary[file]
        self.files.sync({_folder(file) for file in rest})

    def _remove(self, vanished: Iterable[str]) -> None:
        self._at_step("remove")
        files = [file_of(path) for path in vanished]
        for endings in (SIBLINGS, ("",), (STATUS,)):
            touched = set()
            for file in files:
                if self._remove_all([file + ending for ending in endings]):
                    touched.add(_folder(file))
            self.files.sync(touched)
        for file in files:
            folder = _folder(file)
            while folder and self.files.remove_folder(folder):
                self._folders.discard(folder)
                folder = _folder(folder)

    def _remove_all(self, files: Iterable[str]) -> bool:
        return sum(self.files.remove(file) for file in files) > 0

    def _need_folder(self, folder: str) -> None:
        if folder in self._folders and self.files.is_folder(folder):
            return
        if folder:
            self._need_folder(_folder(folder))
            if not self.files.is_folder(folder):
                self.files.make_folder(folder)
                self._made.add(folder)
        self._folders.add(folder)

    def holds(self, path: str, size: int) -> bool:
        """Look at the file's size."""
        return self.files.size(file_of(path)) == size

    def sweep(self) -> int:
        """Remove temporary files. Looks through the whole folder: only after a process was killed."""
        left = [file for file in self.files.walk() if TEMPORARY.fullmatch(file.rpartition("/")[2])]
        for file in left:
            self.files.remove(file)
        return len(left)


def _folder(file: str) -> str:
    return file.rpartition("/")[0]
