"""What every measurement says of itself: the machine, the versions, and a page in docs/benchmarks."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGES = Path(__file__).parents[1] / "docs" / "benchmarks"


def machine() -> str:
    """Return processor, cores and memory of this machine."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores of {model}, {memory:.0f} GB, {platform.system()}; load before and during: {load:.1f}"


def versions(*packages: str) -> str:
    """Return the versions of Python, SQLite and ``packages``."""
    found = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    return ", ".join([*found, *(f"{name} {version(name)}" for name in packages)])


def percentile(values: Sequence[float], part: float) -> float:
    """Return the smallest of ``values`` that at least ``part`` (0 to 1) of them don't exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(part * len(ordered) * 1000) // 1000) - 1)]


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def publish(name: str, title: str, command: str, text: str, packages: Sequence[str]) -> None:
    """Print the results and write them to ``docs/benchmarks/<name>.md``."""
    page = (
        f"# {title}\n\n{text.strip()}\n\n"
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `{command}`.\n"
        f"Machine: {machine()}.\nVersions: {versions(*packages)}.\n"
    )
    PAGES.mkdir(exist_ok=True)
    (PAGES / f"{name}.md").write_text(page, encoding="utf-8")
    print(page)
