"""What stands behind stories, in the admin: agents, originals, permissions, sources."""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from standfirst.provenance.admin.asking import AddPermission, PermissionList, RequestsPanel
from standfirst.provenance.admin.checking import LinkPanel
from standfirst.provenance.admin.choosers import (
    AgentChooser,
    OriginalChooser,
    PermissionChooser,
    SourceChooser,
)
from standfirst.provenance.admin.forms import AgentForm, OriginalForm, PermissionForm, SourceForm
from standfirst.provenance.admin.views import (
    AgentFilters,
    OriginalFilters,
    PermissionFilters,
    RecordViewSet,
    SourceFilters,
)
from standfirst.provenance.models import Agent, Original, Permission, Source
from standfirst.publication.forms import TextsArea


class AgentViewSet(RecordViewSet):
    """Everybody who says, writes or publishes."""

    model = Agent
    icon = "group"
    menu_label = _("Agents")
    list_display = ["__str__", "kind", "slug", "country", "has_profile"]
    filterset_class = AgentFilters
    chooser_viewset_class = AgentChooser
    around = ()
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("name"),
            FieldPanel("role"),
            FieldPanel("description", widget=TextsArea),
            FieldPanel("picture"),
            FieldPanel("aliases"),
            MultiFieldPanel(
                [
                    FieldPanel("url"),
                    FieldPanel("contact"),
                    FieldPanel("same_as"),
                    FieldPanel("languages"),
                    FieldPanel("country"),
                ],
                heading=_("Elsewhere"),
            ),
            RequestsPanel(heading=_("Permissions asked for")),
            InlinePanel(
                "part_of",
                [FieldPanel("whole"), FieldRowPanel([FieldPanel("start"), FieldPanel("end")])],
                heading=_("Part of"),
                label=_("organisation or outlet"),
            ),
            MultiFieldPanel([FieldPanel("has_profile"), FieldPanel("slug")], heading=_("Page")),
        ],
        base_form_class=AgentForm,
    )


class OriginalViewSet(RecordViewSet):
    """What translations, reprints and summaries were made from."""

    model = Original
    icon = "doc-full"
    menu_label = _("Originals")
    list_display = ["title", "outlet", "date", "language", "licence"]
    filterset_class = OriginalFilters
    chooser_viewset_class = OriginalChooser
    edit_handler = ObjectList(
        [
            FieldPanel("outlet"),
            FieldPanel("title"),
            FieldPanel("authors"),
            FieldRowPanel([FieldPanel("date"), FieldPanel("language")]),
            FieldPanel("url"),
            MultiFieldPanel(
                [FieldPanel("licence"), FieldPanel("rights_holder"), FieldPanel("reservation")],
                heading=_("Rights"),
            ),
            MultiFieldPanel([FieldPanel("text"), FieldPanel("text_withheld")], heading=_("Text")),
        ],
        base_form_class=OriginalForm,
    )


class PermissionViewSet(RecordViewSet):
    """Who allowed us what, and until when."""

    model = Permission
    icon = "key"
    menu_label = _("Permissions")
    index_view_class = PermissionList
    add_view_class = AddPermission
    list_display = ["__str__", "granted_by", "allows_reprint", "allows_translation", "valid_until"]
    filterset_class = PermissionFilters
    chooser_viewset_class = PermissionChooser
    edit_handler = ObjectList(
        [
            HelpPanel(_("Write down what the grant says, no more. What it doesn't name isn't allowed.")),
            MultiFieldPanel([FieldPanel("outlet"), FieldPanel("original")], heading=_("Whose work")),
            MultiFieldPanel(
                [
                    FieldPanel("granted_by"),
                    FieldPanel("granted_on"),
                    FieldPanel("kind"),
                    FieldPanel("licence"),
                ],
                heading=_("The grant"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("allows_reprint"),
                    FieldPanel("allows_translation"),
                    FieldPanel("allows_summary"),
                    FieldPanel("languages"),
                    FieldPanel("includes_images"),
                ],
                heading=_("What it allows"),
            ),
            FieldRowPanel(
                [FieldPanel("valid_from"), FieldPanel("valid_until")],
                heading=_("For how long"),
                help_text=_(
                    "The desk is warned 14 days before the end. After the last day its stories are withdrawn."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("credit_wording", widget=TextsArea),
                    FieldPanel("shows_logo"),
                    FieldPanel("robots"),
                ],
                heading=_("What it asks of the page"),
            ),
            FieldPanel("note"),
        ],
        base_form_class=PermissionForm,
    )


class SourceViewSet(RecordViewSet):
    """What stories rest on."""

    model = Source
    icon = "link"
    menu_label = _("Sources")
    list_display = ["__str__", "kind", "date", "language", "link_check"]
    filterset_class = SourceFilters
    chooser_viewset_class = SourceChooser
    around = ("outlet", "link_check")
    edit_handler = ObjectList(
        [
            FieldPanel("outlet"),
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("date"), FieldPanel("language")]),
            FieldPanel("url"),
            LinkPanel(heading=_("Does the address answer?")),
            FieldPanel("kind"),
            FieldPanel("raw", read_only=True),
        ],
        base_form_class=SourceForm,
    )


class ProvenanceGroup(SnippetViewSetGroup):
    """One entry of the menu for all of them."""

    menu_label = _("Provenance")
    menu_icon = "key"
    menu_order = 230
    items = (AgentViewSet, OriginalViewSet, PermissionViewSet, SourceViewSet)


register_snippet(ProvenanceGroup)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our lines of the audit log."""
    actions.register_action("standfirst.ask", _("Ask"), _("Asked it for a permission"))
    actions.register_action("standfirst.ask_refused", _("Refused"), _("It refused a permission"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Add our own pages."""
    return [path("provenance/", include("standfirst.provenance.admin.urls"))]
