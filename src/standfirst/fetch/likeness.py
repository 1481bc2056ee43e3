"""How much of one text is in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def share_kept(old: Iterable[str], new: Iterable[str]) -> float:
    """Return which part of the words of the longer text the other has too: 0 to 1, and 1 for two without words."""
    one, other = Counter(old), Counter(new)
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 1.0
