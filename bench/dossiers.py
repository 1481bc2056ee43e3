"""A dossier of 200 provisions and 50,000 claims: at one date, for a year of daily dates, from the database, as pages.

``python -m bench.dossiers [claims]``. Claims of 40 asserters are spread over ten years, half of them valid for up to
400 days, the others until something later stands. A dossier so large is nobody's; pages are also measured at one that
a newsroom may keep for years, of 20 provisions and 500 claims.
"""

from __future__ import annotations

import gc
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tests.operator.running import standfirst

from bench.report import publish, table
from bench.search import run
from standfirst.dossiers.giving.pairs import pairs_of_year
from standfirst.dossiers.reckoning import Assessor, Dossier, assess, pairs_of, read_bytes

CLAIMS = 50_000
USUAL = 500, 20
T = TypeVar("T")


def made(claims: int, provisions_: int = 200) -> dict[str, Any]:
    """A dossier of so many claims, the same every time."""
    dice = random.Random(4)
    first = date(2012, 1, 1)
    days = [(first + timedelta(days=number)).isoformat() for number in range(3650)]
    agents: list[dict[str, Any]] = [
        {"id": f"a{n}", "kind": "state", "name": {"en": f"A{n}"}} for n in range(40)
    ]
    sources = [{"id": f"s{n}", "outlet": "a0", "date": days[n]} for n in range(3650)]
    provisions = [
        {
            "id": f"p{n}",
            "agreement": "g",
            "kind": "limit",
            "text": {"en": f"Limit {n}"},
            "addressee": "a1",
            "limit": {"measure": f"m{n}", "op": "<=", "value": 500, "unit": "guards"},
            "sources": ["s0"],
        }
        for n in range(provisions_)
    ]
    rows = []
    for n in range(claims):
        day = dice.randrange(3650)
        row: dict[str, Any] = {
            "id": f"c{n}",
            "about": f"p{n % provisions_}",
            "asserter": f"a{dice.randrange(40)}",
        }
        row |= {
            "via": [f"s{day}"],
            "value": {"number": dice.randrange(300, 800), "hedge": dice.choice(["exact", "about"])},
        }
        if dice.random() < 0.5:
            row["valid"] = f"{days[day]}/{days[min(3649, day + dice.randrange(400))]}"
        rows.append(row)
    parties = [{"agent": f"a{n}", "status": "signed"} for n in (1, 2)]
    agreement = {"id": "g", "title": {"en": "G"}, "signed": days[0], "parties": parties, "sources": ["s0"]}
    head = {"id": "bench", "title": {"en": "Bench"}, "languages": ["en"]}
    return {"format": "standfirst-dossier/1", "dossier": head, "agents": agents, "sources": sources} | {
        "agreements": [agreement],
        "provisions": provisions,
        "claims": rows,
    }


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds that ``work`` takes, and what it gives."""
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def peak() -> int:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def assessed(dossier: Dossier) -> list[list[object]]:
    """Return rows of a table: what the reckoning takes."""
    day, year = date(2017, 1, 1), (date(2017, 1, 1), date(2017, 12, 31))
    assessor = Assessor(dossier)
    cold, _ = timed(lambda: [row.data() for row in Assessor(dossier).assess(day, day)])
    warm, _ = timed(lambda: [row.data() for row in assessor.assess(day, day)])
    known, _ = timed(lambda: sum(1 for _ in Assessor(dossier).assess_days(*year, year[1])))
    daily, _ = timed(lambda: sum(1 for _ in Assessor(dossier).assess_days(*year)))
    return [
        ["one date, with what follows for each claim worked out first", f"{cold * 1000:.0f} ms", "300 ms"],
        ["one date, of an assessor that is there", f"{warm * 1000:.0f} ms", "300 ms"],
        ["a year of daily dates, known at its end", f"{known:.2f} s", "3 s"],
        ["a year of daily dates, each as known on it", f"{daily:.2f} s", "3 s"],
    ]


def inside(claims: int, provisions: int) -> None:
    """Print as JSON what the publication of this process takes for such a dossier."""
    import django

    django.setup()
    from standfirst.dossiers.actions import import_dossier
    from standfirst.dossiers.loading import load
    from standfirst.dossiers.models import Dossier as Row
    from standfirst.keys.documents import kinds, render
    from standfirst.keys.recording import one_moment

    day = date(2017, 1, 1)
    data = json.dumps(made(claims, provisions)).encode()
    stored, _ = timed(lambda: import_dossier(read_bytes(data), why="bench", live=True))
    loaded, there = timed(lambda: load(Row.objects.get()))
    cold, _ = timed(partial(assess, there, day, day))
    found: dict[str, Any] = {"stored": stored, "loaded": loaded, "cold": cold, "peak": peak()}
    if claims <= USUAL[0]:
        instant = datetime(2026, 11, 1, tzinfo=UTC)
        with one_moment():
            ours = [kind for kind in kinds() if kind.name.startswith("dossier")]
            opened, paths = timed(lambda: [path for kind in ours for path in kind.paths()])
            baked, sizes = timed(lambda: [len(render(path, instant).rendered.body) for path in paths])
        found |= {"opened": opened, "baked": baked, "paths": len(paths), "bytes": sum(sizes), "peak": peak()}
    print(json.dumps(found))


def measured_inside(claims: int, provisions: int) -> dict[str, Any]:
    """Return what ``inside`` says in a new publication."""
    with tempfile.TemporaryDirectory() as folder:
        ended = standfirst("init", Path(folder) / "digest", "--language", "en")
        if ended.returncode:
            sys.exit(ended.stderr)
        found: dict[str, Any] = json.loads(
            run("bench.dossiers", Path(folder) / "digest", "inside", str(claims), str(provisions))
        )
        sys.stderr.write(f"{found}\n")
        return found


def all_pairs(claims: int) -> str:
    """Return a sentence about the answers for all pairs of days."""
    dossier = read_bytes(json.dumps(made(claims)).encode())
    took, pairs = timed(lambda: pairs_of(Assessor(dossier)))
    sizes = [
        len(gzip.compress(json.dumps(pairs_of_year(pairs, year), separators=(",", ":")).encode(), 6, mtime=0))
        for year in range(pairs.first, pairs.last + 1)
    ]
    count = sum(map(len, pairs.about.values()))
    return (
        f"The answers for all pairs of days, of 200 provisions and {claims:,} claims: {took:.1f} s for {count:,} rectangles in "
        f"{len(sizes)} files, the largest with {max(sizes) / 1000:.0f} kB compressed."
    )


def main() -> None:
    """Measure, and write the page."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    usual = measured_inside(*USUAL)
    large = measured_inside(claims, 200)
    content = json.dumps(made(claims), indent=1).encode()
    reading, dossier = timed(partial(read_bytes, content))
    # As ``standfirst assess`` does.
    gc.freeze()
    rows = assessed(dossier)
    memory = peak()
    sys.stderr.write(f"{rows}\n")
    text = "\n\n".join(
        (
            f"200 provisions and {claims:,} claims, from a file of {len(content) / 1e6:.0f} MB that takes "
            f"{reading:.1f} s to read and check; most memory {memory} MB:",
            table(["", "measured", "aim"], rows),
            "Explanations are made when they are asked for: the first two rows make them all, the years make none.",
            f"From the database: read, checked and stored in {large['stored']:.0f} s, loaded in {large['loaded']:.1f} s, then "
            f"assessed at one date in {large['cold'] * 1000:.0f} ms; most memory {large['peak']} MB.",
            all_pairs(claims // 5)
            + " Asserters who change their minds every few days, as here, are the worst case.",
            f"Pages of a dossier of {USUAL[1]} provisions and {USUAL[0]:,} claims: {usual['paths']:,} documents "
            f"with {usual['bytes'] / 1e6:.0f} MB, opened in {usual['opened']:.1f} s (every day on which an answer changes is "
            f"found) and rendered in {usual['baked']:.1f} s by one process; most memory {usual['peak']} MB. Most of them are "
            "pages of days, for nearly every claim begins or ends to count on its own.",
        )
    )
    publish("dossiers", "Dossiers", "python -m bench.dossiers", text, ["django", "wagtail"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
