"""How long to wait: by how often a source publishes, by what it asks for, and by what went wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from standfirst.fetch.waits import http_date

LEAST, LEAST_WITHOUT_VALIDATORS = timedelta(hours=1), timedelta(hours=3)
"""A source that can answer "nothing new" is asked at most hourly; one that must send everything each time, less often."""
MOST = timedelta(hours=24)
JITTER = 0.1
_USUAL = timedelta(hours=3)
_NEWEST = 10
_SILENT = ((timedelta(days=30), 1.0), (timedelta(days=14), 0.5), (timedelta(days=7), 0.25))


def by_activity(published: Sequence[datetime], now: datetime) -> timedelta:
    """Return half the mean gap between the newest items; for a source silent for a week or more, a part of a day.

    Dates in the future are left out. Without two dates nothing is known, and the wait is three hours.
    """
    known = sorted((when for when in published if when <= now), reverse=True)[:_NEWEST]
    if not known:
        return _USUAL
    silent = now - known[0]
    for at_least, part in _SILENT:
        if silent >= at_least:
            return MOST * part
    if len(known) < 2:
        return _USUAL
    return (known[0] - known[-1]) / (len(known) - 1) / 2


def asked_for(headers: Mapping[str, str], ttl_minutes: int | None, now: datetime) -> timedelta:
    """Return how long the source itself asks to wait: the longest of ttl, max-age and Expires; 0 where it doesn't."""
    waits = [timedelta(0)]
    if ttl_minutes is not None and ttl_minutes > 0:
        waits.append(timedelta(minutes=min(ttl_minutes, 10_000)))
    if found := re.search(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control", ""), re.I):
        waits.append(timedelta(seconds=int(found[1])))
    if (expires := http_date(headers.get("expires", ""))) is not None:
        waits.append(expires - now)
    return max(waits)


def wait(
    activity: timedelta, asked: timedelta, name: str, *, validators: bool, failures: int = 0
) -> timedelta:
    """Return how long to wait: the longer of both, within bounds, doubled for each failure, and up to a tenth more."""
    least = LEAST if validators else LEAST_WITHOUT_VALIDATORS
    base = min(max(activity, asked, least), MOST)
    base = min(base * 2 ** min(failures, 10), MOST)
    return spread(base, name)


def spread(base: timedelta, name: str) -> timedelta:
    """Return ``base`` and up to a tenth more.

    The tenth is worked out from ``name``, so that what was added together is not all asked at once, and a restart changes
    nothing.
    """
    return base * (1 + JITTER * (crc32(name.encode()) % 1000) / 1000)
