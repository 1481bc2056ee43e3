"""``python -m tests.bake.kill TEMPLATE ROUNDS [SEED [MINUTES]]``: kill -9 while a publication publishes and bakes.

Each round forks a process that makes good what the last one left, then publishes and bakes until it is killed: at a
random moment, or (the first rounds) at one named step each; no round begins after so many minutes.
Beside it a reader polls the folder as a web server would.
Prints a line of JSON with what was found; status 1 where something was wrong.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import os
import random
import signal
import sys
import time
import traceback
from datetime import datetime, timedelta
from pathlib import Path

import brotli
from django.db import connections

from tests.bake.bench import Bench, bake, bench

STEPS = ("rendered", "put", "write", "bare", "pages", "siblings", "remove", "written", "cleared")
CHANGES = ("publish_a_story", "correct_a_story", "withdraw_a_story", "delete_a_story", "change_the_menu",
           "delete_a_topic", "time_passes")  # fmt: skip
AGREES_EVERY = 10
"""Rounds after which the folder is compared with a full bake by a new process."""
AT_WORK = 0.8
"""Seconds of work within which a random moment lies."""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def unpacked(name: str, content: bytes) -> bytes:
    if name.endswith(".br"):
        return brotli.decompress(content)
    return gzip.decompress(content) if name.endswith(".gz") else content


def disagreeing(public: Path) -> list[str]:
    """Return the siblings that are not their page, and those without one."""
    found = []
    for path in public.rglob("*"):
        if path.suffix in {".br", ".gz"} and path.is_file():
            page = path.with_suffix("")
            if not page.is_file() or unpacked(path.name, path.read_bytes()) != page.read_bytes():
                found.append(str(path.relative_to(public)))
    return found


def left_over(public: Path) -> list[str]:
    return [str(path) for path in public.rglob(".sf-*.tmp")]


def read_on(public: Path, seen: Path) -> None:
    """Read each file like a web server whenever it isn't the one that was read last; write down what was in it."""
    known: set[str] = set()
    read: dict[Path, tuple[int, int, int]] = {}
    with seen.open("a") as out:
        while True:
            # Folders vanish meanwhile; walk() passes over them.
            files = [Path(place, name) for place, _, names in os.walk(public) for name in names]
            for path in files:
                if path.name.startswith(".sf-"):
                    continue
                try:
                    there = path.stat()
                    if read.get(path) == (last := (there.st_ino, there.st_mtime_ns, there.st_size)):
                        continue
                    content = unpacked(path.name, path.read_bytes())
                    read[path] = last
                except FileNotFoundError:
                    continue
                except Exception as error:
                    out.write(f"broken {path.relative_to(public)} {type(error).__name__}\n")
                    out.flush()
                    continue
                name = str(path.relative_to(public)).removesuffix(".br").removesuffix(".gz")
                line = f"{digest(content)} {name}\n"
                if line not in known and not name.endswith(".status"):
                    known.add(line)
                    out.write(line)
                    out.flush()
            time.sleep(0.01)


def noting(root: Path, public: Path, at_step=lambda _: None):
    """Return a store that writes down which versions it is about to publish."""
    from standfirst.bake.layout import file_of
    from standfirst.bake.store import FolderStore

    class Noting(FolderStore):
        def put(self, pages, vanished=()):
            with (root / "versions").open("a") as out:
                for page in pages:
                    out.write(f"{digest(page.body)} {file_of(page.path)}\n")
            super().put(pages, vanished)

    return Noting(public, at_step=at_step)


def publish_and_bake(root: Path, folder: Path, number: int, step: str, now_at: timedelta) -> None:
    """Make good, then change and bake until killed."""
    from standfirst.bake.baking import quality
    from standfirst.bake.engine import Baker
    from tests.bake.changes import CHANGES as ALL
    from tests.bake.changes import Nothing, World
    from tests.bake.making import BEGIN
    from tests.bake.small import Clock

    clock = Clock(BEGIN + now_at)
    world = World(number, clock)
    armed = False

    def at_step(name: str) -> None:
        if armed and name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    here = Baker(noting(root, folder / "public", at_step), quality(), lambda: clock.now, at_step)
    here.start(unclean=True)
    if left := left_over(folder / "public"):
        (root / "wrong").open("a").write(f"left over after a start: {left}\n")
    bake(here)
    (root / "recovered").open("a").write(f"{number}\n")
    armed = True
    for _ in range(200):
        try:
            ALL[world.dice.choice(CHANGES)](world)
        except Nothing:
            continue
        bake(here)


def main(template: Path, rounds: int, seed: int = 1, minutes: float = math.inf) -> int:
    with bench(template) as here:
        here.reset()
        found = killed(here, rounds, seed, time.monotonic() + minutes * 60)
    print(json.dumps(found))
    return 1 if found["wrong"] else 0


def killed(bench: Bench, rounds: int, seed: int, until: float) -> dict[str, object]:
    """Kill once at each step and ``rounds`` times at random moments, or fewer; return what was found."""
    root, folder = bench.root, bench.folder
    with (root / "versions").open("a") as versions:
        for path in (folder / "public").rglob("*"):
            if path.is_file():
                versions.write(f"{digest(path.read_bytes())} {path.relative_to(folder / 'public')}\n")
    (root / "recovered").touch()
    reader = _forked(lambda: read_on(folder / "public", root / "seen"))
    dice = random.Random(seed)
    wrong: list[str] = []
    now_at = timedelta()
    every = rounds + len(STEPS)
    try:
        for number in range(every):
            step = STEPS[number] if number < len(STEPS) else ""
            name = seed * 10_000 + number
            child = _forked(lambda n=name, s=step, at=now_at: publish_and_bake(root, folder, n, s, at))
            wrong += _died_at(child, step) if step else _die(child, root, name, dice)
            now_at += timedelta(hours=1)
            wrong += [f"round {number}: {each} is not its page" for each in disagreeing(folder / "public")]
            last = number == every - 1 or time.monotonic() > until
            if number % AGREES_EVERY == AGREES_EVERY - 1 or last:
                wrong += made_good(bench, number, now_at)
            if last:
                break
        if os.waitpid(reader, os.WNOHANG) != (0, 0):
            wrong.append("the reader ended by itself")
            reader = 0
    finally:
        if reader:
            os.kill(reader, signal.SIGKILL)
            os.waitpid(reader, 0)
    if (root / "wrong").exists():
        wrong += (root / "wrong").read_text().splitlines()
    published = set((root / "versions").read_text().splitlines())
    seen = set((root / "seen").read_text().splitlines())
    wrong += [f"a reader got what was never published: {line}" for line in sorted(seen - published)]
    return {
        "kills": number + 1,
        "recoveries": len((root / "recovered").read_text().splitlines()),
        "versions": len(published),
        "seen": len(seen),
        "wrong": wrong,
    }


def _died_at(child: int, step: str) -> list[str]:
    """Wait until a process has killed itself at a step."""
    deadline = time.monotonic() + 120
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return [f"step {step} never came"]
        time.sleep(0.005)
    return []


def _die(child: int, root: Path, name: int, dice: random.Random) -> list[str]:
    """Kill a process: mostly at work; one of four already while it makes good what the last one left."""
    if dice.random() < 0.75:
        _wait_for(root / "recovered", str(name))
    time.sleep(dice.uniform(0, AT_WORK))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return [] if os.WIFSIGNALED(status) else [f"process {name} ended by itself"]


def made_good(bench: Bench, number: int, now_at: timedelta) -> list[str]:
    """Start again, and return what then distinguishes the folder from a full bake by a new process."""
    root, folder = bench.root, bench.folder

    def recover() -> None:
        from standfirst.bake.baking import quality
        from standfirst.bake.engine import Baker
        from standfirst.bake.state import instant
        from standfirst.keys.models import OutboxEntry
        from tests.bake.making import BEGIN

        here = Baker(noting(root, folder / "public"), quality(), lambda: BEGIN + now_at)
        here.start(unclean=True)
        bake(here)
        assert not OutboxEntry.objects.exists()
        (root / "instant").write_text(instant(BEGIN + now_at).isoformat())

    _, status = os.waitpid(_forked(recover), 0)
    if status:
        return [f"round {number}: no recovery"]
    bench.clock.now = datetime.fromisoformat((root / "instant").read_text())
    found = bench.differences(bench.whole())
    # What is forked from here must not find a connection.
    connections.close_all()
    return [f"round {number}: forgotten: {line}" for line in found + left_over(folder / "public")]


def _wait_for(file: Path, line: str, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if file.exists() and line in file.read_text().split():
            return
        time.sleep(0.005)
    raise AssertionError(f"{line} never stood in {file}")


def _forked(do) -> int:
    child = os.fork()
    if child:
        return child
    try:
        do()
        status = 0
    except BaseException:
        traceback.print_exc()
        status = 3
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:4]), *map(float, sys.argv[4:5])))
