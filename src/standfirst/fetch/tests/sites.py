"""A site of our own on loopback that answers as it is told."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from standfirst.fetch import Network
from standfirst.fetch.addresses import parse_network

LOOPBACK = Network(allow=(parse_network("127.0.0.0/8"),))
"""What tests may reach besides the open internet. Nothing in a publication's settings can say this."""

Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """Return a whole answer."""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


def redirect(to: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return f"HTTP/1.1 {status}\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


def endless(connection: socket.socket) -> None:
    """Send a page that never ends, until the other side has had enough."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article>")
    while True:
        connection.sendall(b"<p>And there is more to say about it.</p>" * 1000)


def dripping(connection: socket.socket) -> None:
    """Send a byte a tenth of a second."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.1)


@contextmanager
def site(answers: Mapping[str, Answer]) -> Iterator[str]:
    """Serve ``answers`` by path for the block, and yield the site's address. Any other path is a 404."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection:
            try:
                path = connection.recv(65536).split(b" ")[1].decode()
                say = answers.get(path, answer(b"<h1>Not here</h1>", status="404 Not Found"))
                connection.sendall(say) if isinstance(say, bytes) else say(connection)
            except (OSError, IndexError):
                pass

    def accept() -> None:
        while True:
            try:
                connection, _peer = server.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.close()
