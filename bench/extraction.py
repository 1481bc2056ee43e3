"""Body extraction on real pages: ``bench/extraction.py FOLDER`` with ``*.html.gz`` and ``truth.json`` in it.

``truth.json`` gives ``articleBody`` and ``url`` by file stem. Tokens are runs of word characters, case kept; a page's
4-token shingles (as a multiset; a text under 4 tokens is one shingle) give true and false positives and false
negatives, each divided by their sum. Precision is averaged over pages with an answer, recall over pages with a
truth; a lost page counts recall 0. F1 is of the two means. These are the rules of
scrapinghub/article-extraction-benchmark.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

from standfirst.wire.extraction import ExtractionRefused, extract

LEAST_F1 = 0.960
MOST_P95_MS = 150.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-token shingles of ``text`` with their counts."""
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3))) if tokens else Counter()


def main(folder: Path) -> int:
    """Print the numbers; return 1 where they miss the mark."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    precisions: list[float] = []
    recalls: list[float] = []
    times: list[float] = []
    lost = crashed = 0
    for stem, page in truth.items():
        content = gzip.decompress((folder / f"{stem}.html.gz").read_bytes())
        start = time.perf_counter()
        try:
            text = extract(content, url=page["url"]).body_text.value
        except ExtractionRefused as refusal:
            text, lost = "", lost + 1
            print(f"lost     {stem[:12]} {refusal}")
        except Exception as error:  # noqa: BLE001 (what crashes is what we count)
            text, crashed = "", crashed + 1
            print(f"crashed  {stem[:12]} {error!r}")
        times.append((time.perf_counter() - start) * 1000)
        expected, found = shingles(page["articleBody"]), shingles(text)
        hits = (expected & found).total()
        if found:
            precisions.append(hits / found.total())
        if expected:
            recalls.append(hits / expected.total())
    precision, recall = statistics.fmean(precisions), statistics.fmean(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"pages {len(truth)}  lost {lost}  crashed {crashed}")
    print(f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  (at least {LEAST_F1})")
    print(
        f"ms a page: p50 {times[len(times) // 2]:.0f}  p95 {p95:.0f}  (under {MOST_P95_MS:.0f})  max {times[-1]:.0f}"
    )
    return int(f1 < LEAST_F1 or p95 >= MOST_P95_MS or crashed > 0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: bench/extraction.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
