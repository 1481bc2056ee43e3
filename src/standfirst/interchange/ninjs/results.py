"""What became of a line."""

from __future__ import annotations

from dataclasses import dataclass, field

from standfirst.interchange.ninjs.lines import Line
from standfirst.stories.models import Story

WHATS = ("published", "drafted", "updated", "withdrawn", "unchanged", "kept", "rejected")
"""``drafted``: made or kept as a draft; ``kept``: here already and edited here, so the line wasn't used."""


@dataclass(frozen=True)
class Result:
    """What became of one line, and why where it isn't what the line asked for."""

    line: Line
    what: str
    reasons: list[str] = field(default_factory=list)
    story: Story | None = None
