"""``python -m tests.bake.driver TEMPLATE FIRST COUNT [--without NAME ...]``: random changes, baked as they come.

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
from pathlib import Path

from tests.bake.folder import begin, copy, differences, start


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("template", type=Path)
    options.add_argument("first", type=int)
    options.add_argument("count", type=int)
    options.add_argument("--without", action="append", default=[])
    options.add_argument("--only", action="append", default=[])
    options.add_argument("--until-difference", action="store_true")
    chosen = options.parse_args()
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
    try:
        return run(chosen, root, folder, fresh)
    finally:
        fresh.stdin.close()
        fresh.wait()
        shutil.rmtree(root, ignore_errors=True)


def run(chosen: argparse.Namespace, root: Path, folder: Path, fresh: subprocess.Popen[str]) -> int:
    from django.conf import settings
    from django.db import connection
    from wagtail.models import Site

    from standfirst.bake.baking import baker
    from standfirst.bake.models import Document
    from tests.bake.changes import CHANGES, Nothing, World
    from tests.bake.making import BEGIN
    from tests.bake.mutations import take_away
    from tests.bake.small import Clock, guard_renders, small_sizes, unsynced

    small_sizes()
    unsynced()
    guard_renders()
    settings.NO_SECOND_FACTOR = True
    for name in chosen.without:
        take_away(name)
    clock = Clock(BEGIN)
    assert fresh.stdout.readline() == "ready\n"
    bad = 0
    names = sorted(chosen.only or CHANGES)
    for seed in range(chosen.first, chosen.first + chosen.count):
        begun = time.monotonic()
        connection.close()
        copy(chosen.template, folder)
        Site.clear_site_root_paths_cache()
        clock.now = BEGIN
        world = World(seed, clock)
        here = baker(lambda: clock.now)
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
            found = [f"failed: {path}: {failure}" for path, failure in failed]
            found += beside_a_full_bake(root, folder, fresh, clock)
        except Exception:
            found = [traceback.format_exc()]
        taken = time.monotonic() - begun
        print(f"seed {seed}: {len(done)} changes, {taken:.1f} s, {len(found)} differences", flush=True)
        if found:
            bad += 1
            print(
                f"  after {', '.join(done)}:",
                *(f"  {line[-900:]}" for line in found[:8]),
                sep="\n",
                flush=True,
            )
            if chosen.until_difference:
                return 1
    return 1 if bad else 0


def bake(here) -> None:
    while here.step() is not None:
        pass


def beside_a_full_bake(root: Path, folder: Path, fresh: subprocess.Popen[str], clock) -> list[str]:
    from django.db import connection

    copied, out = root / "copy.sqlite3", root / "whole"
    for path in (copied, Path(f"{copied}-wal"), Path(f"{copied}-shm")):
        path.unlink(missing_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copied)])
    fresh.stdin.write(f"{copied} {folder / 'media'} {out} {clock.now.isoformat()}\n")
    fresh.stdin.flush()
    if fresh.stdout.readline() != "ok\n":
        return ["the full bake failed; see above"]
    return differences(folder / "public", out)


if __name__ == "__main__":
    sys.exit(main())
