"""The client against a server of our own that misbehaves."""

import gzip
from collections.abc import Iterator

import pytest

from standfirst.fetch import FetchFailed, FetchRefused, Limits, Network, Reason, fetch
from standfirst.fetch.tests import sites
from standfirst.fetch.tests.sites import LOOPBACK

ANSWERS: dict[str, sites.Answer] = {
    "/drip": sites.dripping,
    "/ok": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: a=b\r\n\r\nok",
    "/private": b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    "/loop": b"HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n",
    "/short": b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok",
    "/headers": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 90_000 + b"\r\n\r\n",
    "/bomb": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(40_000_000)),
    "/double": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\nx",
    "/endless": b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 8_000_000,
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with sites.site(ANSWERS) as url:
        yield url


def test_it_brings_the_page_and_forgets_the_cookie(site: str) -> None:
    response = fetch(f"{site}/ok", network=LOOPBACK)
    assert (response.status, response.content) == (200, b"ok")
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/loop", Reason.REDIRECTS),
        ("/short", Reason.PROTOCOL),
        ("/headers", Reason.SIZE),
        ("/bomb", Reason.SIZE),
        ("/double", Reason.ENCODING),
        ("/endless", Reason.SIZE),
        ("/drip", Reason.TIME),
    ],
)
def test_it_gives_up_on_a_hostile_answer(site: str, path: str, reason: Reason) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetch(site + path, limits=Limits(total_seconds=1.5), network=LOOPBACK)
    assert caught.value.reason == reason


def test_it_does_not_follow_a_redirect_into_a_private_network(site: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        fetch(f"{site}/private", network=LOOPBACK)
    assert caught.value.reason == Reason.PRIVATE


def test_it_connects_to_the_address_it_checked(site: str) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    network = Network(allow=LOOPBACK.allow, resolve=lambda host, port: next(answers))
    assert fetch(site.replace("127.0.0.1", "site.example") + "/ok", network=network).content == b"ok"


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "gopher://a.example/",
        "http://a@b.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://100.64.0.1/",
        "http://169.254.169.254/",
        "http://8.8.8.8:25/",
        "http://good.example\\@evil.example/",
        "http://[fe80::1]/",
    ],
)
def test_it_never_visits_such_an_address(url: str) -> None:
    with pytest.raises(FetchRefused):
        fetch(url)
