"""What pages load, in the bucket before they are: style sheets, scripts, fonts and pictures."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

from django.utils import timezone

from standfirst.bake.bucket import Bucket, Object
from standfirst.bake.layout import file_of
from standfirst.bake.types import cache_control, content_type
from standfirst.keys.documents import NoDocument, render
from standfirst.theme.assets import PREFIX

_NAMED = re.compile(rb"/(?:media|assets)/[^\s\"'<>()?#,\\]+")
_SHOWN = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
"""Types of pictures that a browser may show. Anything else was uploaded by somebody and is offered as a file."""
_MEDIA = "media/"
_LOOK = 10.0
"""Seconds between looks for pictures that were deleted here."""


class Loaded:
    """What is there already, and what isn't yet."""

    def __init__(self, bucket: Bucket, prefix: str, media: Path) -> None:
        self._bucket = bucket
        self._prefix = prefix
        self._media = media.resolve()
        self._there: dict[str, str] | None = None
        """Names (below the prefix) with their entity tags."""
        self._looked = 0.0

    def send(self, bodies: Iterable[bytes]) -> None:
        """Put everything that ``bodies`` name and that isn't there as it is here.

        Raises:
            BucketError: the bucket can't be used now.
        """
        names = {
            unquote(found.decode(errors="replace"))[1:] for body in bodies for found in _NAMED.findall(body)
        }
        there = self._known() if names else {}
        objects = []
        for name in sorted(names):
            content = self._content(name)
            if content is not None and there.get(name) != (tag := _tag(content)):
                objects.append((name, tag, self._object(name, content)))
        self._bucket.put_all(each for _, _, each in objects)
        there.update((name, tag) for name, tag, _ in objects)

    def remove(self) -> None:
        """Delete pictures that are no longer here; looks every ten seconds at most.

        Raises:
            BucketError: the bucket can't be used now.
        """
        if self._looked and time.monotonic() - self._looked < _LOOK:
            return
        there = self._known()
        gone = [name for name in there if name.startswith(_MEDIA) and self._file(name) is None]
        self._bucket.delete(self._prefix + name for name in gone)
        for name in gone:
            del there[name]
        self._looked = time.monotonic()

    def tag(self, name: str) -> str:
        """Return the entity tag that ``name`` should have; ``""`` for what isn't here."""
        content = self._content(name)
        return "" if content is None else _tag(content)

    def _known(self) -> dict[str, str]:
        if self._there is None:
            listed = [
                each for folder in (_MEDIA, PREFIX[1:]) for each in self._bucket.listed(self._prefix + folder)
            ]
            self._there = {key.removeprefix(self._prefix): tag for key, _size, tag in listed}
        return self._there

    def _content(self, name: str) -> bytes | None:
        if not name.startswith(_MEDIA):
            try:
                return render(f"/{name}", timezone.now()).rendered.body
            except NoDocument:
                return None
        file = self._file(name)
        return file.read_bytes() if file else None

    def _file(self, name: str) -> Path | None:
        """Return the picture's file; None for what is not there, hidden, or not below the folder of pictures."""
        below = name.removeprefix(_MEDIA)
        if "\0" in below or any(part.startswith(".") or not part for part in below.split("/")):
            return None
        path = (self._media / below).resolve()
        return path if path.is_relative_to(self._media) and path.is_file() else None

    def _object(self, name: str, content: bytes) -> Object:
        key, path = self._prefix + name, f"/{name}"
        if not name.startswith(_MEDIA):
            return Object(self._prefix + file_of(path), content, content_type(path), cache_control(path))
        kind = mimetypes.guess_type(name)[0] or ""
        if kind in _SHOWN:
            return Object(key, content, kind, "public, max-age=86400")
        return Object(
            key, content, "application/octet-stream", "public, max-age=86400", disposition="attachment"
        )


def _tag(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
