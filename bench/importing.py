"""How fast ninjs lines come in: ``bench/importing.py [COUNT ...]`` (default: 1000 20000).

Makes a seeded corpus and a new publication for each size, runs ``standfirst import ninjs`` as a process of its own, and
prints stories a second (Django's start counts) and the process's peak memory. For the ratio, stock Wagtail's ``add_child``
loop (with tags, each page in its own transaction, no citations, no search of ours) runs on 1,000 of the same stories.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from parts import corpus

HERE = Path(__file__).parent
WANTED, PEER = 400, 1000


def measured(command: list[str], **environment: str) -> tuple[float, float, str]:
    """Run ``command``; return its seconds, its peak memory in MB, and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {said}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, said


def imported(folder: Path, count: int) -> tuple[float, float]:
    """Import ``count`` stories into a new publication; return stories a second and peak memory in MB."""
    lines, publication = folder / f"{count}.jsonl", folder / f"publication-{count}"
    corpus.write(lines, count)
    standfirst = [sys.executable, "-m", "standfirst.cli"]
    measured([*standfirst, "init", str(publication)])
    seconds, memory, said = measured([*standfirst, "import", "ninjs", str(publication), str(lines), "--json"])
    assert f'"published": {count}' in said, said
    return count / seconds, memory


def stock(folder: Path) -> float:
    """Add stories to stock Wagtail one by one; return stories a second."""
    lines = folder / "stock.jsonl"
    corpus.write(lines, PEER)
    _seconds, _memory, said = measured(
        [sys.executable, "-m", "stock", str(lines), str(PEER)],
        STOCK_DATABASE=str(folder / "stock.sqlite3"),
        PYTHONPATH=str(HERE / "parts"),
    )
    return PEER / float(said)


def main(counts: list[int]) -> int:
    """Print the numbers; return 1 where they miss the mark."""
    folder = Path(tempfile.mkdtemp(prefix="importing-"))
    try:
        rates = []
        for count in counts:
            rate, memory = imported(folder, count)
            rates.append(rate)
            print(f"{count:>6} stories: {rate:.0f} a second, peak {memory:.0f} MB", flush=True)
        peer = stock(folder)
        print(f"stock Wagtail, add_child and tags, {PEER} stories: {peer:.0f} a second")
        print(f"ratio {rates[0] / peer:.1f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    names = ("django", "wagtail", "nh3", "lxml")
    print(f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    print(f"Python {platform.python_version()}, {', '.join(f'{name} {version(name)}' for name in names)}")
    return int(min(rates) < WANTED)


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]] or [1000, 20000]))
