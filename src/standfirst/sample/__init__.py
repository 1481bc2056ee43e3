"""The sample publication: also the guide to the software."""

from __future__ import annotations

from collections.abc import Callable


def load(progress: Callable[[int, int | None, str], None]) -> None:
    """Make the sample publication in an empty database. Permission dates count from today."""
    from standfirst.sample.loading import load as load_all

    load_all(progress)
