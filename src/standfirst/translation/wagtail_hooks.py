"""The translation room in Wagtail's admin: the desk's addresses and buttons, the glossary, the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.publication.admin_menu import PermittedItem
from standfirst.stories.models import Story
from standfirst.translation.actions import may_begin
from standfirst.translation.models import GlossaryEntry
from standfirst.translation.sources import record_of, source_of
from standfirst.translation.summaries import is_summary


class GlossaryViewSet(SnippetViewSet):
    """Names and terms, as each side writes them."""

    model = GlossaryEntry
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 226
    add_to_admin_menu = True
    list_display = ["label", "note"]
    search_fields = ["label", "note", "terms__text"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("label"),
            InlinePanel(
                "terms",
                [FieldPanel("language"), FieldPanel("text"), FieldPanel("side"), FieldPanel("preferred")],
                heading=gettext_lazy("Terms"),
                label=gettext_lazy("term"),
                min_num=1,
                help_text=gettext_lazy(
                    "The basic form in each language; endings are understood. Where sides write it otherwise, one each."
                ),
            ),
            FieldPanel("note"),
        ]
    )


register_snippet(GlossaryViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("translation/", include("standfirst.translation.admin.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Put the memory beside the glossary."""
    return PermittedItem(
        "translation.view_translationunit",
        gettext_lazy("Translation memory"),
        reverse("standfirst_translation:memory"),
        icon_name="history",
        order=227,
    )


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead to the desk, and into other languages."""
    yield from _buttons(page, user, into=True)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Lead to the desk from the list of stories too."""
    yield from _buttons(page, user, into=False)


def _buttons(page: Any, user: Any, *, into: bool) -> Iterator[Button]:
    story = page.specific_deferred
    if not isinstance(story, Story) or not story.permissions_for_user(user).can_edit():
        return
    if record_of(story) is not None or source_of(story, None) is not None:
        url = reverse("standfirst_translation:desk", args=[story.pk])
        yield Button(_("Translation desk"), url, icon_name="edit", priority=55)
    if is_summary(story):
        url = reverse("standfirst_translation:summary", args=[story.pk])
        yield Button(_("Beside its sources"), url, icon_name="list-ul", priority=55)
    if into and may_begin(story, user):
        url = reverse("standfirst_translation:into", args=[story.pk])
        yield Button(_("Translate into another language"), url, icon_name="globe", priority=56)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    """Add the room's styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("translation/admin.css"))
