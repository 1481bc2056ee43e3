"""From a name to a checked address, and a connection to exactly that address."""

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore2
import httpx2
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .addresses import IPAddress, IPNetwork, is_public, parse_address
from .errors import FetchFailed, FetchRefused, Reason
from .limits import Budget
from .urls import Target, shown

_MAX_TRIES = 4


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses the operating system knows for `host`; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True)
class Network:
    """What may be reached, and how names are resolved.

    The default is the open internet only. `allow` opens ranges besides it; it exists for tests and is
    passed in code, so that no setting of a publication can open the operator's own network. One exception, of a single
    address that the operator's own file names: `translation.machines.choosing`, docs/decisions/0142.
    """

    allow: tuple[IPNetwork, ...] = ()
    resolve: Callable[[str, int], list[str]] = system_resolver
    tls: ssl.SSLContext | None = None

    def permits(self, address: IPAddress) -> bool:
        return is_public(address) or any(address in network for network in self.allow)

    def addresses(self, target: Target, budget: Budget) -> list[IPAddress]:
        """The addresses of `target` we may connect to. Raises FetchRefused when there are only others."""
        literal = parse_address(target.host)
        found = [literal] if literal is not None else self._lookup(target, budget)
        permitted = list(dict.fromkeys(address for address in found if self.permits(address)))
        if not permitted:
            message = _(
                "{url} leads into a private network, not to a public site. Only public sites can be fetched."
            )
            raise FetchRefused(Reason.PRIVATE, format_lazy(message, url=shown(target.url)), target.url)
        return permitted[:_MAX_TRIES]

    def tls_context(self) -> ssl.SSLContext:
        return self.tls or _default_tls()

    def _lookup(self, target: Target, budget: Budget) -> list[IPAddress]:
        # The system's lookup has no timeout of its own, so it runs beside us and may be left behind.
        answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, name="standfirst-lookup", daemon=True).start()
        try:
            answer = answers.get(timeout=budget.seconds())
        except queue.Empty:
            raise budget.too_slow() from None
        if isinstance(answer, Exception):
            message = _("There is no site named {host}. Check the spelling of the address.")
            raise FetchFailed(
                Reason.NAME, format_lazy(message, host=shown(target.host)), target.url
            ) from answer
        parsed = (parse_address(text) for text in answer)
        return [address for address in parsed if address is not None]


@cache
def _default_tls() -> ssl.SSLContext:
    context: ssl.SSLContext = httpx2.create_ssl_context(trust_env=False)
    return context


class MeteredStream(httpcore2.NetworkStream):
    """A connection on which every read and write is held to the budget of the whole fetch."""

    def __init__(self, stream: httpcore2.NetworkStream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        received: bytes = self._stream.read(max_bytes, self._budget.seconds())
        self._budget.receive(len(received))
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._budget.seconds())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "MeteredStream":
        stream = self._stream.start_tls(ssl_context, server_hostname, self._budget.seconds())
        return MeteredStream(stream, self._budget)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore2.NetworkBackend):
    """Connects to the addresses that were checked, whatever a second lookup of the name would say."""

    def __init__(self, addresses: list[IPAddress], budget: Budget) -> None:
        self._addresses = addresses
        self._budget = budget
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> MeteredStream:
        failure: Exception | None = None
        for address in self._addresses:
            seconds = min(self._budget.limits.connect_seconds, self._budget.seconds())
            try:
                return MeteredStream(self._inner.connect_tcp(str(address), port, seconds), self._budget)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        self._budget.seconds()
        raise failure or httpcore2.ConnectError("no address")
