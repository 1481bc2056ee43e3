"""Entries of the admin's menu, for all rooms."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class PermittedItem(MenuItem):
    """An entry for who has ``permission``, such as ``wire.view_thread``."""

    def __init__(self, permission: str, *args: Any, **kwargs: Any) -> None:
        self.permission = permission
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user has it."""
        return bool(request.user.has_perm(self.permission))
