"""A file of lines, read within limits; it may be larger than memory, and hostile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from django.utils.translation import gettext as _

MAX_LINE = 4 * 1024 * 1024
"""Bytes. A long read of 20,000 words with all its markup has about a quarter of a megabyte."""
KEPT = 256 * 1024
"""Of a line that is too long, so many bytes are kept in the list of rejects."""
_CHUNK = 1024 * 1024


class LineRefused(Exception):
    """The line can't be used. ``str(error)`` says why, for an editor."""


@dataclass(frozen=True)
class Line:
    """One line with its number (from 1), the place after it in the file, and its bytes."""

    number: int
    end: int
    content: bytes
    too_long: bool = False


def read_lines(file: BinaryIO, offset: int, number: int) -> Iterator[Line]:
    """Yield the lines from the byte ``offset`` on, of which ``number`` come before; empty ones are left out."""
    file.seek(offset)
    while content := file.readline(MAX_LINE + 1):
        number += 1
        offset += len(content)
        too_long = len(content) > MAX_LINE
        if too_long and not content.endswith(b"\n"):
            while rest := file.readline(_CHUNK):
                offset += len(rest)
                if rest.endswith(b"\n"):
                    break
        if content.strip():
            yield Line(number, offset, content[:KEPT] if too_long else content, too_long)


def sha256_of(path: Path) -> str:
    """Return the hash of a file's bytes.

    Raises:
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def parse(line: Line) -> dict[str, object]:
    """Return the object that a line holds.

    Raises:
        LineRefused: too long, not UTF-8, not JSON, nested too deeply, or not an object.
    """
    if line.too_long:
        raise LineRefused(
            _("The line is longer than %(most)d MB. Its beginning is kept here.")
            % {"most": MAX_LINE // 1_048_576}
        )
    try:
        text = line.content.decode("utf-8-sig" if line.number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise LineRefused(
            _("The line isn't UTF-8 (byte %(place)d). Save the file as UTF-8.") % {"place": error.start + 1}
        ) from error
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise LineRefused(_("The line is nested too deeply.")) from error
    except ValueError as error:
        said = getattr(error, "msg", None) or str(error)[:200]
        raise LineRefused(_("The line isn't JSON: %(said)s.") % {"said": said}) from error
    if not isinstance(value, dict):
        raise LineRefused(_("The line isn't a JSON object."))
    return value
