"""Memory of a whole running publication after 1,000 requests of mixed pages, beside Wagtail's own starting site.

``python -m bench.memory [requests]``. Memory is the proportional set size (Linux, smaps_rollup): each process's own pages
and its share of those that several have, summed over the process that was started and all its children.
The peer is what ``wagtail start`` makes, with its database filled, under granian with one worker; it has no background
work, no schedule, and one page to show.
"""

from __future__ import annotations

import http.client
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from tests.operator.running import serving, standfirst

from bench import corpus
from bench.report import publish, table
from bench.search import run

REQUESTS = 1_000
STORIES = 500
AIM_MB = 250.0


def processes(first: int) -> list[int]:
    """Return the process and all that it started, directly or not."""
    found = [first]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def proportional(first: int) -> tuple[float, int]:
    """Return the megabytes of the process and its children, and how many processes these are."""
    every = processes(first)
    total = 0
    for pid in every:
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        total += int(re.search(r"^Pss:\s+(\d+) kB", text, flags=re.MULTILINE)[1])  # type: ignore[index]
    return total / 1024, len(every)


def ask(port: int, paths: list[str], requests: int) -> dict[int, int]:
    """Ask for ``paths`` in turn; return how often each status was answered."""
    statuses: dict[int, int] = {}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for number in range(requests):
        connection.request("GET", paths[number % len(paths)], headers={"Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
    connection.close()
    return statuses


def mixed(port: int) -> list[str]:
    """Return addresses of every common kind: fronts, archives, stories, feeds, data, search, sign-in, the admin's door."""
    paths = [f"/{language}/" for language in corpus.LANGUAGES]
    paths += [f"/{language}/sections/section-{n}/" for language in corpus.LANGUAGES for n in range(6)]
    paths += [f"/{language}/topics/topic-{n}/" for language in corpus.LANGUAGES for n in range(6)]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for path in list(paths):
        connection.request("GET", path, headers={"Host": "localhost"})
        body = connection.getresponse().read().decode()
        paths += re.findall(r'href="(/[a-z]{2}/\d{4}/\d{2}/[^"/]+/)"', body)
    connection.close()
    stories = list(dict.fromkeys(path for path in paths if re.match(r"/../\d{4}/", path)))[:60]
    searches = [f"/_/en/search/?q={quote(query)}" for query in corpus.queries(20)]
    others = ["/", "/en/feed.xml", "/sitemap.xml", "/robots.txt", "/_/en/account/login/", "/admin/"]
    return [*paths[:39], *stories, *searches, *others]


def until_baked(folder: Path, first: int) -> float:
    """Wait until every document is baked; return the most megabytes that were held meanwhile."""
    most, waiting = 0.0, 1
    with closing(sqlite3.connect(f"file:{folder / 'database.sqlite3'}?mode=ro", uri=True)) as database:
        while waiting:
            time.sleep(0.5)
            (waiting,) = database.execute("SELECT COUNT(*) FROM bake_document WHERE stale > 0").fetchone()
            most = max(most, proportional(first)[0])
    while proportional(first)[1] > 1:
        time.sleep(0.1)  # the helper ends
    return most


def ours(folder: Path, requests: int) -> list[list[object]]:
    """Return the rows of our table."""
    languages = [word for language in corpus.LANGUAGES for word in ("--language", language)]
    if (ended := standfirst("init", folder, *languages)).returncode:
        sys.exit(ended.stderr)
    run("bench.corpus", folder, str(STORIES))
    with serving("serve", folder, "--port", "0") as running:
        before, _ = proportional(running.process.pid)
        baking = until_baked(folder, running.process.pid)
        paths = mixed(running.port)
        statuses = ask(running.port, paths, requests)
        after, count = proportional(running.process.pid)
    if any(status >= 500 for status in statuses):
        sys.exit(f"statuses: {statuses}")
    return [
        ["Standfirst: web, background work, schedule, bake", count, f"{before:.0f}", f"**{after:.0f}**"],
        ["the same while it baked all documents, at most, with a helper", "", "", f"{baking:.0f}"],
    ]


def peer(place: Path, requests: int) -> list[list[object]]:
    """Return the rows of the starting site's table."""

    def manage(*words: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=place, check=True, stdout=subprocess.DEVNULL
        )

    place.mkdir()
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "STANDFIRST_"))
    }
    os.environ.clear()
    os.environ.update(environment)
    subprocess.run(
        [sys.executable, "-c", "from wagtail.bin.wagtail import main; main()", "start", "stock", str(place)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    manage("migrate", "--verbosity", "0")
    port = 20000 + os.getpid() % 20000
    command = ["granian", "--interface", "wsgi", "--port", str(port), "--no-log", "--blocking-threads", "6"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, "stock.wsgi:application"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place), "DJANGO_SETTINGS_MODULE": "stock.settings.dev"},
    )
    try:
        for _ in range(600):
            try:
                ask(port, ["/"], 1)
                break
            except OSError:
                time.sleep(0.1)
        before, _ = proportional(process.pid)
        ask(port, ["/", "/admin/login/", "/search/?query=a", "/search/"], requests)
        after, count = proportional(process.pid)
    finally:
        process.terminate()
        process.wait(30)
    return [["`wagtail start`, granian, one worker", count, f"{before:.0f}", f"{after:.0f}"]]


def main() -> None:
    """Measure, print, and write the page."""
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        own = ours(Path(place) / "digest", requests)
        other = peer(Path(place) / "stock", requests)
    ratio = float(str(own[0][3]).strip("*")) / float(str(other[0][3]))
    text = "\n\n".join(
        [
            f"Proportional set size over all processes, MB, when ready and after {requests:,} requests of mixed pages "
            f"(fronts, stories, feeds, search, sign-in) of a publication of {STORIES} stories in three languages, "
            "once all its documents are baked. "
            f"Wanted: under {AIM_MB:.0f} MB.",
            table(["", "processes", "ready", f"after {requests:,} requests"], [*own, *other]),
            f"Ours takes {ratio:.2f} times the memory of Wagtail's own starting site, which has no stories, no background "
            "work and no schedule.",
        ]
    )
    publish("memory", "Memory", "python -m bench.memory", text, ["django", "wagtail", "granian"])


if __name__ == "__main__":
    main()
