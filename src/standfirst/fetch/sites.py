"""What a host's own files say of who may read and use its pages: robots.txt, and the file of reservations."""

from __future__ import annotations

import json
from typing import Any

from .client import fetch
from .errors import FetchError
from .limits import Limits
from .network import Network
from .robots import MOST_BYTES

_FILES = Limits(total_seconds=10.0, content_bytes=MOST_BYTES, compressed_bytes=MOST_BYTES)


def robots_of(scheme: str, host: str, *, contact: str, network: Network) -> tuple[str, bool]:
    """Return a host's robots.txt, and False where it couldn't be got (RFC 9309, 2.3.1: then nothing is allowed)."""
    try:
        response = fetch(f"{scheme}://{host}/robots.txt", limits=_FILES, contact=contact, network=network)
    except FetchError:
        return "", False
    if response.status >= 500 or response.status == 429:
        return "", False
    if not 200 <= response.status < 300:
        return "", True
    return response.content[:MOST_BYTES].decode("utf-8", "replace").replace("\0", ""), True


def reservations_of(scheme: str, host: str, *, contact: str, network: Network) -> list[Any]:
    """Return the rules of a host's file of reservations; none where it has none that can be read."""
    address = f"{scheme}://{host}/.well-known/tdmrep.json"
    try:
        response = fetch(address, limits=_FILES, contact=contact, network=network)
        rules = json.loads(response.content) if 200 <= response.status < 300 else []
    except (FetchError, ValueError, RecursionError):
        return []
    return rules[:1000] if isinstance(rules, list) and len(response.content) < 200_000 else []
