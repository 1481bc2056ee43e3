"""The bake's places in the admin: a page of its own, a panel on the desk, and a word on each page's form."""

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
from wagtail.admin.ui.components import Component

from standfirst.bake import views
from standfirst.bake.telling import report

_urls = (
    [
        path("", views.overview, name="overview"),
        path("retry/", views.retry, name="retry"),
        path("everything/", views.everything, name="everything"),
        path("pages/<int:pk>/", views.page_state, name="page_state"),
    ],
    "standfirst_bake",
)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("bake/", include(_urls))]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """List the page among the reports."""
    return MenuItem(_("Public site"), reverse("standfirst_bake:overview"), icon_name="globe", order=50)


class PublicSite(Component):
    """One line on the desk: whether readers have everything, and what failed."""

    name = "standfirst-public-site"
    order = 90
    template_name = "bake/admin/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the report."""
        return {"report": report()}


@hooks.register("construct_homepage_panels", order=200)
def panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the line below the desk."""
    panels.append(PublicSite())


@hooks.register("insert_editor_js")
def script() -> SafeString:
    """Show on a page's form when readers have it."""
    return format_html(
        '<script src="{}" data-states="{}" defer></script>',
        static("bake/admin.js"),
        reverse("standfirst_bake:overview"),
    )
