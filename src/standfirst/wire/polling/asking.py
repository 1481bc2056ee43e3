"""One request to a source or its host, and what came back. No database here: a request may take long."""

from __future__ import annotations

from dataclasses import dataclass, field

from standfirst.fetch import FetchError, Limits, Network, Response, fetch
from standfirst.wire.feeds import Feed, FeedRefused, Reader
from standfirst.wire.watching import answers

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
LIMITS = Limits(total_seconds=20.0)
_LONGEST_VALIDATOR = 2000


@dataclass(frozen=True)
class Came:
    """What one request to a source brought."""

    answer: answers.Answer
    said: str
    """What it comes to, in an editor's words; empty where all is well."""
    feed: Feed | None = None
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    found: tuple[tuple[str, str], ...] = ()
    """``(title, address)`` of feeds to watch instead."""


def ask(source: answers.Source, reader: Reader, *, contact: str, network: Network) -> Came:
    """Ask a source for what is new. Never raises for what another site does."""
    headers = {"accept": ACCEPT, **answers.conditions(source)}
    try:
        response = fetch(source.url, headers=headers, limits=LIMITS, contact=contact, network=network)
    except FetchError as error:
        return Came(answers.Answer(0, source.url, {}), str(error))
    return came(source.url, response, reader, page=source.page)


def headers_of(response: Response) -> dict[str, str]:
    """Return the headers of an answer, without validators that are too long to be kept."""
    return {
        name: value
        for name, value in response.headers.items()
        if name not in {"etag", "last-modified"} or len(value) <= _LONGEST_VALIDATOR
    }


def came(asked: str, response: Response, reader: Reader, *, page: bool = False) -> Came:
    """Return what an answer comes to. A feed that can't be read has no status: it is asked less often, and in full."""
    headers = headers_of(response)
    hops = tuple(each.status for each in response.redirects)
    answer = answers.Answer(response.status, response.url, headers, hops)
    if response.status == 304:
        return Came(answer, "", headers=headers)
    if not 200 <= response.status < 300:
        try:
            response.expect_ok()
        except FetchError as error:
            return Came(answer, str(error), headers=headers)
    try:
        feed = reader.read(
            response.content,
            url=response.url,
            content_type=headers.get("content-type", ""),
            today=response.fetched_at,
            page=page,
        )
    except FeedRefused as refused:
        failed = answers.Answer(0, response.url, headers, hops)
        return Came(failed, str(refused), content=response.content, headers=headers, found=refused.found)
    return Came(answer, "", feed, response.content, headers)
