"""Lighthouse, mobile, the median of several runs, on one page of every kind and every page of the app.

Asked for: 100 in performance, accessibility and best practices everywhere; 100 in SEO on pages meant for search
engines, elsewhere nothing lost but ``is-crawlable``. Of pages that say there is nothing, their status may count
against them: in SEO, and in best practices as an error in the browser's console.
"""

from __future__ import annotations

import argparse
import sys
from statistics import median_low
from typing import Any

from shared import node, pages, results
from shared.browser import ARGUMENTS, with_windows

CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]


def falls_short(page: pages.Page, scores: dict[str, int], failed: dict[str, list[str]]) -> list[str]:
    """Return what ``page`` lacks, in words."""
    gone = {"errors-in-console", "http-status-code"} if page.status != 200 else set()
    lacks = [
        f"{page.name}: {name} {scores[name]} ({', '.join(failed[name])})"
        for name in CATEGORIES[:3]
        if scores[name] < 100 and not (gone and {each.split()[0] for each in failed[name]} <= gone)
    ]
    allowed = gone if page.indexed else {*gone, "is-crawlable"}
    lost = [each for each in failed["seo"] if each.split()[0] not in allowed]
    return [*lacks, *([f"{page.name}: seo {scores['seo']} ({', '.join(lost)})"] if lost else [])]


def middle(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the medians of the runs of one page, and everything that failed in any of the runs at the median."""
    scores = {name: median_low([run["scores"][name] for run in runs]) for name in CATEGORIES}
    failed = {
        name: sorted(
            {each for run in runs if run["scores"][name] == scores[name] for each in run["failed"][name]}
        )
        for name in CATEGORIES
    }
    metrics = {name: median_low([run[name] for run in runs]) for name in ("fcp", "lcp", "tbt", "cls")}
    return {"scores": scores, "failed": failed, **metrics}


def measure(asked: list[pages.Page], base: str, runs: int) -> dict[str, dict[str, Any]]:
    """Return the medians of each page, by its name."""
    names = {f"{base}{page.path}": page.name for page in asked}
    order = {
        "chromium": with_windows(),
        "flags": ["--headless=new", *ARGUMENTS],
        "runs": runs,
        "pages": [{"url": f"{base}{page.path}", "cookies": page.cookies} for page in asked],
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for run in node.run("lighthouse_runs.mjs", order):
        name = names[run.pop("url")]
        found.setdefault(name, []).append(run)
        if len(found[name]) == runs:
            scores = middle(found[name])["scores"]
            print(
                f"{len(found)}/{len(asked)} {name}: {' '.join(str(scores[c]) for c in CATEGORIES)}",
                flush=True,
            )
    return {name: middle(each) for name, each in found.items()}


def main() -> int:
    """Measure, write the result, and return 1 where something falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="runs of each page (default: %(default)s)")
    parser.add_argument("--only", default="", help="only pages whose name has this in it; nothing is written")
    options = parser.parse_args()
    about = results.machine()
    with pages.sample() as sample:
        asked = [page for page in [*pages.documents(sample), *pages.app(sample)] if options.only in page.name]
        measured = measure(asked, sample.base, options.runs)
    failures = [
        lack
        for page in asked
        for lack in falls_short(page, measured[page.name]["scores"], measured[page.name]["failed"])
    ]
    if options.only:
        return results.end(failures)
    rows = [
        [page.name, *(str(found["scores"][name]) for name in CATEGORIES), "yes" if page.indexed else "no",
         f"{found['lcp'] / 1000:.2f}", f"{found['tbt']:.0f}", f"{found['cls']:.3f}"]
        for page in asked
        for found in [measured[page.name]]
    ]  # fmt: skip
    head = [
        "page",
        "performance",
        "accessibility",
        "best practices",
        "SEO",
        "for search engines",
        "LCP s",
        "TBT ms",
        "CLS",
    ]
    text = "\n\n".join(
        [
            f"Mobile, simulated throttling, the median of {options.runs} runs, over plain http on the loopback, served by "
            "`standfirst serve`. On pages that search engines are not meant to have, SEO loses `is-crawlable`, as it should.",
            results.table(head, rows),
            "## Falls short" if failures else "Nothing falls short.",
            "\n".join(f"- {failure}" for failure in failures),
        ]
    )
    data = {"runs": options.runs, "pages": measured, "falls_short": failures}
    results.write(
        "lighthouse",
        "Lighthouse",
        text.strip(),
        data,
        about,
        results.versions(lighthouse=node.wanted()["lighthouse"]),
    )
    return results.end(failures)


if __name__ == "__main__":
    sys.exit(main())
