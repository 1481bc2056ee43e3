"""No editor works without a second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

ADMIN = "/admin/"
# Ours, in project/urls.py: they only send on to the account pages.
OPEN = ("/admin/login/", "/admin/logout/", "/admin/password_reset/")


def is_editor(user: Any) -> bool:
    """Return whether ``user`` may work in the admin."""
    return bool(user.is_active and (user.is_staff or user.has_perm("wagtailadmin.access_admin")))


def used_second_factor(request: HttpRequest) -> bool:
    """Return whether a passkey, a one-time code or a recovery code was given in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def _instead(request: HttpRequest) -> str | None:
    """Return the address to send somebody to who may not enter yet, or None.

    Raises:
        PermissionDenied: a reader, whom no factor would help.
    """
    user: Any = request.user
    next_ = urlencode({"next": request.get_full_path() if request.method == "GET" else ADMIN})
    if not user.is_authenticated:
        return f"{reverse('account_login')}?{next_}"
    if not is_editor(user):
        raise PermissionDenied
    if settings.NO_SECOND_FACTOR:
        return None
    if not is_mfa_enabled(user):
        return reverse("mfa_index")
    if not used_second_factor(request):
        return f"{reverse('mfa_reauthenticate')}?{next_}"
    return None


def second_factor(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep everybody out of the admin who is not an editor with a second factor used in this session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if (path.startswith(ADMIN) or path == ADMIN.rstrip("/")) and not path.startswith(OPEN):
            instead = _instead(request)
            if instead:
                return HttpResponseRedirect(instead)
        return answer(request)

    return middleware
