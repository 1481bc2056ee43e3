"""Where allauth asks us."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from standfirst.readers.languages import app_language


def is_own_path(address: str) -> bool:
    """Return whether ``address`` is a path of this site, and not one that a browser takes for another site's."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of readers and editors."""

    def is_safe_url(self, url: str) -> bool:
        """Accept only our own paths after ``next=``."""
        return is_own_path(url or "")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the reader's list."""
        return reverse("saved")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the front page of the language."""
        return f"/{app_language()}/"
