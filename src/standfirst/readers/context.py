"""The shell around app pages: the same parts that documents have."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from standfirst.publication import reading
from standfirst.readers.languages import APP, app_language, app_languages
from standfirst.theme import shell as parts

_KEPT_SECONDS = 5
"""How late an app page's masthead may be after another process changed the menu. Documents are never late."""


def _cache_key(language: str) -> str:
    return f"readers:shell:{language}"


def _parts() -> dict[str, Any]:
    language = app_language()
    found: dict[str, Any] | None = cache.get(_cache_key(language))
    if found is None:
        value = reading.shell(language, timezone.now())
        found = {"value": value} | {name: part(value) for name, part in parts.PARTS.items()}
        cache.set(_cache_key(language), found, _KEPT_SECONDS)
    return found


def forget_shells(**kwargs: Any) -> None:
    """Receive signals of what a shell shows: it was changed by this process."""
    cache.delete_many([_cache_key(language) for language in app_languages()])


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` for app pages: masthead, footer, head_assets and the Shell itself as ``value``."""
    if not request.path_info.startswith(f"/{APP}/"):
        return {}
    return {"shell": SimpleLazyObject(_parts)}
