"""Wagtail's admin made a newsroom's: the desk, the story's form, and what can be done to a story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from standfirst.stories.admin import checking
from standfirst.stories.admin.bundle_forms import BundleViewSet
from standfirst.stories.admin.desk import Desk
from standfirst.stories.models import Story
from standfirst.stories.panels import story_form

Story.edit_handler = story_form()
register_snippet(BundleViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("stories/", include("standfirst.stories.admin.urls"))]


@hooks.register("construct_homepage_panels")
def desk(request: HttpRequest, panels: list[Any]) -> None:
    """Put the desk in the place of Wagtail's own panels."""
    panels[:] = [Desk(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the counts of pages, images and documents: they help nobody to work."""
    items.clear()


@hooks.register("construct_main_menu", order=1000)
def no_documents(request: HttpRequest, items: list[Any]) -> None:
    """Leave out files for download: nothing of ours links to them."""
    items[:] = [item for item in items if item.name != "documents"]


@hooks.register("construct_help_menu", order=1000)
def only_shortcuts(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's news and guide, with their badges: they are about another admin than this. Shortcuts stay."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("before_publish_page")
def checks_first(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Show what blocks publishing instead of publishing."""
    return checking.before_publish(request, page)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer to withdraw, give back or legally remove a published story."""
    story = page.specific_deferred
    if not isinstance(story, Story) or story.address_year is None:
        return
    tester = story.permissions_for_user(user)
    if tester.can_publish():
        name, label = ("restore", _("Give back")) if story.withdrawn else ("withdraw", _("Withdraw"))
        url = reverse(f"standfirst_stories:{name}", args=[story.pk])
        yield Button(label, url, icon_name="undo" if story.withdrawn else "download", priority=60)
    if tester.can_edit() and user.has_perm("stories.add_removal"):
        url = reverse("standfirst_stories:ask_removal", args=[story.pk])
        yield Button(_("Ask for legal removal"), url, icon_name="warning", priority=70)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Add the newsroom's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("stories/admin.css"))


@hooks.register("insert_editor_js")
def script() -> SafeString:
    """Add the form's script."""
    return format_html('<script src="{}"></script>', static("stories/admin.js"))
