"""Every operation that the store does on files, in one place: a test can note them, fail them and replay them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 8
"""Syncs under way: a file system writes several in the time of one."""


class Files:
    """Operations below one folder. Paths are relative to it; folders end without a slash, the root is ``""``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def make_folder(self, folder: str) -> None:
        """Make ``folder``, whose parent exists, unless it is there."""
        with suppress(FileExistsError):
            (self.root / folder).mkdir(mode=0o755)

    def is_folder(self, folder: str) -> bool:
        """Tell whether there is such a folder."""
        return (self.root / folder).is_dir()

    def write(self, file: str, content: bytes) -> None:
        """Make the new ``file`` with ``content``. Nothing is sure of it before ``sync``."""
        descriptor = os.open(self.root / file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)

    def sync(self, paths: Iterable[str]) -> None:
        """Wait until the contents of these files, or the entries of these folders, are on the disk."""
        paths = list(paths)
        if len(paths) < 3:
            for path in paths:
                self._sync(path)
        else:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                list(pool.map(self._sync, paths))

    def _sync(self, path: str) -> None:
        descriptor = os.open(self.root / path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, old: str, new: str) -> None:
        """Let ``old`` take the place of ``new``."""
        os.replace(self.root / old, self.root / new)

    def remove(self, file: str) -> bool:
        """Remove ``file``; returns whether it was there."""
        try:
            os.unlink(self.root / file)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def remove_folder(self, folder: str) -> bool:
        """Remove ``folder`` if it is empty; returns whether it did."""
        try:
            os.rmdir(self.root / folder)
        except OSError:
            return False
        return True

    def read(self, file: str) -> bytes | None:
        """Return the content of ``file``, or None where there is none."""
        try:
            return (self.root / file).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def size(self, file: str) -> int | None:
        """Return the size of ``file``, or None where there is none."""
        try:
            return os.stat(self.root / file).st_size
        except (FileNotFoundError, NotADirectoryError):
            return None

    def walk(self) -> Iterable[str]:
        """Yield every file, in no order."""
        for place, _folders, names in os.walk(self.root):
            below = os.path.relpath(place, self.root)
            for name in names:
                yield name if below == "." else f"{below}/{name}"
