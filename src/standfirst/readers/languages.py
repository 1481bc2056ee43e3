"""Which of the publication's languages a request speaks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import clear_url_caches
from django.utils.translation import get_language
from django.utils.translation.trans_real import parse_accept_lang_header
from wagtail.models import Locale

APP = "_"
_CACHE_KEY = "readers:languages"
_KEPT_SECONDS = 60


def app_languages() -> list[str]:
    """Return the publication's language tags; the first one made is the default."""
    found: list[str] | None = cache.get(_CACHE_KEY)
    if found is None:
        found = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        found = found or [settings.LANGUAGE_CODE]
        cache.set(_CACHE_KEY, found, _KEPT_SECONDS)
    return found


def forget_languages(**kwargs: Any) -> None:
    """Receive Locale's signals: a language was added or taken away."""
    cache.delete(_CACHE_KEY)
    clear_url_caches()


def app_language() -> str:
    """Return the active language where the publication has it, else its default: for addresses of app pages."""
    active = get_language() or ""
    languages = app_languages()
    return active if active in languages else languages[0]


def language_of_path(path: str) -> str | None:
    """Return the language that ``/_/<language>/...`` or ``/<language>/...`` names, or None where it names none."""
    words = path.split("/")[1:3]
    word = words[1] if len(words) == 2 and words[0] == APP else words[0]
    return word if word in app_languages() else None


def preferred_language(request: HttpRequest) -> str:
    """Return the publication's language that the browser asks for first, else the publication's default."""
    languages = app_languages()
    for tag, _quality in parse_accept_lang_header(request.headers.get("accept-language", "")[:500].lower()):
        for candidate in (tag, tag.split("-")[0]):
            if candidate in languages:
                return candidate
    return languages[0]
