"""The public site, answered from its folder before Django is asked (docs/reference/folder.md).

Nothing is scanned at start: each request looks its file up, so what is baked later is there, and what another process
replaces is seen by the next request. Small files are kept in memory beside their identity (inode, time, size), and the
identity is asked for each time.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from standfirst.bake.types import cache_control, content_type
from standfirst.project.headers import headers_for
from standfirst.project.server.environ import Scope
from standfirst.project.server.files import FileAnswer

LARGEST_KEPT = 1024 * 1024
"""Bytes of a file that is kept in memory; the web server reads a larger one from the disk for each request."""
KEPT = 16 * 1024 * 1024
"""Bytes kept in memory altogether, by least recent use."""
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
NOT_FOUND = "/404.html"
"""Has no file of its status, for it is sent at other addresses; at its own it says the same."""
STATUSES = {"301", "404", "410", "503"}
APP_PREFIXES = ("/_/", "/admin/", "/static/", "/media/")
SETTLED_NS = 2_000_000_000
"""A file younger than this may change again in the same second: it gets no ``Last-Modified`` (RFC 9110, 8.8.2.2)."""

Headers = list[tuple[str, str]]
Identity = tuple[int, int, int]


@dataclass
class Variant:
    """One encoding of a document: its entity tag, and the headers of an answer with and without its bytes."""

    body: bytes | None
    etag: str
    full: Headers
    unchanged: Headers


@dataclass
class Kept:
    """A document as it was found: good as long as its file, and the file of its status, are the same."""

    file: str
    identity: Identity
    status_identity: Identity | None
    status: int
    headers: Headers
    modified: int | None
    variants: dict[str, Variant] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes held in memory."""
        return sum(len(variant.body or b"") for variant in self.variants.values())


def _identity(found: os.stat_result) -> Identity:
    return found.st_ino, found.st_mtime_ns, found.st_size


def _look(file: str) -> Identity | None:
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return _identity(found) if stat.S_ISREG(found.st_mode) else None


def _read(file: str) -> tuple[bytes | None, os.stat_result] | None:
    """Return the bytes (None: too many to keep) and what the system says of the very file that they came from."""
    try:
        with open(file, "rb") as opened:
            found = os.fstat(opened.fileno())
            if not stat.S_ISREG(found.st_mode):
                return None
            return (opened.read() if found.st_size <= LARGEST_KEPT else None), found
    except OSError:
        return None


@lru_cache(maxsize=512)
def accepted(header: str) -> frozenset[str]:
    """Return the content codings that an ``Accept-Encoding`` header allows (RFC 9110, 12.5.3)."""
    allowed: set[str] = set()
    refused: set[str] = set()
    for item in header[:500].lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        no = any(part.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for part in parameters)
        (refused if no else allowed).add(coding)
    return frozenset({name for name, _ in ENCODINGS} - refused if "*" in allowed else allowed)


def is_public(path: str) -> bool:
    """Tell whether ``path`` can be a document's address: no way out of the folder, nothing hidden."""
    if (
        not path.startswith("/")
        or "\\" in path
        or "\0" in path
        or "//" in path
        or path.startswith(APP_PREFIXES)
    ):
        return False
    parts = path[1:].split("/")
    return not any(part.startswith(".") and part != ".well-known" for part in parts) and not path.endswith(
        (".br", ".gz", ".status")
    )


class Site:
    """Answers GET and HEAD from the folder ``root``; None for what Django must answer.

    ``complete`` tells whether the folder holds the whole site. Until it does, Django is asked for what is missing.
    """

    def __init__(self, root: Path, complete: Callable[[], bool] = lambda: False) -> None:
        self.root = str(root)
        self.complete = complete
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    def __call__(self, scope: Scope) -> FileAnswer | None:
        """Return the answer to a request."""
        method, path = scope.method, scope.path
        if method not in {"GET", "HEAD"}:
            return None
        kept = self._find(path)
        if kept is not None:
            return self._answer(kept, scope, kept.status)
        if not is_public(path):
            return None
        if not path.endswith("/") and _look(f"{self.root}{path}/index.html") is not None:
            query = f"?{scope.query_string}" if scope.query_string else ""
            return FileAnswer(301, [("location", f"{quote(path)}/{query}"), ("content-length", "0")])
        return self._missing(scope) if self.complete() else None

    def _find(self, path: str) -> Kept | None:
        kept = self._kept.get(path)
        if kept is not None:
            if _look(kept.file) == kept.identity and _look(f"{kept.file}.status") == kept.status_identity:
                self._kept.move_to_end(path)
                return kept
            self._forget(path)
        elif not is_public(path):
            return None
        return self._load(path)

    def _forget(self, path: str) -> None:
        kept = self._kept.pop(path, None)
        if kept is not None:
            self._bytes -= kept.size

    def _load(self, path: str) -> Kept | None:
        file = f"{self.root}{path}index.html" if path.endswith("/") else f"{self.root}{path}"
        said = _read(f"{file}.status")
        found = _read(file)
        if found is None:
            return None
        body, about = found
        headers = [(name.lower(), value) for name, value in headers_for(path).items()]
        headers += [("content-type", content_type(path)), ("cache-control", cache_control(path))]
        status, location = (404 if path.endswith(NOT_FOUND) else 200), ""
        if said is not None and said[0] is not None:
            code, _, location = said[0].decode(errors="replace").strip().partition(" ")
            status = int(code) if code in STATUSES else 200
        if location:
            headers.append(("location", location))
        settled = about.st_mtime_ns < time.time_ns() - SETTLED_NS
        kept = Kept(
            file, _identity(about), _identity(said[1]) if said else None, status, headers,
            int(about.st_mtime) if settled and status == 200 else None,
        )  # fmt: skip
        self._add(kept, "", body)
        if body is not None:
            self._kept[path] = kept
            self._bytes += len(body)
            while self._bytes > KEPT and len(self._kept) > 1:
                self._forget(next(iter(self._kept)))
        return kept

    def _add(self, kept: Kept, coding: str, body: bytes | None) -> Variant:
        mark = (
            hashlib.blake2b(body, digest_size=9).hexdigest()
            if body is not None
            else "-".join(f"{part:x}" for part in kept.identity)
        )
        etag = f'"{mark}"'
        own: Headers = [("etag", etag), ("vary", "accept-encoding")]
        if kept.modified is not None:
            own.append(("last-modified", formatdate(kept.modified, usegmt=True)))
        full = [*kept.headers, *own, ("content-length", str(kept.identity[2] if body is None else len(body)))]
        if coding:
            full.append(("content-encoding", coding))
        variant = Variant(body, etag, full, [*kept.headers, *own])
        kept.variants[coding] = variant
        return variant

    def _variant(self, kept: Kept, header: str) -> Variant:
        """Return the smallest encoding that the client takes.

        A sibling is taken only where the document is the same before and after its bytes are read: the writer takes
        siblings away before it replaces their document.
        """
        codings = accepted(header)
        for coding, ending in ENCODINGS:
            if coding not in codings:
                continue
            if coding in kept.variants:
                return kept.variants[coding]
            sibling = _read(kept.file + ending)
            if sibling is not None and sibling[0] is not None and _look(kept.file) == kept.identity:
                if kept.variants[""].body is not None:
                    self._bytes += len(sibling[0])
                return self._add(kept, coding, sibling[0])
        return kept.variants[""]

    def _answer(self, kept: Kept, scope: Scope, status: int) -> FileAnswer:
        wanted = scope.headers
        variant = self._variant(kept, wanted.get("accept-encoding") or "")
        if status == 200:
            tags = wanted.get("if-none-match")
            if tags is not None:
                if variant.etag in tags or tags.strip() == "*":
                    return FileAnswer(304, variant.unchanged)
            elif kept.modified is not None and _not_since(wanted.get("if-modified-since"), kept.modified):
                return FileAnswer(304, variant.unchanged)
        if variant.body is None:
            return FileAnswer(status, variant.full, kept.file)
        return FileAnswer(status, variant.full, None, None, variant.body)

    def _missing(self, scope: Scope) -> FileAnswer | None:
        """Return the baked “not found” of the address's language, else of the one that the reader prefers."""
        first = scope.path.split("/", 2)[1]
        asked = [
            item.split(";")[0].strip()
            for item in (scope.headers.get("accept-language") or "")[:500].split(",")
        ]
        for language in (first, *asked, *(tag.split("-")[0] for tag in asked), *self._languages()):
            kept = self._find(f"/{language}{NOT_FOUND}") if language.replace("-", "").isalnum() else None
            if kept is not None:
                return self._answer(kept, scope, 404)
        return None

    def _languages(self) -> list[str]:
        names = sorted(os.listdir(self.root))
        return [name for name in names if os.path.exists(f"{self.root}/{name}{NOT_FOUND}")]


def _not_since(header: str | None, modified: int) -> bool:
    if header is None:
        return False
    try:
        return parsedate_to_datetime(header).timestamp() >= modified
    except (TypeError, ValueError, OverflowError):
        return False
