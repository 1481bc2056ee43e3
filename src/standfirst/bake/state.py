"""What the folder as a whole was baked with."""

from __future__ import annotations

import hashlib
import sys
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import standfirst
from standfirst.bake.models import State

_READ = {".py", ".html", ".css", ".js", ".svg", ".mo", ".woff2", ".json", ".toml"}
_LIBRARIES = ("babel", "brotli", "django", "jinja2", "markupsafe", "pillow", "wagtail")


@cache
def fingerprint() -> str:
    """Return what names this software and the settings that documents show: another one bakes other bytes."""
    digest = hashlib.sha256()
    digest.update(f"{settings.BASE_URL} {settings.TIME_ZONE} {sys.version}".encode())
    digest.update(repr(settings.WAGTAIL_CONTENT_LANGUAGES).encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)} ".encode())
    root = Path(standfirst.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in _READ and "tests" not in path.parts:
            digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def state() -> State:
    """Return the one row; an unsaved one before the first bake."""
    return State.objects.order_by("pk").first() or State()


def in_trouble(why: str, now: datetime) -> None:
    """Write down why nothing can be baked now, for the admin; ``""`` where it can again."""
    rows = State.objects.all()
    if why:
        rows.filter(trouble="").update(trouble_since=now)
        rows.update(trouble=why)
    else:
        rows.exclude(trouble="").update(trouble="", trouble_since=None)


def instant(now: datetime) -> datetime:
    """Return the instant to bake for: ``now``, or the latest one so far where the clock was set back."""
    last = state().instant
    return max(now, last) if last else now
