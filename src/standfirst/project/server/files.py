"""Files that need no Django: the admin's own assets under ``/static/`` and uploads under ``/media/``.

The web server sends them itself; here is decided only which file, and with which headers (RFC 9110, sections 8, 13, 14).
"""

from __future__ import annotations

import mimetypes
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from standfirst.project.server.environ import Scope

YEAR = 31_536_000
TEXT_TYPES = {"text/css", "text/javascript", "image/svg+xml", "text/plain"}
# Uploads are foreign: whatever a browser makes of one, it may run nothing and load nothing.
MEDIA_POLICY = "default-src 'none'; sandbox"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True)
class FileAnswer:
    """A file to send: the whole, the ``part`` from the first byte up to before the second; or ``body``; or nothing."""

    status: int
    headers: list[tuple[str, str]]
    path: str | None = None
    part: tuple[int, int] | None = None
    body: bytes | None = None


def _plain(status: int) -> FileAnswer:
    return FileAnswer(status, [("content-length", "0"), ("x-content-type-options", "nosniff")])


def _part(wanted: str, size: int) -> tuple[int, int] | bool | None:
    """Return the bytes asked for; None for a request we answer with the whole; False for one nobody can meet."""
    found = _RANGE.fullmatch(wanted)
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else False


def answer(path: Path, scope: Scope, cache: str, extra: list[tuple[str, str]], ranges: bool) -> FileAnswer:
    """Return the answer to a GET or HEAD for the regular file ``path``; 404 where it is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return _plain(404)
    if not stat.S_ISREG(status.st_mode):
        return _plain(404)
    wanted = dict(scope.headers.items())
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = [
        ("etag", etag),
        ("last-modified", formatdate(status.st_mtime, usegmt=True)),
        ("cache-control", cache),
        ("x-content-type-options", "nosniff"),
        *extra,
    ]
    if etag in {tag.strip().removeprefix("W/") for tag in wanted.get("if-none-match", "").split(",")}:
        return FileAnswer(304, headers)
    headers.append(("content-type", f"{kind}; charset=utf-8" if kind in TEXT_TYPES else kind))
    size = status.st_size
    if ranges:
        headers.append(("accept-ranges", "bytes"))
        if "range" in wanted and wanted.get("if-range", etag) == etag:
            part = _part(wanted["range"], size)
            if part is False:
                return FileAnswer(416, [("content-range", f"bytes */{size}"), ("content-length", "0")])
            if isinstance(part, tuple):
                headers += [
                    ("content-range", f"bytes {part[0]}-{part[1] - 1}/{size}"),
                    ("content-length", str(part[1] - part[0])),
                ]
                return FileAnswer(206, headers, str(path), part)
    headers.append(("content-length", str(size)))
    return FileAnswer(200, headers, str(path))


def _inside(root: Path, name: str) -> Path | None:
    """Return the file ``name`` under ``root``; None where the name, or a link, leads out of it or is hidden."""
    if (
        "\0" in name
        or "\\" in name
        or any(part in {"", ".", ".."} or part[0] == "." for part in name.split("/"))
    ):
        return None
    path = (root / name).resolve()
    return path if path.is_relative_to(root) else None


@lru_cache(maxsize=2000)
def _static(name: str) -> Path | None:
    from django.contrib.staticfiles import finders

    if _inside(Path("/"), name) is None:
        return None
    found = finders.find(name)
    return Path(found) if isinstance(found, str) else None


def files(media: Path) -> Callable[[Scope], FileAnswer | None]:
    """Return what answers requests below ``/static/`` and ``/media/``, and None for every other request."""
    root = media.resolve()

    def find(scope: Scope) -> FileAnswer | None:
        static = scope.path.startswith("/static/")
        if not static and not scope.path.startswith("/media/"):
            return None
        if scope.method not in {"GET", "HEAD"}:
            return FileAnswer(405, [("allow", "GET, HEAD"), ("content-length", "0")])
        name = scope.path.split("/", 2)[2]
        path = _static(name) if static else _inside(root, name)
        if path is None:
            return _plain(404)
        if static:
            # Addresses with ?v=<hash of the version> never change their bytes; others are asked about again.
            fresh = (
                f"public, max-age={YEAR}, immutable" if scope.query_string.startswith("v=") else "no-cache"
            )
            return answer(path, scope, fresh, [("cross-origin-resource-policy", "same-origin")], ranges=False)
        policy = [("content-security-policy", MEDIA_POLICY), ("cross-origin-resource-policy", "cross-origin")]
        return answer(path, scope, "public, max-age=86400", policy, ranges=True)

    return find
