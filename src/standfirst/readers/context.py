"""The shell around app pages: the same parts that documents have."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from standfirst.publication import reading
from standfirst.readers import reading as readers
from standfirst.readers.languages import APP, app_language
from standfirst.readers.models import User
from standfirst.theme import assets
from standfirst.theme import shell as parts


def _parts() -> dict[str, Any]:
    value = reading.shell(app_language(), timezone.now())
    own = {"app_style": assets.asset("app.css"), "app_script": assets.asset("account.js")}
    return {"value": value} | own | {name: part(value) for name, part in parts.PARTS.items()}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return ``shell`` (its parts, the Shell itself as ``value``), on app pages also the reader's ``display``."""
    around: dict[str, Any] = {"shell": SimpleLazyObject(_parts)}
    if request.path_info.startswith(f"/{APP}/"):
        around["display"] = SimpleLazyObject(lambda: _display(request))
    return around


def _display(request: HttpRequest) -> dict[str, str]:
    user = getattr(request, "user", None)
    return readers.display_of(user) if isinstance(user, User) else {}
