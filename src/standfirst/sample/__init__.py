"""The sample publication: also the guide to the software."""

from __future__ import annotations

from collections.abc import Callable


def load(progress: Callable[[int, int | None, str], None]) -> None:
    """Fill a publication that was just made (en, az, ru) with the sample. Permission dates count from today."""
    from standfirst.sample.loading import load as load_all

    load_all(progress)
