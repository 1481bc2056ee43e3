"""Time to the first page: ``make demo`` from nothing and with its environment made, and how long a later start takes.

``python -m bench.first_page [nothing]``. With ``nothing`` also from a copy of this tree without an environment, twice:
with an empty cache of pip's, so that every pinned version is downloaded, and with the cache that this leaves; that takes
some minutes. The peer is ``wagtail start``
with its migrations and Django's own server, in an environment that is there already.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from bench.report import publish, table

ROOT = Path(__file__).parents[1]
MOST = 900
"""Seconds after which a start counts as hung: it is ended, and so is the measurement."""
KEPT = ("src", "scripts", "requirements", "Makefile", "pyproject.toml", "README.md", "LICENSE")
CLEAN = ("STANDFIRST_", "DJANGO_", "PYTHON", "VIRTUAL_ENV")


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(CLEAN)} | {
        "PYTHONUNBUFFERED": "1"
    }


def until_first_page(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Run ``command`` until it says ``ready`` and the page at that address is there; return the seconds, and end it."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    late = threading.Timer(MOST, _end, [process])
    late.start()
    try:
        for line in process.stdout:
            if line.startswith("ready "):
                address = line.split()[1]
                with urllib.request.urlopen(f"{address}/en/", timeout=60) as answer:
                    answer.read()
                return time.perf_counter() - begun
    finally:
        late.cancel()
        _end(process)
        process.wait(60)
    sys.exit(f"{command} ended before it was ready, or wasn't ready after {MOST} seconds")


def _end(process: subprocess.Popen[str]) -> None:
    """End make and what it started: a session of their own. Nothing where they have ended by themselves."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)


def _copy(place: Path) -> Path:
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, place / name)
    return place


def from_nothing(place: Path) -> float:
    """Return the seconds of ``make demo`` in a new copy of the tree that has no environment.

    pip's cache is a folder beside it: empty the first time.
    """
    environment = {**_environment(), "PIP_CACHE_DIR": str(place.parent / "cache")}
    place.mkdir()
    return until_first_page(["make", "demo", "DEMO_OPTIONS=--port 0"], _copy(place), environment)


def with_environment(place: Path) -> tuple[float, float]:
    """Return the seconds of what ``make demo`` does in a tree with an environment: the first time, and a later one."""
    environment = {**_environment(), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "standfirst.cli", "demo", str(place / "demo"), "--port", "0"]
    return (
        until_first_page(command, place, environment),
        until_first_page(command, place, environment),
    )


def peer(place: Path) -> float:
    """Return the seconds from ``wagtail start`` to its page."""
    environment = _environment()
    begun = time.perf_counter()
    steps = [
        ["-c", "from wagtail.bin.wagtail import main; main()", "start", "stock", str(place)],
        [str(place / "manage.py"), "migrate", "--verbosity", "0"],
    ]
    for step in steps:
        subprocess.run(
            [sys.executable, *step], check=True, cwd=place, env=environment, stdout=subprocess.DEVNULL
        )
    port = 20000 + os.getpid() % 20000
    process = subprocess.Popen(
        [sys.executable, str(place / "manage.py"), "runserver", "--noreload", str(port)],
        cwd=place,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(3000):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                    answer.read()
                return time.perf_counter() - begun
            except OSError:
                time.sleep(0.05)
    finally:
        process.terminate()
        process.wait(30)
    sys.exit("The peer never answered.")


def main() -> None:
    """Measure, print, and write the page."""
    rows: list[list[object]] = []
    nothing = "nothing" in sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        place = Path(name)
        for folder in ("made", "peer"):
            (place / folder).mkdir()
        if nothing:
            rows.append(
                ["`make demo` from nothing, pip's cache empty", f"**{from_nothing(place / 'one'):.0f}**"]
            )
            rows.append(["`make demo` from nothing, pip's cache full", f"{from_nothing(place / 'two'):.0f}"])
        first, later = with_environment(place / "made")
        rows.append(["`make demo`, environment made: 28 stories in three languages", f"**{first:.1f}**"])
        rows.append(["`make demo` again", f"{later:.1f}"])
        other = peer(place / "peer")
        rows.append(["peer: `wagtail start`, `migrate`, `runserver`: one page", f"{other:.1f}"])
    text = "\n\n".join(
        [
            "Seconds from the command to the first page in hand.",
            table(["", "seconds"], rows),
            f"The demo's first start takes {first / other:.1f} times as long as the peer's; it loads the sample in that time.",
        ]
    )
    publish(
        "first_page",
        "Time to the first page",
        f"python -m bench.first_page{' nothing' if nothing else ''}",
        text,
        ["django", "wagtail"],
    )


if __name__ == "__main__":
    main()
