"""Assess a dossier of 200 provisions and 50,000 claims: at one date, and for a year of daily dates.

Run with `python bench/assess.py [claims]`. Claims are spread over ten years of validity.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import Any

from standfirst.dossiers.reckoning import Assessor, read_bytes

PROVISIONS = 200


def made(claims: int) -> dict[str, Any]:
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
        for n in range(PROVISIONS)
    ]
    rows = []
    for n in range(claims):
        day = dice.randrange(3650)
        row: dict[str, Any] = {
            "id": f"c{n}",
            "about": f"p{n % PROVISIONS}",
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


def main() -> None:
    """Print one line per measurement."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    content = json.dumps(made(claims), indent=1).encode()
    started = time.perf_counter()
    dossier = read_bytes(content)
    print(f"read {len(content) / 1e6:.1f} MB: {time.perf_counter() - started:.2f} s")
    for name, day in (("first date", date(2017, 1, 1)), ("first date late", date(2021, 12, 1))):
        started = time.perf_counter()
        rows = Assessor(dossier).assess(day, day)
        print(f"{name}: {(time.perf_counter() - started) * 1000:.0f} ms, {len(rows)} rows")
    for name, known in (("a year known at its end", date(2017, 12, 31)), ("a year as known each day", None)):
        started = time.perf_counter()
        days = sum(1 for _ in Assessor(dossier).assess_days(date(2017, 1, 1), date(2017, 12, 31), known))
        print(f"{name}: {time.perf_counter() - started:.2f} s, {days} days")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
