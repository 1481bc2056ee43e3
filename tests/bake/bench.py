"""A publication on which tests of the bake work, and the process that bakes copies of it from nothing."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bake.folder import begin, copy, differences, start

IN_MEMORY = Path("/dev/shm")
ROOM = 512 * 1024 * 1024
"""Bytes that must be free in memory to work there."""


@dataclass
class Bench:
    """A publication's folder, and the process that bakes copies of it from nothing."""

    template: Path
    root: Path
    folder: Path
    fresh: subprocess.Popen[str]
    clock: Any

    def reset(self, template: Path | None = None) -> None:
        """Make the folder what the template is (or another one), also for this process."""
        from django.db import connection
        from wagtail.models import Site

        connection.close()
        copy(template or self.template, self.folder)
        Site.clear_site_root_paths_cache()

    def keep(self) -> Path:
        """Return a copy of the folder as it is now, for ``reset``."""
        kept = self.root / "kept"
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
        self._vacuum(kept / "database.sqlite3")
        for name in ("public", "media"):
            shutil.copytree(self.folder / name, kept / name, copy_function=os.link)
        return kept

    def baker(self) -> Any:
        """Return a baker that has started."""
        from standfirst.bake.baking import baker

        here = baker(lambda: self.clock.now)
        here.start()
        return here

    def whole(self) -> Path | None:
        """Return a folder that a new process baked from a copy of the database; None where it failed (it says why)."""
        copied, out = self.root / "copy.sqlite3", self.root / "whole"
        for path in (copied, Path(f"{copied}-wal"), Path(f"{copied}-shm")):
            path.unlink(missing_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        self._vacuum(copied)
        assert self.fresh.stdin is not None and self.fresh.stdout is not None
        self.fresh.stdin.write(f"{copied} {self.folder / 'media'} {out} {self.clock.now.isoformat()}\n")
        self.fresh.stdin.flush()
        return out if self.fresh.stdout.readline() == "ok\n" else None

    def differences(self, whole: Path | None) -> list[str]:
        """Return what distinguishes the folder from ``whole``."""
        if whole is None:
            return ["the full bake failed; see above"]
        return differences(self.folder / "public", whole)

    def _vacuum(self, into: Path) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(into)])


@contextmanager
def bench(template: Path) -> Iterator[Bench]:
    """Start Django on a copy of the publication in ``template``, with small sizes and a clock set by hand."""
    root = Path(tempfile.mkdtemp(prefix="standfirst-bake-", dir=_place()))
    folder = root / "publication"
    begin(folder)
    start(folder)
    fresh = subprocess.Popen(
        [sys.executable, "-m", "tests.bake.fresh", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    from tests.bake.making import BEGIN
    from tests.bake.small import Clock, guard_renders, small_sizes, undrawn, unsynced

    small_sizes()
    undrawn()
    unsynced()
    guard_renders()
    # What is there by now stays; looking through it again and again took a twentieth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    near = root / "template"
    near.mkdir()
    copy(template, near)
    try:
        assert fresh.stdout is not None and fresh.stdout.readline() == "ready\n"
        yield Bench(near, root, folder, fresh, Clock(BEGIN))
    finally:
        assert fresh.stdin is not None
        fresh.stdin.close()
        fresh.wait()
        shutil.rmtree(root, ignore_errors=True)


def _place() -> Path | None:
    """Return a folder in memory where there is one with room: no file of these tests has to outlive them."""
    fits = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM
    return IN_MEMORY if fits and os.access(IN_MEMORY, os.W_OK) else None


def bake(here: Any) -> None:
    """Bake until there is nothing left to do."""
    while here.step() is not None:
        pass
