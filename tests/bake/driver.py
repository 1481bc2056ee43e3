"""``python -m tests.bake.driver TEMPLATE FIRST COUNT [--only CHANGE ...]``: random changes, baked as they come.

For each seed from FIRST: a copy of the publication in TEMPLATE, a random row of changes with bakes between them, and in
the end its folder beside a full bake by a new process. Prints what differs, with the changes that led there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bake.folder import begin, copy, differences, start


@dataclass
class Bench:
    """A publication's folder, and the process that bakes copies of it from nothing."""

    template: Path
    root: Path
    folder: Path
    fresh: subprocess.Popen[str]
    clock: Any

    def sequence(self, seed: int, names: list[str]) -> tuple[list[str], list[str]]:
        """Make a random row of changes of these names, baked as they come; return it, and what then differs."""
        from django.db import connection
        from wagtail.models import Site

        from standfirst.bake.baking import baker
        from standfirst.bake.models import Document
        from tests.bake.changes import CHANGES, Nothing, World
        from tests.bake.making import BEGIN

        connection.close()
        copy(self.template, self.folder)
        Site.clear_site_root_paths_cache()
        self.clock.now = BEGIN
        world = World(seed, self.clock)
        here = baker(lambda: self.clock.now)
        here.start()
        done: list[str] = []
        try:
            for _ in range(world.dice.randrange(4, 9)):
                name = world.dice.choice(names)
                try:
                    CHANGES[name](world)
                except Nothing:
                    continue
                done.append(name)
                if world.dice.random() < 0.4:
                    bake(here)
            bake(here)
            failed = list(Document.objects.exclude(failure="").values_list("path", "failure"))
            return done, [f"failed: {path}: {failure}" for path, failure in failed] + self.differences()
        except Exception:
            return done, [traceback.format_exc()]

    def differences(self) -> list[str]:
        """Return what distinguishes the folder from a full bake by a new process."""
        from django.db import connection

        copied, out = self.root / "copy.sqlite3", self.root / "whole"
        for path in (copied, Path(f"{copied}-wal"), Path(f"{copied}-shm")):
            path.unlink(missing_ok=True)
        shutil.rmtree(out, ignore_errors=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copied)])
        self.fresh.stdin.write(f"{copied} {self.folder / 'media'} {out} {self.clock.now.isoformat()}\n")
        self.fresh.stdin.flush()
        if self.fresh.stdout.readline() != "ok\n":
            return ["the full bake failed; see above"]
        return differences(self.folder / "public", out)


@contextmanager
def bench(template: Path) -> Iterator[Bench]:
    """Start Django on a copy of the publication in ``template``, with small sizes and a clock set by hand."""
    root = Path(tempfile.mkdtemp(prefix="standfirst-bake-"))
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
    from tests.bake.small import Clock, guard_renders, small_sizes, unsynced

    small_sizes()
    unsynced()
    guard_renders()
    try:
        assert fresh.stdout.readline() == "ready\n"
        yield Bench(template, root, folder, fresh, Clock(BEGIN))
    finally:
        fresh.stdin.close()
        fresh.wait()
        shutil.rmtree(root, ignore_errors=True)


def bake(here: Any) -> None:
    """Bake until there is nothing left to do."""
    while here.step() is not None:
        pass


def main() -> int:
    """Run the sequences that the arguments name; 1 where a folder differed."""
    options = argparse.ArgumentParser()
    options.add_argument("template", type=Path)
    options.add_argument("first", type=int)
    options.add_argument("count", type=int)
    options.add_argument("--only", action="append", default=[])
    chosen = options.parse_args()
    bad = 0
    with bench(chosen.template) as here:
        from tests.bake.changes import CHANGES

        for seed in range(chosen.first, chosen.first + chosen.count):
            begun = time.monotonic()
            done, found = here.sequence(seed, sorted(chosen.only or CHANGES))
            taken = time.monotonic() - begun
            print(f"seed {seed}: {len(done)} changes, {taken:.1f} s, {len(found)} differences", flush=True)
            if found:
                bad += 1
                print(
                    f"  after {', '.join(done)}:",
                    *(f"  {line[-900:]}" for line in found[:14]),
                    sep="\n",
                    flush=True,
                )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
