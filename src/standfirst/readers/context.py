"""The shell around app pages: the same parts that documents have."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from standfirst.publication import reading
from standfirst.readers.languages import APP, app_language
from standfirst.theme import shell as parts


def _parts() -> dict[str, Any]:
    value = reading.shell(app_language(), timezone.now())
    return {"value": value} | {name: part(value) for name, part in parts.PARTS.items()}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` for app pages: masthead, footer, head_assets and the Shell itself as ``value``."""
    if not request.path_info.startswith(f"/{APP}/"):
        return {}
    return {"shell": SimpleLazyObject(_parts)}
