"""The shell around app pages: the same parts that documents have."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from standfirst.publication import reading
from standfirst.readers import reading as readers
from standfirst.readers.languages import APP, app_language, app_languages
from standfirst.readers.models import User
from standfirst.theme import assets
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
    return found | {"app_style": assets.asset("app.css"), "app_script": assets.asset("account.js")}


def forget_shells(**kwargs: Any) -> None:
    """Receive signals of what a shell shows: it was changed by this process."""
    cache.delete_many([_cache_key(language) for language in app_languages()])


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` (its parts, the Shell itself as ``value``), on app pages also the reader's ``display``."""
    around: dict[str, Any] = {"shell": SimpleLazyObject(_parts)}
    if request.path_info.startswith(f"/{APP}/"):
        around["display"] = SimpleLazyObject(lambda: _display(request))
    return around


def _display(request: HttpRequest) -> dict[str, str]:
    user = getattr(request, "user", None)
    return readers.display_of(user) if isinstance(user, User) else {}
