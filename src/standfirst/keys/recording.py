"""Which records a render read: the dependency graph that nobody maintains by hand."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Memory = dict[Hashable, tuple[object, frozenset[str]]]
Records = dict[Hashable, Any]
_memory: ContextVar[Memory | None] = ContextVar("standfirst_memory", default=None)
_ahead: ContextVar[Records | None] = ContextVar("standfirst_ahead", default=None)
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


@contextmanager
def one_moment() -> Iterator[None]:
    """Let what is ``kept`` be read once in the block. The database must be the same for all of it."""
    token, ahead_token = _memory.set({}), _ahead.set({})
    try:
        yield
    finally:
        _memory.reset(token)
        _ahead.reset(ahead_token)


def memory() -> Memory | None:
    """Return what this moment has kept: values with the keys they were read from. None outside of ``one_moment``."""
    return _memory.get()


def ahead() -> Records:
    """Return the records that were read for many documents of this moment at once; empty outside of one.

    They stand for queries, not for reads: whoever takes one records its key as if it had asked the database.
    """
    records = _ahead.get()
    return {} if records is None else records


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Let ``function`` run once for the same arguments in one moment; its keys are recorded for each caller.

    Its value is shared, so nobody may change it.
    """

    @wraps(function)
    def once(*args: P.args, **named: P.kwargs) -> T:
        memory = _memory.get()
        if memory is None:
            return function(*args, **named)
        name = (function, args, tuple(sorted(named.items())))
        found = memory.get(name)
        if found is None:
            with recording() as keys:
                value = function(*args, **named)
            memory[name] = (value, frozenset(keys))
            return value
        read(*found[1])
        return found[0]  # type: ignore[return-value]

    return once
