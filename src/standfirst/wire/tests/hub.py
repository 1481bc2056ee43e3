"""A hub of our own: it takes what it is asked as its script says, comes back to verify, and delivers."""

from __future__ import annotations

import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.http import HttpResponse
from django.test import Client

BASE = "https://digest.example"


@dataclass
class Hub:
    """``answers``: status and text of the next answers, the last for ever."""

    answers: list[tuple[int, str]] = field(default_factory=lambda: [(202, "")])
    asked: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    @property
    def url(self) -> str:
        return f"http://hub.example:{self.port}/"

    def verify(self, **changes: str) -> HttpResponse:
        """Come back as to the last request, but for ``changes``; "" leaves one out."""
        last = self.asked[-1]
        said = {
            "mode": last["hub.mode"],
            "topic": last["hub.topic"],
            "challenge": "<b>7</b>",
            "lease_seconds": last.get("hub.lease_seconds", ""),
        } | changes
        query = {f"hub.{name}": value for name, value in said.items() if value}
        return self.client.get(urlsplit(last["hub.callback"]).path, query)

    def deliver(
        self, body: bytes, *, algorithm: str = "sha256", secret: str | None = None, to: int = -1
    ) -> HttpResponse:
        """Send a body, signed with the secret that came with a request; ``algorithm`` "" leaves the signature out."""
        subscribed = [each for each in self.asked if "hub.secret" in each][to]
        key = (secret or subscribed["hub.secret"]).encode()
        headers: Any = {}
        if algorithm:
            headers["X-Hub-Signature"] = f"{algorithm}={hmac.new(key, body, algorithm).hexdigest()}"
        path = urlsplit(subscribed["hub.callback"]).path
        return self.client.post(path, body, content_type="application/rss+xml", headers=headers)


@contextmanager
def hub() -> Iterator[Hub]:
    """Serve a hub under any name for the block."""
    made = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.asked.append(dict(parse_qsl(body)))
            status, text = made.answers.pop(0) if len(made.answers) > 1 else made.answers[0]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
