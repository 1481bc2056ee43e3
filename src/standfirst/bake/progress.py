"""What a bake has done so far, for who waits for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from standfirst.bake.engine import Done
from standfirst.bake.helper import peak


@dataclass
class Tally:
    """Counts what was baked, and how long it took."""

    done: Done = field(default_factory=Done)
    begun: float = field(default_factory=time.monotonic)
    peak_of_helpers: int = 0
    last_page: float = 0.0
    """Seconds until the last HTML page was in place; what machines read comes after."""

    def add(self, done: Done) -> None:
        """Count ``done``."""
        self.done += done
        if done.pages:
            self.last_page = time.monotonic() - self.begun

    def report(self) -> dict[str, object]:
        """Return the numbers that a bake ends with."""
        seconds = time.monotonic() - self.begun
        return {
            "documents": self.done.documents,
            "written": self.done.written,
            "unchanged": self.done.unchanged,
            "removed": self.done.removed,
            "failed": self.done.failed,
            "pages": self.done.pages,
            "bytes_of_pages": self.done.bytes_of_pages,
            "seconds_of_pages": round(self.last_page, 3),
            "seconds": round(seconds, 3),
            "documents_per_second": round(self.done.documents / seconds, 1) if seconds else 0.0,
            "peak_memory_bytes": max(peak(), self.peak_of_helpers),
        }


def sentence(report: dict[str, object]) -> str:
    """Return a report in one line."""
    megabytes = int(str(report["peak_memory_bytes"])) // 2**20
    return (
        f"{report['documents']} documents in {report['seconds']} s, {report['documents_per_second']} a second: "
        f"{report['written']} written, {report['unchanged']} unchanged, {report['removed']} removed, "
        f"{report['failed']} failed. Peak memory {megabytes} MB per process."
    )
