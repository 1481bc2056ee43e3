"""What the admin is told of the bake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from standfirst.bake import work
from standfirst.bake.models import Batch, Document
from standfirst.bake.state import state
from standfirst.keys.models import OutboxEntry

FAILURES, BATCHES = 50, 20


@dataclass(frozen=True)
class Report:
    """The state of the public site."""

    waiting: int
    """Documents that are marked to be baked."""
    changes: int
    """Changes that nobody has looked at yet."""
    next_paths: list[str]
    documents: int
    failures: list[Document]
    failed: int
    batches: list[Batch]
    trouble: str
    """Why nothing can be baked now; empty where it can."""
    trouble_since: datetime | None

    @property
    def last(self) -> Batch | None:
        """The last batch that changes asked for."""
        return self.batches[0] if self.batches else None


def report() -> Report:
    """Return the state of the public site, in a fixed number of small queries."""
    failures = Document.objects.exclude(failure="").order_by("-failed_at")
    now = state()
    return Report(
        waiting=work.pending(),
        changes=OutboxEntry.objects.count(),
        next_paths=work.next_stale(5),
        documents=Document.objects.exclude(sha256="").count(),
        failures=list(failures.defer("keys")[:FAILURES]),
        failed=failures.count(),
        batches=list(Batch.objects.all()[:BATCHES]),
        trouble=now.trouble,
        trouble_since=now.trouble_since,
    )


def state_of(path: str, uid: str) -> str:
    """Return ``live``, ``waiting`` or ``failed`` of a page's own document; ``none`` where it has none.

    ``uid`` is the page's; a change of it that nobody has looked at yet makes it wait.
    """
    if OutboxEntry.objects.filter(
        Q(key=f"address:{path}") | Q(key=f"story:{uid}") | Q(key=f"standing:{uid}")
    ).exists():
        return "waiting"
    document = Document.objects.filter(path=path).only("stale", "failure", "sha256").first()
    if document is None:
        return "none"
    if document.failure:
        return "failed"
    return "waiting" if document.stale or not document.sha256 else "live"
