"""How long an answer asks us to stay away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

A_DAY = timedelta(days=1)


def retry_after(value: str, now: datetime, most: timedelta = A_DAY) -> timedelta | None:
    """Return what a Retry-After asks for (seconds or a date; RFC 9110, 10.2.3), at most ``most``; None: nothing usable."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=min(int(value[:9]), 10**8)), most)
    when = http_date(value)
    return None if when is None or when <= now else min(when - now, most)


def http_date(value: str) -> datetime | None:
    """Return a date of HTTP; None where it is none."""
    try:
        when = parsedate_to_datetime(value.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when
