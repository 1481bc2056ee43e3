"""The one way Standfirst reads from other sites."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

import httpcore2
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from standfirst import __version__

from .decoding import ACCEPTED, UnreadableEncoding, decoder_for
from .errors import FetchFailed, Reason, Text
from .limits import Budget, Limits
from .network import Network, PinnedBackend
from .urls import Target, parse_target, shown

METHODS = frozenset({"GET", "HEAD", "POST"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Ours to set, or never sent: we keep no cookies and tell nobody where we came from.
_NOT_THE_CALLERS = frozenset(
    [
        "accept-encoding",
        "connection",
        "content-length",
        "cookie",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "referer",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    ]
)
_ORIGIN_ONLY = frozenset({"authorization", "if-none-match", "if-modified-since"})


@dataclass(frozen=True)
class Redirect:
    """One address that answered with another: `status` is 301, 302, 303, 307 or 308."""

    url: str
    status: int


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, as they went over the line; the answer's body as it was packed, one of a redirect unread.

    ``head`` is the request's first line and headers. Cookies that were offered are not among ``headers``: we take none.
    """

    url: str
    head: bytes
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime


@dataclass(frozen=True)
class Response:
    """What came back. `asked` is the address given, `url` the one that answered after `redirects`.

    `headers` has lower-case names, repeated ones joined by ", ", each value as it was sent (Latin-1), so
    that an ETag can be sent back byte for byte. `content` is decoded from its Content-Encoding. `exchanges`
    are there only where they were asked for.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    fetched_at: datetime
    redirects: tuple[Redirect, ...] = ()
    exchanges: tuple[Exchange, ...] = ()

    def expect_ok(self) -> "Response":
        """This response, or FetchFailed for an editor when its status is not 2xx."""
        if 200 <= self.status < 300:
            return self
        message = format_lazy(str(_status_message(self.status)), url=shown(self.url), status=self.status)
        raise FetchFailed(Reason.STATUS, message, self.url)


@dataclass
class _Ask:
    method: str
    headers: dict[str, str]
    body: bytes | None
    budget: Budget
    network: Network
    redirects: list[Redirect] = field(default_factory=list)
    exchanges: list[Exchange] | None = None

    def note(
        self, target: Target, request: httpcore2.Request, response: httpcore2.Response, packed: bytes
    ) -> None:
        """Add an exchange, where they are asked for."""
        if self.exchanges is None:
            return
        lines = [b"%s %s HTTP/1.1" % (self.method.encode(), target.path)]
        lines += [b"%s: %s" % header for header in request.headers]
        self.exchanges.append(
            Exchange(
                target.url,
                b"\r\n".join(lines) + b"\r\n\r\n",
                response.status,
                response.extensions.get("reason_phrase", b"").decode("latin-1"),
                tuple(
                    (name.decode("latin-1"), value.decode("latin-1"))
                    for name, value in response.headers
                    if name.lower() not in {b"set-cookie", b"set-cookie2"}
                ),
                packed,
                datetime.now(UTC),
            )
        )


def fetch(
    url: str,
    *,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    body: bytes | None = None,
    contact: str = "",
    network: Network = Network(),  # noqa: B008 (frozen)
    record: bool = False,
) -> Response:
    """Fetches `url` from the open internet, following redirects, within `limits`.

    `contact` (an address of the publication) goes into the user agent. With `record` the response has its
    `exchanges`, that of each redirect too. Any status comes back as a Response;
    see `Response.expect_ok`. Raises FetchRefused for an address we never visit (also one redirected to),
    FetchFailed when no whole answer came, ValueError for a method or header no caller may set.
    """
    if method not in METHODS or (body is not None and method != "POST"):
        raise ValueError(f"cannot {method} with this body")
    target = parse_target(url)
    budget = Budget(limits, target.url)
    ask = _Ask(
        method, _own_headers(headers or {}, contact), body, budget, network, exchanges=[] if record else None
    )
    while True:
        status, received, content = _visit(target, ask)
        location = received.get("location")
        if status not in _REDIRECTS or not location:
            return Response(
                url,
                target.url,
                status,
                received,
                content,
                datetime.now(UTC),
                tuple(ask.redirects),
                tuple(ask.exchanges or ()),
            )
        ask.redirects.append(Redirect(target.url, status))
        if len(ask.redirects) > limits.redirects:
            message = _(
                "{url} keeps redirecting and never shows a page. Open it in a browser and copy that address."
            )
            raise FetchFailed(Reason.REDIRECTS, format_lazy(str(message), url=shown(url)), url)
        target = _follow(target, location, status, ask)


def _follow(target: Target, location: str, status: int, ask: _Ask) -> Target:
    following = parse_target(location, base=target.url)
    if (following.scheme, following.authority) != (target.scheme, target.authority):
        ask.headers = {name: value for name, value in ask.headers.items() if name not in _ORIGIN_ONLY}
    if ask.method == "POST" and status in {301, 302, 303}:
        ask.method, ask.body = "GET", None
        ask.headers.pop("content-type", None)
    ask.budget.visit(following.url)
    return following


def _visit(target: Target, ask: _Ask) -> tuple[int, Mapping[str, str], bytes]:
    backend = PinnedBackend(ask.network.addresses(target, ask.budget), ask.budget)
    sent = [("Host", target.authority), *ask.headers.items(), ("Connection", "close")]
    if ask.body is not None:
        sent.append(("Content-Length", str(len(ask.body))))
    raw_host = target.host.encode("ascii")
    request = httpcore2.Request(
        ask.method,
        httpcore2.URL(scheme=target.scheme.encode(), host=raw_host, port=target.port, target=target.path),
        headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent],
        content=ask.body,
    )
    origin = httpcore2.Origin(target.scheme.encode(), raw_host, target.port)
    tls = ask.network.tls_context() if target.scheme == "https" else None
    try:
        with httpcore2.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection:
            response = connection.handle_request(request)
            received = _readable_headers(response.headers, ask.budget)
            if ask.method == "HEAD" or (response.status in _REDIRECTS and "location" in received):
                ask.note(target, request, response, b"")
                return response.status, received, b""
            content, packed = _content(response.stream, received, ask.budget, ask.exchanges is not None)
            ask.note(target, request, response, packed)
            return response.status, received, content
    except httpcore2.TimeoutException as error:
        raise ask.budget.too_slow() from error
    except (httpcore2.NetworkError, OSError) as error:
        message = _("{url} cannot be reached ({why}). Try again later, or check the address in a browser.")
        raise _failed(Reason.CONNECTION, message, target.url, error) from error
    except httpcore2.ProtocolError as error:
        message = _(
            "{url} broke off or answered with something that is not a web page ({why}). Try again later."
        )
        raise _failed(Reason.PROTOCOL, message, target.url, error) from error
    except UnreadableEncoding as error:
        message = _("{url} sent a page packed in a way that cannot be read ({why}). Import it from a file.")
        raise _failed(Reason.ENCODING, message, target.url, error) from error


def _content(
    stream: object, headers: Mapping[str, str], budget: Budget, recorded: bool
) -> tuple[bytes, bytes]:
    """Return what came, unpacked, and as it came where that is `recorded`."""
    length = headers.get("content-length", "")
    if length.isdigit() and int(length[:18]) > budget.limits.compressed_bytes:
        raise budget.too_big()
    decoder = decoder_for(headers.get("content-encoding", ""))
    content, kept, packed = bytearray(), bytearray(), 0
    for piece in stream:  # type: ignore[attr-defined]
        packed += len(piece)
        if packed > budget.limits.compressed_bytes:
            raise budget.too_big()
        if recorded:
            kept += piece
        for part in decoder.feed(piece):
            content += part
            if len(content) > budget.limits.content_bytes:
                raise budget.too_big()
            budget.seconds()
    if not decoder.complete():
        raise UnreadableEncoding("cut short")
    return bytes(content), bytes(kept)


def _readable_headers(raw: list[tuple[bytes, bytes]], budget: Budget) -> Mapping[str, str]:
    if sum(len(name) + len(value) + 4 for name, value in raw) > budget.limits.header_bytes:
        raise budget.too_big()
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name != "set-cookie":
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return MappingProxyType(headers)


def _own_headers(given: Mapping[str, str], contact: str) -> dict[str, str]:
    headers = {name.lower(): value for name, value in given.items()}
    for name, value in headers.items():
        if name in _NOT_THE_CALLERS or any(char in value for char in "\r\n\0"):
            raise ValueError(f"the header {name} cannot be set")
    headers.setdefault("accept", "*/*")
    clean = "".join(char for char in contact if " " <= char <= "~" and char not in "()")
    headers["user-agent"] = f"Standfirst/{__version__}" + (f" (+{clean})" if clean else "")
    headers["accept-encoding"] = ACCEPTED
    return headers


def _failed(reason: Reason, message: Text, url: str, error: Exception) -> FetchFailed:
    return FetchFailed(reason, format_lazy(str(message), url=shown(url), why=shown(str(error))), url)


def _status_message(status: int) -> Text:
    if status in {401, 403}:
        return _(
            "{url} does not let us read it (answer {status}). If you may, save it as a file and import that."
        )
    if status in {404, 410}:
        return _(
            "There is no page at {url} (answer {status}). Check the address, or look for an archived copy."
        )
    if status == 429 or status >= 500:
        return _("The site of {url} has a problem or is too busy (answer {status}). Try again later.")
    return _(
        "{url} did not send a page (answer {status}). Open it in a browser and copy the address it ends at."
    )
