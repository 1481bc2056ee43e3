"""``python -m tests.bake.driver TEMPLATE FIRST COUNT [--only CHANGE ...]``: random changes, baked as they come.

For each seed from FIRST: a copy of the publication in TEMPLATE, a random row of changes with bakes between them, and in
the end its folder beside a full bake by a new process. Prints what differs, with the changes that led there.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path

from tests.bake.bench import Bench, bake, bench


def sequence(bench: Bench, seed: int, names: list[str]) -> tuple[list[str], list[str]]:
    """Make a random row of changes of these names, baked as they come; return it, and what then differs."""
    from standfirst.bake.models import Document
    from standfirst.stories.actions import Refused
    from tests.bake.changes import CHANGES, Nothing, World
    from tests.bake.making import BEGIN

    bench.reset()
    bench.clock.now = BEGIN
    world = World(seed, bench.clock)
    here = bench.baker()
    done: list[str] = []
    try:
        for _ in range(world.dice.randrange(4, 9)):
            name = world.dice.choice(names)
            try:
                CHANGES[name](world)
            except (Nothing, Refused):
                # Also what the newsroom's own rules forbid by now: an original that went to another outlet.
                continue
            done.append(name)
            if world.dice.random() < 0.4:
                bake(here)
        bake(here)
        failed = list(Document.objects.exclude(failure="").values_list("path", "failure"))
        different = bench.differences(bench.whole())
        return done, [f"failed: {path}: {failure}" for path, failure in failed] + different
    except Exception:
        return done, [traceback.format_exc()]


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
            done, found = sequence(here, seed, sorted(chosen.only or CHANGES))
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
