"""Documents: every public page, feed and data file is a path, its bytes and the keys it read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from standfirst.keys.recording import recording


class NoDocument(LookupError):
    """There is no document at this path."""


@dataclass(frozen=True)
class Rendered:
    """What a kind makes for one path: bytes, their media type, and when the bytes next change by themselves."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    changes_at: datetime | None = None
    status: int = 200
    location: str | None = None
    """Where an address that moved leads to (status 301)."""


@dataclass(frozen=True)
class Document:
    """One public address with its bytes and the keys of everything its render read."""

    path: str
    rendered: Rendered
    keys: frozenset[str] = field(default_factory=frozenset)


class Kind(Protocol):
    """One family of documents, such as story pages or section feeds. Each room registers its own."""

    name: str

    def paths(self) -> Iterator[str]:
        """Yield the path of every document of this kind that exists now, in a stable order."""
        ...

    def render(self, path: str, instant: datetime) -> Rendered | None:
        """Return the document at ``path`` as of ``instant``, or None where the path is not one of this kind's.

        A pure function of the database and the instant: it reads no clock, request, user or session.
        """
        ...

    def affected(self, key: str) -> Iterable[str]:
        """Return the paths of this kind that may begin to exist when ``key`` changes; more does no harm.

        What exists already is found by what it read. Nobody is asked about ``publication``, which every
        kind's ``paths`` are asked for anew.
        """
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind of documents. Called once per kind, from the room's ``AppConfig.ready``."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return the registered kinds in the order of registration: the order in which a path is offered to them."""
    return tuple(_kinds.values())


_readers: list[Callable[[Sequence[str]], None]] = []


def register_reader(reader: Callable[[Sequence[str]], None]) -> None:
    """Add a function that reads what documents at such paths will ask for into ``recording.ahead()``, all at once.

    It decides nothing and records no key: without it the same documents come out, only later.
    """
    if reader not in _readers:
        _readers.append(reader)


def read_ahead(paths: Sequence[str]) -> None:
    """Let every room read at once what rendering ``paths`` will need. Inside ``recording.one_moment``."""
    for reader in _readers:
        reader(paths)


def offer(path: str, instant: datetime) -> Rendered | None:
    """Return what the first kind that has ``path`` renders there, or None where there is no document."""
    for kind in _kinds.values():
        rendered = kind.render(path, instant)
        if rendered is not None:
            return rendered
    return None


def render(path: str, instant: datetime) -> Document:
    """Render the document at ``path`` (begins with ``/``) as of ``instant``.

    Raises:
        NoDocument: no registered kind has this path.
    """
    with recording() as reads:
        rendered = offer(path, instant)
    if rendered is None:
        raise NoDocument(path)
    return Document(path, rendered, frozenset(reads))
