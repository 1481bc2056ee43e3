"""The wire: an hour of 2,000 sources on 200 hosts, and the desk with 200,000 items.

``python -m bench.wire [sources] [items]``. The hour is simulated: the clock is moved on whenever nobody may be asked.
Answers are feeds of our own, read by the real reader, kept and put into threads; only the network is left out.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import threading
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.operator.running import standfirst

from bench.report import percentile, publish, table

SOURCES, HOSTS, ITEMS = 2_000, 200, 200_000
ITEMS_OF_A_THREAD = 3
ASKS = 60
AIM_MS = 200.0
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
_WORDS = [
    f"{first}{second}"
    for first in "bcdfghklmnprstv"
    for second in ("ara", "edo", "ilun", "orva", "umek", "yst")
]


def sentence(seed: int, words: int) -> str:
    """Return made-up words; two of one seed share most of them."""
    chosen = random.Random(seed)
    return " ".join(
        chosen.choice(_WORDS).capitalize() if each % 4 == 0 else chosen.choice(_WORDS)
        for each in range(words)
    )


class World:
    """The outlets: each answers with a feed, and is watched by whom it is asked."""

    def __init__(self) -> None:
        self.now = START
        self.asked: dict[str, list[datetime]] = defaultdict(list)
        self.by_source: dict[str, list[datetime]] = defaultdict(list)
        self._busy: set[str] = set()
        self.overlaps = 0
        self._lock = threading.Lock()

    def ask(self, source: Any, reader: Any, *, contact: str, network: Any) -> Any:
        """Answer as a site would, in the poller's place of the network."""
        from standfirst.fetch import Response
        from standfirst.fetch.hosts import host_of
        from standfirst.wire.polling.asking import came

        host = host_of(source.url)
        with self._lock:
            self.overlaps += host in self._busy
            self._busy.add(host)
            self.asked[host].append(self.now)
            self.by_source[source.url].append(self.now)
            round_ = len(self.by_source[source.url])
        happening = random.Random(source.url + str(round_)).randrange(1_500)
        entries = "".join(
            f"<item><guid>{source.url}#{round_}-{n}</guid><title>{sentence(happening + n, 9)}</title>"
            f"<link>{source.url}/{round_}/{n}</link><pubDate>{self.now:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
            f"<description>{sentence(happening + n, 60)}</description></item>"
            for n in range(2)
        )
        content = f'<rss version="2.0"><channel><title>x</title><link>{source.url}</link>{entries}</channel></rss>'.encode()
        response = Response(source.url, source.url, 200, {"etag": f'"{round_}"'}, content, self.now)
        time.sleep(0.002)
        found = came(source.url, response, reader)
        with self._lock:
            self._busy.discard(host)
        return found


def hour(sources: int) -> dict[str, Any]:
    """Poll for a simulated hour, and return what was done and what it took."""
    from standfirst.fetch.turns import Turns
    from standfirst.wire.models import WatchedHost, WatchedSource
    from standfirst.wire.polling.poller import Poller

    outlet = _outlet()
    WatchedHost.objects.bulk_create(
        WatchedHost(host=f"host{n}.example", robots_at=START, reservations_at=START) for n in range(HOSTS)
    )
    made = [
        WatchedSource(
            outlet=outlet, url=f"https://host{n % HOSTS}.example/feed{n}", host=f"host{n % HOSTS}.example",
            added_at=START, next_check=START + timedelta(seconds=random.Random(n).randrange(3_000)),
        )
        for n in range(sources)
    ]  # fmt: skip
    WatchedSource.objects.bulk_create(made)
    world = World()
    poller = Poller(turns=Turns(), clock=lambda: world.now, ask=world.ask)
    begun, cpu = time.perf_counter(), time.process_time()
    while world.now < START + timedelta(hours=1):
        if not poller.step(0.5):
            world.now += poller.rest()
    poller.finish()
    gaps = [
        (after - before).total_seconds()
        for times in world.asked.values()
        for before, after in pairwise(times)
    ]
    poller.close()
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "asked": poller.tally.asked,
        "items": poller.tally.items,
        "seconds": time.perf_counter() - begun,
        "cpu": time.process_time() - cpu,
        "worker_cpu": workers.ru_utime + workers.ru_stime,
        "gap": min(gaps, default=0.0),
        "overlaps": world.overlaps,
        "most": max(len(times) for times in world.by_source.values()),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "worker_memory": workers.ru_maxrss / 1024,
    }


def _outlet() -> Any:
    from standfirst.provenance.models import Agent

    return Agent.objects.get_or_create(slug="outlet", defaults={"kind": "outlet", "name": {"en": "Outlet"}})[
        0
    ]


def fill(items: int) -> None:
    """Add so many items of the last two weeks, in threads of three."""
    from django.utils import timezone

    from standfirst.provenance.models import Agent
    from standfirst.publication.models import Section
    from standfirst.wire.models import Item, Thread, WatchedSource

    agents = [Agent(kind="outlet", name={"en": f"Outlet {n}"}, slug=f"outlet-{n}") for n in range(60)]
    Agent.objects.bulk_create(agents)
    sections = [Section.objects.create(slug=f"part-{n}", name={"en": f"Part {n}"}) for n in range(6)]
    sources = [
        WatchedSource(
            outlet=agent,
            url=f"https://outlet{n}.example/feed",
            host=f"outlet{n}.example",
            section=sections[n % 6],
        )
        for n, agent in enumerate(agents)
    ]
    WatchedSource.objects.bulk_create(sources)
    now, languages = timezone.now(), ("az", "en", "ru", "tr")
    count = items // ITEMS_OF_A_THREAD
    for start in range(0, count, 2_000):
        threads = []
        for n in range(start, min(start + 2_000, count)):
            at = now - timedelta(days=14) * (n / count)
            threads.append(
                Thread(
                    title=sentence(n, 9), section=sections[n % 6], languages=f" {languages[n % 4]} ", item_count=3,
                    outlet_count=3, first_at=at - timedelta(hours=1), newest_at=at,
                )
            )  # fmt: skip
        Thread.objects.bulk_create(threads)
        Item.objects.bulk_create(
            Item(
                source=sources[(n + k) % 60], outlet=agents[(n + k) % 60], name=f"{n}-{k}", thread=thread,
                url=f"https://outlet{(n + k) % 60}.example/{n}/{k}", address=f"outlet{(n + k) % 60}.example/{n}/{k}",
                title=sentence(n, 9), text=sentence(n + k, 150), language=languages[n % 4], published=thread.newest_at,
                arrived_at=thread.newest_at, at=thread.newest_at - timedelta(minutes=k * 10), licence="CC BY 4.0",
            )
            for n, thread in enumerate(threads, start)
            for k in range(ITEMS_OF_A_THREAD)
        )  # fmt: skip


def pages() -> list[list[object]]:
    """Ask for each page of the desk, as a browser would, in this process; return p50 and p95 of each."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from standfirst.wire.models import Item, Thread

    client = Client(HTTP_HOST="localhost")
    client.force_login(
        get_user_model().objects.filter(is_superuser=True).first(),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    newest = list(Thread.objects.order_by("-newest_at").values_list("uid", flat=True)[:ASKS])
    some = list(Item.objects.order_by("-at").values_list("uid", flat=True)[:ASKS])
    asked = {
        "threads by section, 3 days": ["/admin/wire/"] * ASKS,
        "threads by language, 14 days": ["/admin/wire/?by=language&days=14"] * ASKS,
        "threads of several outlets with a word": [
            f"/admin/wire/?several=1&words={_WORDS[n]}" for n in range(ASKS)
        ],
        "a thread": [f"/admin/wire/threads/{uid}/" for uid in newest],
        "items": ["/admin/wire/items/"] * ASKS,
        "items of a language, a day": ["/admin/wire/items/?language=az&days=1"] * ASKS,
        "items with two words": [f"/admin/wire/items/?words={_WORDS[n]}+{_WORDS[-n]}" for n in range(ASKS)],
        "an item": [f"/admin/wire/items/{uid}/" for uid in some],
    }
    rows: list[list[object]] = []
    for name, paths in asked.items():
        times = []
        for path in [paths[0], *paths]:
            begun = time.perf_counter()
            answer = client.get(path)
            times.append((time.perf_counter() - begun) * 1000)
            if answer.status_code != 200:
                sys.exit(f"{path} was answered with status {answer.status_code}")
        rows.append([name, f"{percentile(times[1:], 0.5):.0f}", f"{percentile(times[1:], 0.95):.0f}"])
    return rows


def main(arguments: list[str]) -> None:
    """Measure both, and write the page."""
    sources = int(arguments[0]) if arguments else SOURCES
    items = int(arguments[1]) if len(arguments) > 1 else ITEMS
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as folder:
        ended = standfirst("init", Path(folder) / "one", "--editor", "editor@example.org")
        if ended.returncode:
            sys.exit(ended.stderr)
        os.environ |= {
            "STANDFIRST_DIR": str(Path(folder) / "one"),
            "DJANGO_SETTINGS_MODULE": "standfirst.project.settings",
        }
        import django

        django.setup()
        from django.conf import settings

        settings.NO_SECOND_FACTOR = True
        done = hour(sources)
        fill(items)
        rows = pages()
    rate = done["asked"] / 3600
    publish(
        "wire",
        "The wire",
        "python -m bench.wire",
        f"""**An hour of {sources} sources on {HOSTS} hosts** (simulated time, real reading, keeping and threading; no network):
{done["asked"]} requests ({rate:.2f} a second), {done["items"]} new items. The shortest pause between two requests to a host
was {done["gap"]:.0f} s, two at a time to one host: {done["overlaps"]}, the most often a source was asked: {done["most"]}.
It took {done["cpu"]:.0f} s of this process's time and {done["worker_cpu"]:.0f} s of the reading process's, which is
{(done["cpu"] + done["worker_cpu"]) / 36:.1f} % of a core over the hour; memory at most {done["memory"]:.0f} MB and
{done["worker_memory"]:.0f} MB.

**The desk with {items} items** of two weeks in {items // ITEMS_OF_A_THREAD} threads; milliseconds for a whole page in this
process, {ASKS} of each. The aim is {AIM_MS:.0f} ms at p95.

{table(["page", "p50", "p95"], rows)}
""",
        ["django", "wagtail", "feedparser"],
    )


if __name__ == "__main__":
    main(sys.argv[1:])
