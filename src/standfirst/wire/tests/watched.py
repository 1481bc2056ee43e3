"""A site of our own that answers as its script says and remembers what it was asked, and a clock that is moved by hand."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from standfirst.fetch import Network
from standfirst.fetch.addresses import parse_network
from standfirst.fetch.hosts import GAP
from standfirst.fetch.turns import Turns
from standfirst.provenance.models import Agent
from standfirst.stories.tests.factories import make_agent
from standfirst.wire.models import WatchedHost, WatchedSource
from standfirst.wire.polling.poller import Poller
from standfirst.wire.tests.test_feeds import item, rss

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOTHING_THERE = "404 Not Found"


def said(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@dataclass
class Asked:
    """One request."""

    path: str
    host: str
    headers: dict[str, str]


@dataclass
class Site:
    """What is answered, by path: the next of each list, the last for ever."""

    script: dict[str, list[bytes]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    pause: float = 0.0
    at_once: dict[str, int] = field(default_factory=dict)
    most_at_once: int = 0
    _lock: Any = field(default_factory=threading.Lock)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked]

    def serve(self, connection: socket.socket) -> None:
        with connection:
            lines = connection.recv(65536).decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)
            }
            host = headers.get("host", "").split(":")[0]
            with self._lock:
                self.asked.append(Asked(path, host, headers))
                self.at_once[host] = self.at_once.get(host, 0) + 1
                self.most_at_once = max(self.most_at_once, self.at_once[host])
                waiting = self.script.get(path, [said(status=NOTHING_THERE)])
                answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            time.sleep(self.pause)
            with self._lock:
                self.at_once[host] -= 1
            connection.sendall(answer)


@contextmanager
def site(script: dict[str, list[bytes]]) -> Iterator[Site]:
    """Serve a script under any name for the block."""
    made = Site(script)
    server = socket.create_server(("127.0.0.1", 0))
    made.port = server.getsockname()[1]

    def accept() -> None:
        while True:
            try:
                connection, _peer = server.accept()
            except OSError:
                return
            threading.Thread(target=made.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield made
    finally:
        server.close()


class Watch:
    """A poller whose clock is ours, on a network in which every name is our site's."""

    def __init__(self, served: Site) -> None:
        self.site, self.now = served, NOW
        self.network = Network(
            allow=(parse_network("127.0.0.0/8"),), resolve=lambda host, port: ["127.0.0.1"]
        )
        self.poller = self.started()

    def started(self) -> Poller:
        """Start a poller, as a new process would."""
        self.poller = Poller(network=self.network, turns=Turns(), clock=lambda: self.now)
        return self.poller

    def source(
        self, path: str = "/feed", host: str = "tide.example", *, files: bool = False, **fields: Any
    ) -> WatchedSource:
        """Add a source that is due. Unless ``files`` are wanted, its host's files have been read already."""
        if not files:
            WatchedHost.objects.get_or_create(
                host=f"{host}:{self.site.port}", defaults={"robots_at": NOW, "reservations_at": NOW}
            )
        return WatchedSource.objects.create(
            outlet=outlet(),
            url=f"http://{host}:{self.site.port}{path}",
            added_at=NOW,
            next_check=NOW,
            **fields,
        )

    def poll(self, after: timedelta = timedelta(0)) -> None:
        """Let time pass, and ask what is due then, one turn of every host."""
        self.now += after
        self.poller.finish()

    def poll_until_due(self, source: WatchedSource) -> None:
        """Let time pass until the source is due, and ask."""
        source.refresh_from_db()
        assert source.next_check is not None
        self._files_are_read(source.next_check)
        self.poll(max(source.next_check - self.now, timedelta(0)) + GAP)

    def ask_alone(self, source: WatchedSource, after: timedelta) -> None:
        """Let time pass, and ask this source then, and no other."""
        WatchedSource.objects.update(next_check=None)
        WatchedSource.objects.filter(pk=source.pk).update(next_check=self.now + after)
        self._files_are_read(self.now + after)
        self.poll(after)

    def _files_are_read(self, at: datetime) -> None:
        WatchedHost.objects.update(robots_at=at, reservations_at=at)


def outlet(name: str = "The Tide") -> Agent:
    """Return an outlet."""
    return make_agent(name, "outlet")


def news(*names: str) -> bytes:
    """Return a feed with an item of each name."""
    return rss(
        "".join(
            item(name, f"News {name} of the ferry and the bread", date="Mon, 02 Mar 2026 08:00:00 GMT")
            for name in names
        )
    )
