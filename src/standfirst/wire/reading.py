"""The bytes of a page: from a file on this machine, or from its site."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from standfirst.fetch import Limits, Network, fetch
from standfirst.wire.extraction.page import MAX_BYTES

LIMITS = Limits(content_bytes=MAX_BYTES)


class UnreadableFile(Exception):
    """The file can't be read. ``str(error)`` says why and what to do."""


@dataclass(frozen=True)
class Content:
    """A page as it came."""

    content: bytes
    url: str | None
    content_type: str | None
    at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those of the site's answer, by lower-case name; none of a file."""


def is_address(name: str) -> bool:
    """Tell an address from the name of a file."""
    return name.lower().startswith(("http://", "https://"))


def read_page(name: str, *, contact: str = "", network: Network = Network()) -> Content:  # noqa: B008 (frozen)
    """Return the page at an address or in a file (``.gz`` is unpacked); never more than a byte over the limit.

    Raises:
        UnreadableFile: no such file, or not one we can read.
        standfirst.fetch.FetchError: the site didn't give it.
    """
    if is_address(name):
        response = fetch(name, limits=LIMITS, contact=contact, network=network).expect_ok()
        return Content(
            response.content,
            response.url,
            response.headers.get("content-type"),
            response.fetched_at,
            response.headers,
        )
    try:
        with Path(name).open("rb") as file:
            return read_file(file, name)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error


def read_file(file: IO[bytes], name: str, *, url: str | None = None) -> Content:
    """Return the page in an open file (unpacked where ``name`` ends in ``.gz``); never more than a byte over the limit.

    ``url`` is where it was saved from, as far as somebody says so.

    Raises:
        UnreadableFile: not one we can read.
    """
    try:
        packed = gzip.GzipFile(fileobj=file) if name.lower().endswith(".gz") else file
        content = packed.read(MAX_BYTES + 1)
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise _unreadable(error) from error
    return Content(content, url, None, datetime.now(UTC))


def _unreadable(error: Exception) -> UnreadableFile:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableFile(
        _("It can't be read (%(reason)s). Give a saved page or its address.") % {"reason": reason}
    )
