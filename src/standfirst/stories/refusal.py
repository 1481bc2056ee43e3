"""Why something can't be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standfirst.stories.models import Story


@dataclass(frozen=True)
class Problem:
    """One thing that blocks publishing."""

    code: str
    field: str
    """The form's field to go to; empty where it is none."""
    message: str


class Refused(Exception):
    """An action was refused and changed nothing. ``reasons`` are in the current language, for an editor."""

    def __init__(self, reasons: Iterable[str], story: Story | None = None) -> None:
        self.reasons = list(reasons)
        self.story = story
        super().__init__(" ".join(self.reasons))
