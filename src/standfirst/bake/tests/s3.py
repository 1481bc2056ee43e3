"""An S3 server in a process of its own, and a line to it that can be cut, refused or slow."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving() -> Iterator[int]:
    """Serve the protocol on a port of this machine."""
    port = _free_port()
    command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait()


def control(port: int, path: str, body: bytes = b"") -> None:
    """Tell the server something that isn't the protocol's: to forget everything, or to look at signatures."""
    told = urllib.request.Request(
        f"http://127.0.0.1:{port}/moto-api/{path}", body, {"Content-Type": "text/plain"}, method="POST"
    )
    urllib.request.urlopen(told, timeout=20).read()


class Line:
    """A port that leads to the server's. Each connection of its carries one request, as the server keeps none."""

    def __init__(self, to: int) -> None:
        self._to = to
        self.left: int | None = None
        """Requests until the line is cut; None for no end."""
        self.half = False
        """Whether the request that cuts it gets through to the server and only the answer is lost."""
        self.delay = 0.0
        self.requests = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                coming, _ = self._listening.accept()
            except OSError:
                return
            self.requests += 1
            cut = self.left is not None and self.requests > self.left
            if cut and not self.half:
                coming.close()
                continue
            threading.Thread(target=self._carry, args=(coming, cut), daemon=True).start()

    def _carry(self, coming: socket.socket, cut: bool) -> None:
        time.sleep(self.delay)
        with suppress(OSError), coming, socket.create_connection(("127.0.0.1", self._to)) as going:
            back = threading.Thread(target=_pump, args=(going, coming, cut), daemon=True)
            back.start()
            _pump(coming, going, False)
            back.join()


def _pump(one: socket.socket, other: socket.socket, swallow: bool) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            if not swallow:
                other.sendall(data)
        other.shutdown(socket.SHUT_RDWR if swallow else socket.SHUT_WR)
