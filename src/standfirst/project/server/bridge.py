"""Between the web server (RSGI, one event loop) and Django (WSGI, a few threads).

The loop reads the whole request and sends the whole answer; a thread holds only the work between them. So a client
that is slow to speak or to listen costs no thread, and Django's threads are as many as the machine can use.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from standfirst.project.server.environ import BadRequest, Scope, environ
from standfirst.project.server.files import FileAnswer

log = logging.getLogger("standfirst.serve")

SPOOL = 512 * 1024
"""Bytes of a body that are kept in memory; more goes into a temporary file."""
CHUNK = 64 * 1024
SMALL_BODY = 1024 * 1024
LARGE_BODY = 64 * 1024 * 1024
"""The largest request: only the admin takes uploads."""
FEED_BODY = 16 * 1024 * 1024
"""What a hub may send; a little more than is read of a feed."""
PAUSE = 20.0
"""Seconds a client may say nothing, or take nothing, in the middle of a body."""
UPLOAD_TIME = 600.0
THREADS = 6
WAITING = 200
"""Requests that may wait for a thread before the next one is sent away."""


class Transport(Protocol):
    """The way back, piece by piece."""

    async def send_bytes(self, data: bytes) -> None:
        """Send one piece."""
        ...


class Exchange(Protocol):
    """One request's body and the ways to answer it (RSGI's HTTP protocol)."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None: ...
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...
    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None: ...
    def response_file_range(
        self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int
    ) -> None: ...
    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Transport: ...


class TooLarge(Exception):
    """The body is larger than this address takes."""


@dataclass
class Answer:
    """What the application answered: small bodies as bytes, larger ones in a temporary file."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: IO[bytes] | None = None
    length: int = 0


WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Files = Callable[[Scope], FileAnswer | None]


def _call(application: WsgiApplication, values: dict[str, Any]) -> Answer:
    """Run the application to its end, in a thread: its answer is whole before the first byte leaves."""
    answer = Answer()

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        answer.status = int(status.split(" ", 1)[0])
        answer.headers = [(name.lower(), value) for name, value in headers]

    body = tempfile.SpooledTemporaryFile(SPOOL)  # noqa: SIM115 (closed once it is sent)
    pieces = application(values, start_response)
    try:
        for piece in pieces:
            answer.length += len(piece)
            body.write(piece)
    except BaseException:
        body.close()
        raise
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
    body.seek(0)
    answer.body = body
    return answer


class Bridge:
    """The application that the web server calls."""

    def __init__(
        self,
        application: WsgiApplication,
        files: Iterable[Files],
        proxies: Iterable[str] = (),
        threads: int = THREADS,
    ) -> None:
        self.application = application
        self.files = tuple(files)
        self.proxies = frozenset(proxies)
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self.waiting = 0

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        """Answer one request."""
        try:
            await self._answer(scope, exchange)
        except BadRequest as error:
            _say(exchange, 400, str(error))
        except TooLarge:
            _say(exchange, 413, "The request is too large.")
        except TimeoutError:
            _say(exchange, 408, "The request took too long to arrive.")
        except RuntimeError as error:  # granian's RSGIProtocolClosed: the client has gone
            log.debug("%s %s: %s", scope.method, scope.path, error)
        except Exception:
            log.exception("%s %s failed", scope.method, scope.path)
            _say(exchange, 500, "Something went wrong.")

    async def _answer(self, scope: Scope, exchange: Exchange) -> None:
        if scope.proto != "http":
            raise BadRequest("This server speaks only HTTP.")
        for find in self.files:
            found = find(scope)
            if found is not None:
                _send_file(exchange, found, scope.method)
                return
        if self.waiting >= WAITING:
            _say(exchange, 503, "Too many requests at once. Try again in a moment.", ("retry-after", "5"))
            return
        with tempfile.SpooledTemporaryFile(SPOOL) as body:
            length = await _read(scope, exchange, body)
            values = environ(scope, body, length, self.proxies)
            self.waiting += 1
            try:
                loop = asyncio.get_running_loop()
                answer = await loop.run_in_executor(self.pool, _call, self.application, values)
            finally:
                self.waiting -= 1
        await _send(exchange, answer, scope.method)


def _limit(path: str) -> int:
    if path.startswith("/admin/"):
        return LARGE_BODY
    return FEED_BODY if path.startswith("/_/hub/") else SMALL_BODY


async def _read(scope: Scope, exchange: Exchange, into: IO[bytes]) -> int:
    limit = _limit(scope.path)
    announced = [value for name, value in scope.headers.items() if name == "content-length"]
    if any(not value.isdecimal() or int(value) > limit for value in announced):
        raise TooLarge
    length = 0
    if scope.method in {"GET", "HEAD"} and not announced:
        return length
    pieces = exchange.__aiter__()
    async with asyncio.timeout(UPLOAD_TIME):
        while True:
            try:
                piece = await asyncio.wait_for(anext(pieces), PAUSE)
            except StopAsyncIteration:
                break
            length += len(piece)
            if length > limit:
                raise TooLarge
            into.write(piece)
    into.seek(0)
    return length


async def _send(exchange: Exchange, answer: Answer, method: str) -> None:
    body = answer.body
    assert body is not None
    with body:
        headers = answer.headers
        if not any(name == "content-length" for name, _ in headers) and answer.status not in {204, 304}:
            headers = [*headers, ("content-length", str(answer.length))]
        if method == "HEAD" or answer.length == 0:
            exchange.response_empty(answer.status, headers)
        elif answer.length <= SPOOL:
            exchange.response_bytes(answer.status, headers, body.read())
        else:
            transport = exchange.response_stream(answer.status, headers)
            while piece := body.read(CHUNK):
                await asyncio.wait_for(transport.send_bytes(piece), PAUSE)


def _send_file(exchange: Exchange, found: FileAnswer, method: str) -> None:
    if method != "HEAD" and found.body is not None:
        exchange.response_bytes(found.status, found.headers, found.body)
    elif method == "HEAD" or found.path is None:
        exchange.response_empty(found.status, found.headers)
    elif found.part is not None:
        exchange.response_file_range(found.status, found.headers, found.path, *found.part)
    else:
        exchange.response_file(found.status, found.headers, found.path)


def _say(exchange: Exchange, status: int, text: str, *headers: tuple[str, str]) -> None:
    try:
        exchange.response_bytes(
            status,
            [("content-type", "text/plain; charset=utf-8"), ("x-content-type-options", "nosniff"), *headers],
            text.encode() + b"\n",
        )
    except RuntimeError:  # the client has gone, or part of the answer has left already
        log.debug("no answer could be sent (%s)", status)
