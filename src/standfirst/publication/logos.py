"""Logos for masthead and footer: a picture's smallest sufficient file.

Pictures live in the room above, so this goes by their renditions' fields and imports nothing of it.
"""

from __future__ import annotations

from typing import Any

from standfirst.keys.recording import read
from standfirst.publication.models import Publication
from standfirst.publication.values import Logo, LogoPair

_WIDE_ENOUGH = 320
_FALLBACKS = ("format-png", "format-jpeg")


def logo(picture: Any) -> Logo | None:
    """Return the file of ``picture`` (or None) to show as a logo.

    The narrowest PNG or JPEG of at least 320 pixels, else the widest. None while it has no files yet.
    """
    if picture is None:
        return None
    read(f"picture:{picture.uid}")
    files = [
        r for r in picture.renditions.all() if r.filter_spec.endswith(_FALLBACKS) and "|" in r.filter_spec
    ]
    files.sort(key=lambda file: file.width)
    if not files:
        return None
    file = next((file for file in files if file.width >= _WIDE_ENOUGH), files[-1])
    return Logo(file.url, file.width, file.height)


def logo_pair(record: Publication) -> LogoPair | None:
    """Return the publication's logos; one serves both where there is only one."""
    light = logo(record.logo_light)
    dark = logo(record.logo_dark)
    both = light or dark
    return LogoPair(light or both, dark or both) if both else None
