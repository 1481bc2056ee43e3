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
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from standfirst.publication.admin_menu import PermittedItem
from standfirst.wire.admin.forms import languages_for
from standfirst.wire.admin.sources import WatchedSourceViewSet


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


register_snippet(WatchedSourceViewSet)


@hooks.register("register_admin_menu_item")
def wire_menu() -> MenuItem:
    """Add the wire to the menu."""
    sources = reverse("wagtailsnippets_wire_watchedsource:list")
    entries = [
        PermittedItem(
            "wire.view_thread", _("Threads"), reverse("standfirst_wire:wire"), icon_name="rss", order=10
        ),
        PermittedItem(
            "wire.view_item", _("Items"), reverse("standfirst_wire:items"), icon_name="list-ul", order=20
        ),
        PermittedItem(
            "wire.view_watch",
            _("Saved watches"),
            reverse("standfirst_wire:watches"),
            icon_name="view",
            order=24,
        ),
        PermittedItem(
            "wire.view_originaltask",
            _("Originals to see to"),
            reverse("standfirst_wire:tasks"),
            icon_name="history",
            order=25,
        ),
        PermittedItem("wire.view_watchedsource", _("Watched sources"), sources, icon_name="globe", order=30),
    ]
    return SubmenuMenuItem(_("The wire"), Menu(items=entries), name="wire", icon_name="rss", order=220)


@hooks.register("register_icons")
def icons(known: list[str]) -> list[str]:
    """Add the sign for feeds."""
    return [*known, "wire/icons/rss.svg"]


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Add the wire's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("wire/admin.css"))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our lines of the audit log."""
    actions.register_action("standfirst.confirm", _("Confirm"), _("Confirmed what was read from the page"))
    actions.register_action("standfirst.unconfirm", _("Take back"), _("Took back a confirmation"))
    actions.register_action("standfirst.take", _("Take"), _("Took an item of the wire"))
    actions.register_action(
        "standfirst.claim", _("Claim"), _("Made a claim in a dossier of an item of the wire")
    )
    actions.register_action("standfirst.release", _("Give back"), _("Gave an item of the wire back"))
    actions.register_action("standfirst.hand_over", _("Hand over"), _("Handed an item of the wire over"))
    actions.register_action("standfirst.ask_anew", _("Ask again"), _("Had a watched source asked again"))
    actions.register_action("standfirst.correct", _("Correct"), _("Corrected what was read from the page"))
    actions.register_action(
        "standfirst.original_told", _("Original not as it was"), _("Its original isn't what it was")
    )
    actions.register_action(
        "standfirst.original_seen_to", _("Original seen to"), _("A change of its original was seen to")
    )
