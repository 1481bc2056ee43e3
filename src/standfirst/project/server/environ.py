"""From a request as the web server has it to a WSGI environ (PEP 3333), trusting nothing that the client says."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterable
from typing import IO, Any, Protocol
from urllib.parse import quote


class Headers(Protocol):
    """The request's headers."""

    def items(self) -> list[tuple[str, str]]:
        """Return names in lower case with their values, repeated names repeated."""
        ...

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return the first value of a header by its name in lower case."""
        ...


class Scope(Protocol):
    """What the web server knows of a request (RSGI 1.5)."""

    proto: str
    http_version: str
    server: str
    client: str
    scheme: str
    method: str
    path: str
    query_string: str

    @property
    def headers(self) -> Headers:
        """The request's headers."""
        ...


class BadRequest(Exception):
    """The request can't be understood in one way only."""


# Said by proxies; from anybody else they are lies about the address, the scheme or the host.
_PROXY_HEADERS = frozenset(
    {"forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "x-real-ip"}
)
_ONCE = frozenset({"host", "content-length", "content-type", "authorization"})
# A variable of this name is a setting of old CGI programs, not a header of ours (httpoxy).
_NEVER = frozenset({"proxy"})


def split_address(address: str) -> tuple[str, str]:
    """Split ``192.0.2.1:80`` or ``[2001:db8::1]:80`` into the host without brackets and the port."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


def _headers(scope: Scope, trusted: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope.headers.items():
        # WSGI can't tell `X_Forwarded_For` from `X-Forwarded-For`: the one with underscores is never meant.
        if "_" in name or name in _NEVER or (name in _PROXY_HEADERS and not trusted):
            continue
        if name not in found:
            found[name] = value
        elif name in _ONCE:
            raise BadRequest(f"More than one {name} header.")
        else:
            found[name] += ("; " if name == "cookie" else ", ") + value
    return found


def _client(peer: str, headers: dict[str, str]) -> str:
    """Return the client's address: the last one that a trusted proxy wrote, where it is an address at all."""
    last = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(last))
    except ValueError:
        return peer


def environ(scope: Scope, body: IO[bytes], length: int, proxies: Iterable[str]) -> dict[str, Any]:
    """Return the WSGI environ of a request whose whole body (``length`` bytes) is in ``body``.

    ``proxies`` are the addresses whose word on the client's address and scheme is taken.

    Raises:
        BadRequest: a header that may come once came twice.
    """
    peer, _ = split_address(scope.client)
    trusted = peer in proxies
    headers = _headers(scope, trusted)
    host, port = split_address(scope.server)
    values: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "RAW_URI": quote(scope.path) + (f"?{scope.query_string}" if scope.query_string else ""),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "REMOTE_ADDR": _client(peer, headers) if trusted else peer,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "CONTENT_LENGTH": str(length),
        "CONTENT_TYPE": headers.pop("content-type", ""),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    headers.pop("content-length", None)
    headers.pop("transfer-encoding", None)
    for name, value in headers.items():
        values["HTTP_" + name.upper().replace("-", "_")] = value
    return values
