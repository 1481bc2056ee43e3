"""Choosing the port."""

from __future__ import annotations

import errno
import socket

TRIES = 100


def _free(host: str, port: int) -> int:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)
        bound: int = probe.getsockname()[1]
        return bound


def choose_port(host: str, wanted: int | None, default: int) -> int:
    """Return a port that is free on ``host``: ``wanted`` (0: any), else ``default`` or the next free one above it.

    The web server shares its port with any other that asks (SO_REUSEPORT), so a taken port is found out here.

    Raises:
        OSError: ``wanted`` is taken or not allowed, ``host`` is not an address of this machine, or none is free.
    """
    if wanted is not None:
        return _free(host, wanted)
    for port in range(default, default + TRIES):
        try:
            return _free(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    return _free(host, 0)
