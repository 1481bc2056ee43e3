"""Dated results, for machines (JSON) and people (Markdown): what was measured, where, with which versions."""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
from pathlib import Path
from typing import Any

from shared import ROOT

RESULTS = ROOT / "audit" / "results"


def machine() -> dict[str, str]:
    """Return what the machine is."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": model,
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "load at the start": f"{os.getloadavg()[0]:.1f}",
    }


def versions(**more: str) -> dict[str, str]:
    """Return the versions of what every audit runs on, and ``more``."""
    from standfirst import __version__

    chromium = subprocess.run(["chromium", "--version"], capture_output=True, text=True).stdout.split()
    return {
        "standfirst": __version__,
        "python": platform.python_version(),
        "node": subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip(),
        "chromium": chromium[1] if len(chromium) > 1 else "",
        **more,
    }


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write(
    name: str, title: str, text: str, data: dict[str, Any], about: dict[str, str], used: dict[str, str]
) -> None:
    """Write ``<today>-<name>.json`` and ``.md``, and say so. Of one day the last run stays."""
    today = datetime.date.today().isoformat()
    RESULTS.mkdir(exist_ok=True)
    whole = {"date": today, "machine": about, "versions": used, **data}
    (RESULTS / f"{today}-{name}.json").write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
    page = [
        f"# {title}",
        f"{today}. Run again with `.venv/bin/python audit/{name}.py`, or all audits with `make audit`.",
        text,
        "## Where",
        table(["", ""], [[key, value] for key, value in (about | used).items() if value]),
    ]
    (RESULTS / f"{today}-{name}.md").write_text("\n\n".join(page) + "\n")
    print(f"Written: audit/results/{today}-{name}.md and .json", flush=True)


def end(failures: list[str]) -> int:
    """Print what fell short, and return the exit status."""
    for failure in failures:
        print(f"falls short: {failure}", flush=True)
    print("Nothing falls short." if not failures else f"{len(failures)} fall short.", flush=True)
    return 1 if failures else 0
