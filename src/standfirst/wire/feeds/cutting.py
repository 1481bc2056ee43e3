"""A feed with more entries than are read is cut before it is parsed."""

from __future__ import annotations

import re

_END = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry)\s{0,10}>", re.IGNORECASE)


def cut(content: bytes, most: int) -> tuple[bytes, int]:
    """Return the feed with its first ``most`` entries, and how many it has. What follows the last entry stays.

    Counted by the ends of elements, in any encoding in which ASCII is itself.
    """
    ends = [match.end() for match in _END.finditer(content)]
    if len(ends) <= most:
        return content, len(ends)
    return content[: ends[most - 1]] + content[ends[-1] :], len(ends)
