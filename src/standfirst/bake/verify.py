"""Holding the manifest against the folder, and both against a fresh render."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import brotli

from standfirst.bake import work
from standfirst.bake.compress import Quality, siblings
from standfirst.bake.files import Files
from standfirst.bake.layout import (
    SIBLINGS,
    STATUS,
    TEMPORARY,
    file_of,
    main_file,
    path_of,
    status_line,
)
from standfirst.bake.models import Document
from standfirst.bake.rendering import outcome
from standfirst.bake.snapshot import snapshot
from standfirst.keys.documents import kinds
from standfirst.keys.models import OutboxEntry
from standfirst.keys.recording import one_moment

_PIECE = 200


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it should be."""

    path: str
    problem: str


def verify(
    files: Files, quality: Quality, instant: datetime, progress: Callable[[int, int], object]
) -> Iterator[Difference]:
    """Yield every difference between what the manifest says, what the folder holds and what renders now."""
    waiting = OutboxEntry.objects.count() + work.pending()
    if waiting:
        yield Difference("", f"{waiting} changes and documents wait to be baked: bake first, then verify")
    total = Document.objects.count()
    done, last = 0, ""
    while piece := list(Document.objects.filter(path__gt=last).order_by("path")[:_PIECE]):
        with snapshot(), one_moment():
            for document in piece:
                yield from _document(document, files, quality, instant)
        done, last = done + len(piece), piece[-1].path
        progress(done, total)
    yield from _paths()
    yield from _folder(files)


def _document(document: Document, files: Files, quality: Quality, instant: datetime) -> Iterator[Difference]:
    path = document.path
    if document.failure:
        yield Difference(path, f"could not be rendered: {document.failure}")
    if not document.sha256:
        return
    file = file_of(path)
    body = files.read(file)
    if body is None:
        yield Difference(path, "its file is missing")
    elif hashlib.sha256(body).hexdigest() != document.sha256:
        yield Difference(path, "its file is not what was baked")
    else:
        yield from _siblings(path, file, body, files, quality)
    status = files.read(file + STATUS) or b""
    if status != status_line(document.status, document.location):
        yield Difference(path, f"its status file says {status.decode(errors='replace').strip() or 'nothing'}")
    fresh = outcome(path, instant)
    if fresh.failure and not document.failure:
        yield Difference(path, f"can't be rendered now: {fresh.failure}")
    elif fresh.gone:
        yield Difference(path, "there is no such document any more")
    elif not fresh.failure and fresh.sha256 != document.sha256:
        yield Difference(path, "a fresh render differs from what was baked")


def _siblings(path: str, file: str, body: bytes, files: Files, quality: Quality) -> Iterator[Difference]:
    expected = siblings(path, body, quality)
    for ending in SIBLINGS:
        held = files.read(file + ending)
        if held is None and ending in expected:
            yield Difference(path, f"its {ending} is missing")
        elif held is not None and ending not in expected:
            yield Difference(path, f"it has a {ending} that should not be there")
        elif held is not None and unpacked(ending, held) != body:
            yield Difference(path, f"its {ending} holds something else")


def unpacked(ending: str, held: bytes) -> bytes | None:
    """Return what a sibling holds; None where it is not whole."""
    try:
        return brotli.decompress(held) if ending == ".br" else gzip.decompress(held)
    except (brotli.error, OSError, EOFError, zlib.error):
        return None


def _paths() -> Iterator[Difference]:
    for kind in kinds():
        piece: list[str] = []
        for path in kind.paths():
            piece.append(path)
            if len(piece) == _PIECE:
                yield from _unknown(piece)
                piece = []
        yield from _unknown(piece)


def _unknown(paths: list[str]) -> Iterator[Difference]:
    known = set(Document.objects.filter(path__in=paths).values_list("path", flat=True))
    for path in paths:
        if path not in known:
            yield Difference(path, "was never baked")


def _folder(files: Files) -> Iterator[Difference]:
    for file in files.walk():
        if TEMPORARY.fullmatch(file.rpartition("/")[2]):
            yield Difference(f"/{file}", "is a file left over from a bake that was killed")
        elif not Document.objects.filter(path=path_of(main_file(file))).exclude(sha256="").exists():
            yield Difference(f"/{file}", "belongs to no document")
