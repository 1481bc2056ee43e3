"""What hubs may promise and prove (WebSub, W3C Recommendation of 2018), and what follows for a source."""

from __future__ import annotations

import hmac
import re
from datetime import datetime, timedelta

from .intervals import LEAST, MOST, spread

LEASE = timedelta(days=10)
"""What a hub is asked for; what it says itself counts."""
LONGEST_LEASE = timedelta(days=30)
PATIENCE = timedelta(hours=1)
"""How long a hub may take to come back and verify what it was asked."""
AFTER_A_DENIAL = LONGEST_WAIT = timedelta(days=7)
_LONGEST_REASON = 300
_ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512"})
_LINK = re.compile(r"<([^<>]{1,2000})>((?:\s*;\s*[\w*!#$&+.^`|~-]+\s*(?:=\s*(?:\"[^\"]*\"|[^\s\",;]*))?)*)")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]*))", re.IGNORECASE)


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Tell whether an ``X-Hub-Signature`` (``sha256=`` and hexadecimal digits) is that of ``body`` (section 8)."""
    algorithm, _equals, said = header.strip().partition("=")
    if algorithm.lower() not in _ALGORITHMS or not said.isascii():
        return False
    right = hmac.new(secret.encode(), body, algorithm.lower()).hexdigest()
    return hmac.compare_digest(right, said.strip().lower())


def reason(text: str) -> str:
    """Return what a hub says as one line that can be shown; empty where it says nothing."""
    return "".join(each if each.isprintable() else " " for each in text[:_LONGEST_REASON]).strip()


def lease(seconds: str) -> timedelta | None:
    """Return the lease that a hub says, at most thirty days; None where it is none (section 5.3: it is required)."""
    if not (seconds.isascii() and seconds.isdigit() and int(seconds[:12]) > 0):
        return None
    return min(timedelta(seconds=min(int(seconds[:12]), 10**9)), LONGEST_LEASE)


def renewal(now: datetime, lasts: timedelta) -> datetime:
    """Return when a lease that begins now is renewed: with a fifth of it left, and never within an hour."""
    return now + max(lasts * 0.8, LEAST)


def again(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: an hour, doubled each time, up to a week."""
    return min(PATIENCE * 2 ** min(failures - 1, 10), LONGEST_WAIT)


def slowed(due: datetime | None, lease_ends_at: datetime | None, now: datetime, name: str) -> datetime | None:
    """Return when a source is asked that a hub pushes: once in 24 hours, and when the lease ends without a new one.

    ``due`` is when it would be asked otherwise. ``name`` spreads the hours, as ``intervals.spread`` says.
    """
    if due is None or lease_ends_at is None or lease_ends_at <= now:
        return due
    return max(due, min(now + spread(MOST, name), lease_ends_at))


def linked(header: str, relation: str) -> str:
    """Return the first address that a ``Link`` header gives this relation; empty where there is none (RFC 8288)."""
    for found in _LINK.finditer(header[:10_000]):
        rel = _REL.search(found[2])
        if rel and relation in (rel[1] or rel[2] or "").lower().split():
            return found[1].strip()
    return ""
