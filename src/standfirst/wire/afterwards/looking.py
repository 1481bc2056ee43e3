"""When an original is looked at again, and what follows from an answer. The rules and their reasons: docs/decisions/0131."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from standfirst.fetch.waits import retry_after
from standfirst.wire.watching.intervals import spread

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
STEPS = ((2 * _DAY, 6 * _HOUR), (7 * _DAY, _DAY), (30 * _DAY, 3 * _DAY), (365 * _DAY, 30 * _DAY))
"""How old the story is, and how often its original is looked at until then."""
LAST = 90 * _DAY
AGAIN = 6 * _HOUR
"""After a look that failed, or a page that is to be seen twice; each failure doubles it."""
MISSING_AGAIN, MISSING_SEEN, MISSING_OVER = 2 * _DAY, 2, 2 * _DAY
"""A page is gone when it was missing twice, two days apart."""
_MISSING = frozenset({404, 410, 451})
_BUSY = frozenset({429, 503})


class Saw(StrEnum):
    """What one look came to."""

    SAME = "same"
    READ = "read"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True)
class State:
    """What is kept of the looks at one original."""

    uid: str
    etag: str = ""
    last_modified: str = ""
    """Both as they were sent, byte for byte."""
    next_check: datetime | None = None
    failures: int = 0
    missing_since: datetime | None = None
    missing_seen: int = 0


@dataclass(frozen=True)
class Outcome:
    """The state as it is now, whether the page counts as gone, and until when its host is left alone (None: no wish)."""

    state: State
    gone: bool = False
    host_waits_until: datetime | None = None


def interval(age: timedelta) -> timedelta:
    """Return how long it is between two looks at the original of a story that readers have had for ``age``."""
    return next((step for until, step in STEPS if age < until), LAST)


def saw(status: int) -> Saw:
    """Return what a status says by itself; 0: no answer came."""
    if status == 304:
        return Saw.SAME
    if status in _MISSING:
        return Saw.MISSING
    return Saw.READ if 200 <= status < 300 else Saw.FAILED


def after(
    state: State, what: Saw, status: int, headers: Mapping[str, str], age: timedelta, now: datetime
) -> Outcome:
    """Return what follows from a look. ``headers`` has lower-case names."""
    base = interval(age)
    if what is Saw.MISSING:
        missing = replace(
            state, failures=0, missing_since=state.missing_since or now, missing_seen=state.missing_seen + 1
        )
        assert missing.missing_since is not None
        gone = missing.missing_seen >= MISSING_SEEN and now - missing.missing_since >= MISSING_OVER
        wait = max(base, MISSING_AGAIN) if gone else MISSING_AGAIN
        return Outcome(_next(missing, wait, now), gone)
    if what is Saw.FAILED:
        failed = replace(state, failures=state.failures + 1)
        wait = min(max(base, AGAIN), AGAIN * 2 ** min(state.failures, 8))
        asked = retry_after(headers.get("retry-after", ""), now) if status in _BUSY else None
        if asked is None:
            return Outcome(_next(failed, wait, now))
        return Outcome(_next(failed, max(wait, asked), now), host_waits_until=now + asked)
    well = replace(
        state,
        failures=0,
        missing_since=None,
        missing_seen=0,
        etag=headers.get("etag", state.etag if what is Saw.SAME else ""),
        last_modified=headers.get("last-modified", state.last_modified if what is Saw.SAME else ""),
    )
    return Outcome(_next(well, base, now))


def unsure(state: State, now: datetime) -> State:
    """Return the state after a reading that has to be seen again: asked soon, and in full."""
    return replace(_next(state, AGAIN, now), etag="", last_modified="")


def _next(state: State, wait: timedelta, now: datetime) -> State:
    return replace(state, next_check=now + spread(wait, state.uid))
