"""The publication's own baker, as its settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from standfirst.bake.compress import Quality
from standfirst.bake.engine import Baker
from standfirst.bake.pool import Pool
from standfirst.bake.store import FolderStore


def quality() -> Quality:
    """Return how hard ``publication.toml`` says to compress."""
    return Quality(**settings.BAKE)


def baker(clock: Callable[[], datetime] = timezone.now, pool: Pool | None = None) -> Baker:
    """Return the baker of this publication. Hold ``lock.baking`` while it works."""
    return Baker(FolderStore(Path(settings.PUBLIC_ROOT)), quality(), clock, pool=pool)
