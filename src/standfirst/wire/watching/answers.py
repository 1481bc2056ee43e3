"""What follows from a source's answer. The rules and their reasons: docs/decisions/0122."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from standfirst.fetch.waits import retry_after

from .intervals import asked_for, by_activity, wait

SIGHTINGS, OVER = 5, timedelta(days=3)
"""How often, and over what time, a permanent redirect must be seen before the new address is taken."""
KEPT = 10
_PERMANENT = frozenset({301, 308})
_BUSY = frozenset({429, 503})


class Health(StrEnum):
    """How a source does."""

    WELL = "well"
    FAILING = "failing"
    BUSY = "asks us to wait"
    GONE = "gone"


@dataclass(frozen=True)
class Source:
    """What is kept of a source between two times of asking."""

    uid: str
    url: str
    etag: str = ""
    last_modified: str = ""
    """Both as they were sent, byte for byte."""
    next_check: datetime | None = None
    failures: int = 0
    health: Health = Health.WELL
    identity: str = ""
    """What the feed calls itself: its id, else the address of its site."""
    published: tuple[datetime, ...] = ()
    """The dates of its newest items, by which it is known how often it publishes."""
    moving_to: str = ""
    moving_since: datetime | None = None
    moving_seen: int = 0
    former: tuple[str, ...] = ()
    page: bool = False
    """Whether it is a page without a feed, read for the articles that it leads to."""


@dataclass(frozen=True)
class Answer:
    """What came back. ``status`` is 0 where nothing did; ``headers`` has lower-case names; ``hops`` are the statuses of the
    redirects that led to ``url``."""

    status: int
    url: str
    headers: Mapping[str, str]
    hops: tuple[int, ...] = ()


@dataclass(frozen=True)
class Feed:
    """What was read of it: empty where it can't be read or nothing was new."""

    identity: str = ""
    published: Sequence[datetime] = ()
    ttl_minutes: int | None = None


@dataclass(frozen=True)
class Outcome:
    """The source as it is now, and until when its whole host is left alone (None: no such wish)."""

    source: Source
    host_waits_until: datetime | None = None


def conditions(source: Source) -> dict[str, str]:
    """Return the headers that ask for nothing but news: both validators as they came, and none that never came."""
    sent = {"If-None-Match": source.etag, "If-Modified-Since": source.last_modified}
    return {name: value for name, value in sent.items() if value}


def after(source: Source, answer: Answer, feed: Feed, now: datetime) -> Outcome:
    """Return what follows from an answer. A source that is gone has no ``next_check``: only an editor asks it again."""
    if answer.status == 410:
        return Outcome(replace(source, health=Health.GONE, next_check=None))
    if answer.status in _BUSY:
        return _busy(source, answer, now)
    if answer.status != 304 and not 200 <= answer.status < 300:
        failed = replace(source, failures=source.failures + 1, health=Health.FAILING)
        return Outcome(replace(failed, next_check=now + _pause(failed, feed, answer, now)))
    well = replace(
        source,
        failures=0,
        health=Health.WELL,
        etag=_validator("etag", source.etag, answer),
        last_modified=_validator("last-modified", source.last_modified, answer),
    )
    well = _moved(well, answer, feed, now)
    newest = tuple(sorted((*well.published, *feed.published), reverse=True))
    well = replace(
        well, identity=well.identity or feed.identity, published=tuple(dict.fromkeys(newest))[:KEPT]
    )
    return Outcome(replace(well, next_check=now + _pause(well, feed, answer, now)))


def _pause(source: Source, feed: Feed, answer: Answer, now: datetime) -> timedelta:
    return wait(
        by_activity(source.published, now),
        asked_for(answer.headers, feed.ttl_minutes, now),
        source.uid,
        validators=bool(source.etag or source.last_modified),
        failures=source.failures,
    )


def _busy(source: Source, answer: Answer, now: datetime) -> Outcome:
    busy = replace(source, failures=source.failures + 1, health=Health.BUSY)
    own = now + _pause(busy, Feed(), answer, now)
    asked = retry_after(answer.headers.get("retry-after", ""), now)
    if asked is None:
        return Outcome(replace(busy, next_check=own))
    return Outcome(replace(busy, next_check=max(own, now + asked)), host_waits_until=now + asked)


def _validator(name: str, before: str, answer: Answer) -> str:
    # A 304 may leave out what hasn't changed; a whole answer without a validator has none.
    return answer.headers.get(name, before if answer.status == 304 else "")


def _moved(source: Source, answer: Answer, feed: Feed, now: datetime) -> Source:
    settled = replace(source, moving_to="", moving_since=None, moving_seen=0)
    if answer.url == source.url or not answer.hops or not _PERMANENT.issuperset(answer.hops):
        return settled
    if answer.status != 304 and source.identity and feed.identity != source.identity:
        return settled
    if source.moving_to != answer.url or source.moving_since is None:
        return replace(source, moving_to=answer.url, moving_since=now, moving_seen=1)
    seen = source.moving_seen + 1
    if seen < SIGHTINGS or now - source.moving_since < OVER:
        return replace(source, moving_seen=seen)
    return replace(settled, url=answer.url, former=(*source.former, source.url))
