from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: an ``error`` must be mended, a ``warning`` is for a person to judge."""

    level: Literal["error", "warning"]
    about: str
    problem: str
    mend: str
