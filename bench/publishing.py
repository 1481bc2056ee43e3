"""From publishing a story to its page over HTTP, at several sizes of the archive, and stock Wagtail's save beside it.

``python -m bench.publishing [stories ...]``, 1,000, 10,000 and 100,000 by default: 200 stories each, one after another,
with the settings of production (files and database synced, brotli and gzip, feeds, related stories). The folder is served
by nginx (needed here) as our configuration does it. Share pictures of the old stories are left out, for time's sake.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.baking import prepare
from bench.report import percentile, publish, table
from bench.search import run

STORIES = (1_000, 10_000, 100_000)
PUBLISHES = 200
SAVES = 50
CONFIGURATION = """
daemon off; pid {place}/nginx.pid; error_log stderr crit; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {place}; proxy_temp_path {place}; fastcgi_temp_path {place};
  uwsgi_temp_path {place}; scgi_temp_path {place};
  server {{ listen 127.0.0.1:{port}; root {folder}; index index.html; default_type text/html; }}
}}
"""
PEERS = (
    ("Wagtail, rendering for every reader", "115 ms"),
    ("WordPress", "137 ms"),
    ("Ghost", "179 ms"),
    ("WordPress behind its page cache", "10.9 s"),
    ("Hugo's rebuild, 1,000 stories", "0.9 s"),
    ("Hugo's rebuild, 10,000 stories", "7.5 s"),
)


@contextmanager
def nginx(folder: Path, place: Path) -> Iterator[int]:
    """Serve ``folder`` until the block ends; gives the port."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        sys.exit("nginx is not here: install Debian's package nginx-light.")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    configuration = place / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(place=place, port=port, folder=folder))
    # Its workers run as another user: the folders above must let them through.
    for each in (folder, *list(folder.parents)[:2]):
        each.chmod(0o755)
    process = subprocess.Popen([program, "-p", str(place), "-c", str(configuration)])
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


def stock(place: Path, articles: int) -> list[float]:
    """Return the seconds of stock Wagtail's form, from sending it to the answer."""
    parts = Path(__file__).parent / "parts"
    environment = {**os.environ, "STOCK_DATABASE": str(place / "stock.sqlite3")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(parts), str(parts.parents[1]), os.environ.get("PYTHONPATH", "")]
    )
    command = [sys.executable, "-m", "stock.saving", str(articles), str(SAVES)]
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return list(json.loads(ended.stdout))


def milliseconds(values: list[float], part: float) -> str:
    """Return a percentile in milliseconds."""
    return f"{percentile(values, part) * 1000:.0f}"


def main() -> None:
    """Measure, print, and write the page."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(STORIES)
    by_action, by_form, medians = [], [], {}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        other = stock(Path(name), 200)
    for stories in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            place = Path(name)
            folder = place / "digest"
            prepare(folder, stories)
            run("bench.parts.pages", folder)
            with nginx(folder / "public", place) as port:
                found = json.loads(run("bench.parts.publisher", folder, str(port), str(PUBLISHES)))
        action, form = found["action"], found["form"]
        medians[stories] = percentile(action["visible"], 0.5)
        by_action.append(
            [
                f"{stories:,}", f"**{milliseconds(action['visible'], 0.5)}**", f"**{milliseconds(action['visible'], 0.95)}**",
                f"{milliseconds(action['all'], 0.5)} / {milliseconds(action['all'], 1)}",
                f"{percentile(action['documents'], 0.5):.0f} / {max(action['documents']):.0f}",
                f"{milliseconds(action['action'], 0.5)} / {milliseconds(action['action'], 0.95)}",
            ]
        )  # fmt: skip
        by_form.append(
            [
                f"{stories:,}", f"**{milliseconds(form['visible'], 0.5)}**", milliseconds(form["visible"], 0.95),
                milliseconds(form["answer"], 0.5),
                f"{percentile(form['visible'], 0.5) / percentile(other, 0.5):.2f}",
            ]
        )  # fmt: skip
        print(by_action[-1], by_form[-1], sep="\n", flush=True)
    growth = medians[sizes[-1]] / medians[sizes[0]]
    text = "\n\n".join(
        [
            f"{PUBLISHES} stories published one after another by the action, each with a section, two topics and a credit. "
            "Milliseconds from the action's commit to the new page over HTTP (wanted: 100, p95 200), and until all that it "
            "touches is in place (wanted: 1,000).",
            table(
                ["stories in the archive", "page, p50", "page, p95", "all, p50 / longest", "documents, p50 / most",
                 "the action itself, p50 / p95"],
                by_action,
            ),
            f"At {sizes[-1]:,} stories it takes {growth:.2f} times as long as at {sizes[0]:,} (wanted: at most 1.3).",
            "From sending the admin's form to the new page over HTTP (wanted: 300 ms, and at most twice stock Wagtail's "
            f"save, which took {milliseconds(other, 0.5)} ms, p95 {milliseconds(other, 0.95)}, in the same run).",
            table(
                ["stories in the archive", "page, p50", "page, p95", "the form's answer, p50", "page beside stock's save"],
                by_form,
            ),
            "From save to visible elsewhere, as measured once on two cores like these, not in this run:",
            table(["", "save to visible"], PEERS),
        ]
    )  # fmt: skip
    publish(
        "publishing",
        "Publish to visible",
        "python -m bench.publishing",
        text,
        ["django", "wagtail", "jinja2"],
    )


if __name__ == "__main__":
    main()
