"""Dossiers in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.publication.admin_menu import PermittedItem


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("dossiers/", include("standfirst.dossiers.admin.urls"))]


@hooks.register("register_permissions")
def permissions() -> Any:
    """Let groups be given what concerns dossiers and reports from the field; who sent one, too."""
    return Permission.objects.filter(
        content_type__app_label="dossiers",
        codename__in=(
            "view_dossier",
            "add_dossier",
            "change_dossier",
            "publish_dossier",
            "view_report",
            "change_report",
            "read_identity",
            "view_reporter",
            "add_reporter",
            "change_reporter",
        ),
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name what is done with reports from the field."""
    read = _("Read an identity")
    actions.register_action("standfirst.read_identity", read, _("Read who sent a report"))
    deleted = _("Deleted who sent a report")
    actions.register_action("standfirst.forget_identity", _("Delete an identity"), deleted)
    actions.register_action("standfirst.revoke", _("Take back a link"), _("Took back a reporter's link"))
    actions.register_action("standfirst.decide", _("Decide"), _("Decided a report from the field"))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Put dossiers beside sections and topics."""
    return PermittedItem(
        "dossiers.view_dossier",
        _("Dossiers"),
        reverse("standfirst_dossiers:index"),
        icon_name="folder-open-1",
        order=205,
    )
