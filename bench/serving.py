"""Requests a second for a story page and a home page: `standfirst serve`, our nginx and Caddy configurations, bare nginx.

Run with `python bench/serving.py [FOLDER] [--seconds N] [--rounds N]`. FOLDER is a baked publication; without it the
sample is made and baked. Each server runs in turn on core 0, wrk on core 1. Needs nginx,
libnginx-mod-http-brotli-static, caddy and wrk.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.operator.running import serving, standfirst  # noqa: E402
from tests.tools import web_servers  # noqa: E402

CONNECTIONS = 32
SLOW = 1200
BARE = """
types { text/html html; }
server { listen 443 ssl http2; root %s/public; index index.html; gzip_static on; brotli_static on; }
"""


def pinned(pid: int, core: int = 0) -> None:
    """Keep a process, its threads and its children on one core."""
    for process in [pid, *children(pid)]:
        subprocess.run(["taskset", "-acp", str(core), str(process)], check=True, capture_output=True)


def children(pid: int) -> list[int]:
    """Return the numbers of the processes below ``pid``."""
    found = subprocess.run(
        ["pgrep", "-P", str(pid)], check=False, capture_output=True, text=True
    ).stdout.split()
    return [int(each) for each in found] + [grand for each in found for grand in children(int(each))]


def listener(port: int) -> int:
    """Return the process that listens on ``port``."""
    text = subprocess.run(
        ["ss", "-ltnpH", f"sport = :{port}"], check=True, capture_output=True, text=True
    ).stdout
    return min(int(each) for each in re.findall(r"pid=(\d+)", text))


def memory(pid: int) -> float:
    """Return the proportional set size of ``pid`` and what is below it, in MiB."""
    total = 0
    for process in [pid, *children(pid)]:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1])  # type: ignore[index]
    return total / 1024


def wrk(port: int, path: str, seconds: int, *headers: str) -> tuple[float, float]:
    """Return ``(requests a second, p99 in milliseconds)``."""
    options = [part for header in headers for part in ("-H", header)]
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *options]
    text = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in text and not any("none-match" in header.lower() for header in headers):
        raise SystemExit(text)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()  # type: ignore[union-attr]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])  # type: ignore[index]
    return rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def tag(port: int, path: str) -> str:
    """Return the entity tag of a page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.headers["ETag"])


def slow_clients(port: int, path: str) -> float:
    """Return how many seconds a good client waits beside many that never end their request."""
    slow = []
    try:
        for _ in range(SLOW):
            client = socket.create_connection(("127.0.0.1", port), timeout=10)
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
            slow.append(client)
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(1):
                for client in slow:
                    try:
                        client.send(b"x")
                    except OSError:
                        continue

        dripping = threading.Thread(target=drip)
        dripping.start()
        worst = 0.0
        for _ in range(20):
            begun = time.monotonic()
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30).read()
            worst = max(worst, time.monotonic() - begun)
            time.sleep(0.1)
        stop.set()
        dripping.join()
        return worst
    finally:
        for client in slow:
            client.close()


@contextmanager
def server(name: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Run one server; yields its port and process."""
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)
        if name == "standfirst serve":
            with serving("serve", folder, "--port", "0") as running:
                pinned(running.process.pid)
                yield running.port, running.process.pid
            return
        kind = "caddy" if name.endswith("Caddy") else "nginx"
        text = BARE % folder if name == "bare nginx" else standfirst("config", folder, kind).stdout
        run: Callable[..., object] = getattr(web_servers, kind)
        with run(text, Path(work)) as port:  # type: ignore[attr-defined]
            process = listener(port)
            pinned(process)
            yield port, process


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--seconds", type=int, default=6)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    folder = options.folder
    kept = tempfile.TemporaryDirectory()
    if folder is None:
        folder = Path(kept.name) / "demo"
        os.chmod(kept.name, 0o755)
        with serving("demo", folder, "--port", "0"):
            pass
        standfirst("bake", folder, "--all", timeout=600)
    story = (
        "/"
        + min(
            (
                str(file.parent.relative_to(folder / "public"))
                for file in folder.glob("public/en/*/*/*/index.html")
            ),
            key=len,
        )
        + "/"
    )
    names = ["bare nginx", "our nginx", "our Caddy", "standfirst serve"]
    cases = [(page, way) for page in (story, "/en/") for way in ("plain", "br", "304")]
    rates: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    held: dict[str, float] = {}
    waits: dict[str, float] = {}
    for _ in range(options.rounds):
        for name in names:
            with server(name, folder) as (port, process):
                for page, way in cases:
                    headers = {
                        "plain": [],
                        "br": ["Accept-Encoding: br"],
                        "304": [f"If-None-Match: {tag(port, page)}"],
                    }
                    rates.setdefault((name, page, way), []).append(
                        wrk(port, page, options.seconds, *headers[way])
                    )
                held[name] = memory(process)
                if name not in waits:
                    waits[name] = slow_clients(port, story)
    base = {case: statistics.median(rate for rate, _ in rates["bare nginx", *case]) for case in cases}
    print("| server | page | | requests/s | of bare nginx | p99 ms |\n|---|---|---|---|---|---|")
    for name in names:
        for page, way in cases:
            found = rates[name, page, way]
            rate = statistics.median(rate for rate, _ in found)
            late = statistics.median(late for _, late in found)
            what = "home" if page == "/en/" else "story"
            print(f"| {name} | {what} | {way} | {rate:,.0f} | {rate / base[page, way]:.2f} | {late:.1f} |")
    print(
        f"\n| server | memory MiB | worst wait of a good client beside {SLOW} slow ones, s |\n|---|---|---|"
    )
    for name in names:
        print(f"| {name} | {held[name]:.0f} | {waits[name]:.2f} |")
    kept.cleanup()


if __name__ == "__main__":
    main()
