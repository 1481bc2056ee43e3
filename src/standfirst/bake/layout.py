"""Where a document lies in the folder."""

from __future__ import annotations

import re

INDEX = "index.html"
SIBLINGS = (".br", ".gz")
"""Of a document's file: its bytes, compressed."""
STATUS = ".status"
"""Beside the file of a document whose status isn't 200."""
TEMPORARY = re.compile(r"\.sf-[0-9a-f]{16}\.tmp")
_PATH = re.compile(r"/(?:[^/\0]+/)*(?:[^/\0]+)?")
_LONGEST = 255 - len(".status")


def file_of(path: str) -> str:
    """Return the file of the document at ``path``, relative to the folder.

    Raises:
        ValueError: no document can have that path: it leads out of the folder, is hidden, is too long for a file
            name, or is the name of another document's file.
    """
    words = path[1:].split("/")
    hidden = any(word.startswith(".") for word in words[1:]) or (
        words[0].startswith(".") and words[0] != ".well-known"
    )
    ends = path.endswith((f"/{INDEX}", STATUS, *SIBLINGS))
    if not _PATH.fullmatch(path) or hidden or ends or any(len(word.encode()) > _LONGEST for word in words):
        raise ValueError(f"{path!r} can't be a document's path")
    return (path + INDEX if path.endswith("/") else path)[1:]


def path_of(file: str) -> str:
    """Return the path of the document whose file is ``file`` (relative to the folder, never a sibling)."""
    path = f"/{file}"
    return path.removesuffix(INDEX) if path.endswith(f"/{INDEX}") else path


def main_file(file: str) -> str:
    """Return the file that ``file`` belongs to: itself, or the one whose sibling it is."""
    for ending in (STATUS, *SIBLINGS):
        if file.endswith(ending):
            return file.removesuffix(ending)
    return file


def status_line(status: int, location: str = "") -> bytes:
    """Return what ``<file>.status`` holds; nothing for status 200 (and for 404, which the server itself gives)."""
    if status in {200, 404}:
        return b""
    return (f"{status} {location}".rstrip() + "\n").encode()
