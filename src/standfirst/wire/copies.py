"""Whether two addresses are one page, and how much two texts have in common. Without Django."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

SAME_COPY, SAME_TEXT_EDITED = 0.8, 0.5
"""Shares of common runs of words (Jaccard) from which two texts are called one copy, and one text edited."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|yclid|mc_[ce]id|igshid|ref|ref_src|cmpid|ocid", re.I)
_RUN = 3
_SKETCH = 512
_LONGEST = 100_000


def normalised(url: str) -> str:
    """Return an address as compared: without scheme, ``www.``, fragment, tracking parameters and a last slash."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{urlencode(sorted(query))}" if query else "")


def runs(text: str) -> frozenset[int]:
    """Return the runs of three words of a text as numbers: all of a short one, the 512 smallest of a long one.

    The smallest of a set of hashes are a fair sample of it (Broder 1997), the same in every process.
    """
    words = re.findall(r"\w+", text[:_LONGEST].casefold())
    found = {crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1)}
    return frozenset(sorted(found)[:_SKETCH])


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """Return what part of the runs of two texts both have (Jaccard): exact for short texts, within 0.05 for long ones."""
    if not one or not other:
        return 0.0
    union = one | other
    if max(len(one), len(other)) >= _SKETCH:
        union = frozenset(sorted(union)[:_SKETCH])
    return len(one & other & union) / len(union)
