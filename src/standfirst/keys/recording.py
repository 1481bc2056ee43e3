"""Which records a render read: the dependency graph that nobody maintains by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_reads: ContextVar[set[str] | None] = ContextVar("standfirst_reads", default=None)


def read(*keys: str) -> None:
    """Note that what is being rendered depends on ``keys`` (such as ``story:<uid>``).

    Called by every query helper, also when the answer was empty: a set that is empty today is
    a set that changes when its first member comes. Outside a recording it does nothing.
    """
    reads = _reads.get()
    if reads is not None:
        reads.update(keys)


@contextmanager
def recording() -> Iterator[set[str]]:
    """Collect the keys read inside the block. Recordings nest: the outer one gets the inner one's keys."""
    outer = _reads.get()
    reads: set[str] = set()
    token = _reads.set(reads)
    try:
        yield reads
    finally:
        _reads.reset(token)
        if outer is not None:
            outer.update(reads)
