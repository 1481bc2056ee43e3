"""The wire in Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.wire.admin.forms import languages_for


class ImportItem(MenuItem):
    """The menu's entry, for who may begin a story."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may begin a story in any language."""
        return bool(languages_for(request.user))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("wire/", include("standfirst.wire.admin.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Add the import of a page to the menu."""
    return ImportItem(_("Import a page"), reverse("standfirst_wire:import"), icon_name="download", order=225)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Add the wire's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("wire/admin.css"))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our lines of the audit log."""
    actions.register_action("standfirst.confirm", _("Confirm"), _("Confirmed what was read from the page"))
    actions.register_action("standfirst.unconfirm", _("Take back"), _("Took back a confirmation"))
    actions.register_action("standfirst.correct", _("Correct"), _("Corrected what was read from the page"))
