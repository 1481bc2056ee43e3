"""Rendering one path into what is written, recorded and reported."""

from __future__ import annotations

import hashlib
import traceback
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DatabaseError, OperationalError

from standfirst.bake.compress import Quality, siblings
from standfirst.bake.layout import file_of, status_line
from standfirst.bake.snapshot import contained
from standfirst.bake.store import Page
from standfirst.bake.types import content_type
from standfirst.keys.documents import Rendered, offer
from standfirst.keys.recording import recording


@dataclass
class Outcome:
    """What became of one path."""

    path: str
    keys: frozenset[str] = frozenset()
    page: Page | None = field(default=None, repr=False)
    """None where there is no document, or it could not be rendered."""
    sha256: str = ""
    size: int = 0
    status: int = 200
    location: str = ""
    changes_at: datetime | None = None
    failure: str = ""

    @property
    def gone(self) -> bool:
        """Whether there is no document at the path (any more)."""
        return not self.sha256 and not self.failure


def outcome(path: str, instant: datetime) -> Outcome:
    """Render the document at ``path`` as of ``instant``. A render that raises is an outcome too.

    Raises:
        DatabaseError: the database can't be read now; that is nothing about the document.
    """
    with recording() as reads:
        try:
            with contained():
                rendered = offer(path, instant)
            if rendered is not None:
                _check(path, rendered)
        except DatabaseError as error:
            if _unreachable(error):
                raise
            return Outcome(path, frozenset(reads), failure=_reason(error))
        except Exception as error:  # noqa: BLE001 (whatever a render raises, the other documents go on)
            return Outcome(path, frozenset(reads), failure=_reason(error))
    keys = frozenset(reads)
    if rendered is None:
        return Outcome(path, keys)
    return Outcome(
        path,
        keys,
        Page(path, rendered.body, {}, status_line(rendered.status, rendered.location or "")),
        hashlib.sha256(rendered.body).hexdigest(),
        len(rendered.body),
        rendered.status,
        rendered.location or "",
        rendered.changes_at,
    )


def compressed(page: Page, quality: Quality) -> Page:
    """Return ``page`` with its siblings."""
    return Page(page.path, page.body, siblings(page.path, page.body, quality), page.status)


def _check(path: str, rendered: Rendered) -> None:
    file_of(path)
    by_rule = content_type(path)
    if rendered.content_type.replace(" ", "").lower() != by_rule.replace(" ", "").lower():
        raise ValueError(f"{rendered.content_type} is not what bake.types gives for this path: {by_rule}")


def _unreachable(error: DatabaseError) -> bool:
    busy = ("locked", "busy", "disk i/o", "unable to open", "connection", "shutdown", "terminat")
    return isinstance(error, OperationalError) and any(word in str(error).lower() for word in busy)


def _reason(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{place.filename.rpartition('standfirst/')[2]}:{place.lineno}"
    return f"{type(error).__name__}: {error} ({where})"[:2000]
