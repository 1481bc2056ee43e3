"""How often one address may send a report, without keeping the address."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from datetime import UTC, datetime

from django.core.cache import cache

MOST = 10
"""Reports of one address in a day."""
_DAY = 24 * 60 * 60


def mark(address: str, salt: bytes) -> str:
    """What stands for an address on one day. Of IPv6 the network counts: its hosts change theirs at will."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        known = None
    if isinstance(known, ipaddress.IPv6Address):
        address = str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return hmac.new(salt, address.encode(), hashlib.sha256).hexdigest()


def within(address: str, now: datetime) -> bool:
    """Count one report of ``address``; return whether it may be sent.

    The day's salt is random and stands in the memory of the process alone: once the day or the process has ended, nobody can
    tell of an address whether it was counted.
    """
    day = now.astimezone(UTC).date().isoformat()
    salt: bytes = cache.get_or_set(f"reports:salt:{day}", lambda: secrets.token_bytes(32), _DAY) or b""
    key = f"reports:sent:{mark(address, salt)}"
    cache.add(key, 0, _DAY)
    try:
        return bool(cache.incr(key) <= MOST)
    except ValueError:
        return True
