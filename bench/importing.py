"""How fast ninjs lines come in, and how much memory it takes: ``python -m bench.importing [COUNT ...]`` (1000 20000).

Makes a seeded corpus and a new publication for each size and runs ``standfirst import ninjs`` as a process of its own.
Memory is the proportional set size (see bench.memory) of the command and its helper, looked at twice a second. For the
ratio, stock Wagtail's ``add_child`` loop (with tags, each page in its own transaction, no citations, no search of ours)
runs on as many of the same stories as it does in reasonable time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.memory import proportional
from bench.parts import corpus
from bench.report import publish, table

HERE = Path(__file__).parent
COUNTS, PEER = [1000, 20000], 300
WANTED = 400
LOOK = 0.5
STANDFIRST = [sys.executable, "-m", "standfirst.cli"]


def run(command: list[str], **environment: str) -> str:
    """Run ``command`` and return what it printed."""
    ended = subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    return ended.stdout


def watched(command: list[str]) -> tuple[float, list[float], str]:
    """Run ``command``; return its seconds, its megabytes twice a second, and what it printed."""
    begun, memory = time.perf_counter(), []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    while True:
        try:
            said, _ = process.communicate(timeout=LOOK)
            break
        except subprocess.TimeoutExpired:
            try:
                memory.append(proportional(process.pid)[0])
            except (OSError, TypeError):
                continue  # it ended meanwhile
    seconds = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {said}")
    return seconds, memory, said


def imported(folder: Path, count: int) -> list[Any]:
    """Import ``count`` stories into a new publication; return the row of the table."""
    lines, publication = folder / f"{count}.jsonl", folder / f"publication-{count}"
    corpus.write(lines, count)
    run([*STANDFIRST, "init", str(publication)])
    seconds, memory, said = watched([*STANDFIRST, "import", "ninjs", str(publication), str(lines), "--json"])
    told = json.loads(said)
    if told["published"] != count:
        sys.exit(said)
    quarters = (memory[max(0, len(memory) * part // 4 - 1)] for part in (1, 2, 3, 4))
    return [
        f"{count:,}",
        f"{seconds:.1f}",
        f"{count / seconds:.0f}",
        f"**{count / told['seconds']:.0f}**",
        " / ".join(f"{each:.0f}" for each in quarters),
        f"{max(memory):.0f}",
    ]


def stock(folder: Path) -> float:
    """Add stories to stock Wagtail one by one; return stories a second."""
    lines = folder / "stock.jsonl"
    corpus.write(lines, PEER)
    said = run(
        [sys.executable, "-m", "stock", str(lines), str(PEER)],
        STOCK_DATABASE=str(folder / "stock.sqlite3"),
        PYTHONPATH=str(HERE / "parts"),
    )
    return PEER / float(said)


def main(counts: list[int]) -> None:
    """Measure, print, and write the page."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        rows = [imported(folder, count) for count in counts]
        peer = stock(folder)
    text = "\n\n".join(
        [
            "A seeded corpus (about 750 words, 6 citations, 3 topics a story) comes into a new publication by "
            "`standfirst import ninjs`, published, with its citations, sources, search and related stories. "
            f"Wanted: {WANTED} stories a second, memory flat.",
            table(
                [
                    "stories",
                    "seconds, all",
                    "a second, all",
                    "a second, its own",
                    "MB at each quarter",
                    "MB at most",
                ],
                rows,
            ),
            "“All” is the whole command, the start of Django and Wagtail with it; “its own” is what the command says that it "
            "took once it was started (`seconds` of `--json`). Memory is the proportional set size of the command "
            "and its helper process; up to 128 MB of it is the database file, which SQLite maps.",
            f"Stock Wagtail, `add_child` with tags, {PEER} of the same stories: {peer:.0f} a second.",
        ]
    )
    publish(
        "importing",
        "Importing ninjs lines",
        "python -m bench.importing",
        text,
        ["django", "wagtail", "nh3", "lxml"],
    )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or COUNTS)
