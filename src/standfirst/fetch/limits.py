"""How much of our time and memory another site may take."""

import time
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .errors import FetchFailed, Reason
from .urls import shown


@dataclass(frozen=True)
class Limits:
    """Seconds and bytes. `total_seconds` covers names, connections, redirects and the last byte together."""

    total_seconds: float = 20.0
    connect_seconds: float = 6.0
    redirects: int = 5
    header_bytes: int = 64 * 1024
    compressed_bytes: int = 5 * 1024 * 1024
    content_bytes: int = 15 * 1024 * 1024


class Budget:
    """What is left of the limits during one fetch; `url` is the address visited now."""

    def __init__(self, limits: Limits, url: str) -> None:
        self.limits = limits
        self.url = url
        self._ends = time.monotonic() + limits.total_seconds
        self._received = 0

    def visit(self, url: str) -> None:
        """Starts the count of bytes for the next address; the clock runs on."""
        self.url = url
        self._received = 0

    def seconds(self) -> float:
        """Seconds left, always more than zero. Raises FetchFailed when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def receive(self, count: int) -> None:
        """Counts bytes as they come off the wire, whatever they are. Raises FetchFailed over the limit."""
        self._received += count
        if self._received > self.limits.compressed_bytes + 2 * self.limits.header_bytes:
            raise self.too_big()

    def too_slow(self) -> FetchFailed:
        message = _("{url} took longer than {seconds} seconds. The site may be busy: try again later.")
        return FetchFailed(
            Reason.TIME,
            format_lazy(message, url=shown(self.url), seconds=f"{self.limits.total_seconds:g}"),
            self.url,
        )

    def too_big(self) -> FetchFailed:
        message = _(
            "{url} sends more than {size} MB. Save the page as a file and import that, or use another one."
        )
        size = max(self.limits.content_bytes, self.limits.compressed_bytes) / 1024 / 1024
        return FetchFailed(Reason.SIZE, format_lazy(message, url=shown(self.url), size=f"{size:g}"), self.url)
