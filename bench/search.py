"""Search over HTTP at 20,000 stories, and beside it Wagtail's own database search on the same rows.

``python -m bench.search [stories]``. 200 searches of one to three words drawn by frequency, a tenth of them prefixes,
each answered by a running ``standfirst serve`` with facets and marked hits. The peer is given an easier task: it is
called in its process, without HTTP, a page around it or marked hits, and on fewer rows, for it does not finish on all.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.operator.running import serving, standfirst

from bench import corpus
from bench.report import percentile, publish, table
from standfirst.bake import lock

STORIES = 20_000
PEER_STORIES = (1_000,)
PEER_QUERIES = 40
QUERIES = 200
WARM = 20
AIM_MS = 30.0


def make(folder: Path, stories: int) -> None:
    """Make a publication of so many stories in ``folder``."""
    languages = [word for language in corpus.LANGUAGES for word in ("--language", language)]
    ended = standfirst("init", folder, *languages)
    if ended.returncode:
        sys.exit(ended.stderr)
    run("bench.corpus", folder, str(stories))


def run(module: str, folder: Path, *arguments: str) -> str:
    """Run a module of the bench for the publication in ``folder`` and return what it prints."""
    environment = {
        **os.environ,
        "STANDFIRST_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "standfirst.project.settings",
    }
    command = [sys.executable, "-m", module, *arguments]
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return ended.stdout


def over_http(port: int, queries: list[str], facet: str = "") -> tuple[list[float], float]:
    """Ask for each of ``queries``; return the milliseconds of each and the mean number of stories found."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times, found = [], 0
    for query in queries:
        begun = time.perf_counter()
        connection.request("GET", f"/_/en/search/?q={quote(query)}{facet}", headers={"Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200 or b'class="search-count"' not in body:
            sys.exit(f"{query!r} was answered with status {answer.status}")
        found += body.count(b'<h2 lang="')
    connection.close()
    return times, found / len(queries)


def _timed(work: Callable[[str], object], queries: list[str]) -> list[float]:
    times = []
    for query in queries:
        begun = time.perf_counter()
        work(query)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def beside() -> None:
    """Print as JSON the milliseconds of ours and of the peer, both called in this process."""
    import django

    django.setup()
    from django.core.management import call_command
    from wagtail.models import Page
    from wagtail.search import index

    from standfirst.discovery.search.results import search
    from standfirst.stories.models import Story

    facets = ("section_id", "origin", "address_year")
    Story.search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body_text"),
        *(index.FilterField(name) for name in facets),
    ]
    begun = time.perf_counter()
    call_command("update_index", verbosity=0)
    indexed = time.perf_counter() - begun

    def peer(query: str) -> None:
        # Wagtail's search has no prefixes: the star is left to it as a word's end.
        found = Story.objects.live().search(query.replace("*", ""), operator="and")
        found.count()
        list(found[:10])
        for name in facets:
            found.facet(name)

    asked = corpus.queries(PEER_QUERIES)
    for query in asked[:WARM]:
        search({"q": query}, "en")
    ours = _timed(lambda query: search({"q": query}, "en"), asked)
    theirs = _timed(peer, asked)
    print(json.dumps({"ours": ours, "theirs": theirs, "indexed": indexed}))


def main() -> None:
    """Measure, print, and write the page."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else STORIES
    rows: list[list[Any]] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place) / "digest"
        make(folder, stories)
        queries = corpus.queries(QUERIES)
        # Who holds the right to bake keeps the server from it: else it would bake 20,000 documents meanwhile.
        with lock.baking(folder), serving("serve", folder, "--port", "0") as running:
            over_http(running.port, queries[:WARM])
            for name, facet in (("all of it", ""), ("narrowed to a section", "&section=section-3")):
                times, found = over_http(running.port, queries, facet)
                rows.append(
                    [
                        f"{stories:,} stories over HTTP, {name}",
                        f"{percentile(times, 0.5):.1f}",
                        f"**{percentile(times, 0.95):.1f}**",
                        f"{max(times):.1f}",
                        f"{found:.1f}",
                    ]
                )
        peers = []
        for count in PEER_STORIES:
            small = Path(place) / f"small-{count}"
            make(small, count)
            told = json.loads(run("bench.search", small, "beside"))
            ours, theirs = percentile(told["ours"], 0.95), percentile(told["theirs"], 0.95)
            peers.append([f"{count:,}", f"{ours:.1f}", f"{theirs:.1f}", f"{theirs / ours:.0f} times"])
    text = "\n\n".join(
        [
            f"{QUERIES} searches of one to three words drawn by frequency, a tenth of them prefixes, one after another on "
            f"one connection, answered by `standfirst serve` with facets and marked hits, while nothing is baked. "
            f"Wanted: p95 under {AIM_MS:.0f} ms.",
            table(["", "median ms", "p95 ms", "longest ms", "stories shown"], rows),
            "Beside it Wagtail's own database search (SQLite FTS5) on the same rows, both called in one process without "
            f"HTTP, {PEER_QUERIES} of the searches: count, first ten and, for Wagtail, three facets. It has no prefixes and "
            "marks no hits.",
            table(["stories", "ours, p95 ms", "Wagtail's, p95 ms", "ratio"], peers),
            "The words are invented and drawn by Zipf's law (`bench/corpus.py`): the most frequent stand in nearly every "
            "story of a language, so many searches match thousands. Counting stops at 10,000; of more than 2,000 matches "
            "only the newest are ranked ([decision 0007](../decisions/0007-search.md)).",
        ]
    )
    publish("search", "Search", "python -m bench.search", text, ["django", "wagtail", "granian"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["beside"]:
        beside()
    else:
        main()
