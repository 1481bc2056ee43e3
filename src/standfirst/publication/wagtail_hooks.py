"""The publication in the admin: its identity under Settings, sections and topics in the menu."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.publication.forms import PublicationForm, SlugFromName, TextsArea
from standfirst.publication.models import Publication, Section, Topic

_colour = forms.TextInput(attrs={"type": "color"})

_identity = [
    FieldPanel("name"),
    FieldPanel("tagline"),
    FieldPanel("footer_description", widget=TextsArea),
    FieldPanel("copyright_line"),
    FieldPanel("contact_email"),
    FieldPanel("founded"),
    FieldPanel("time_zone"),
    FieldPanel("house"),
    FieldPanel("licence"),
    FieldPanel("non_commercial"),
]
_looks = [
    MultiFieldPanel(
        [FieldPanel("logo_light"), FieldPanel("logo_dark"), FieldPanel("emblem")], heading=_("Logo")
    ),
    MultiFieldPanel(
        [FieldPanel("colour_light", widget=_colour), FieldPanel("colour_dark", widget=_colour)],
        heading=_("Colours"),
    ),
]
_menu = [
    HelpPanel(
        _(
            "Without items the menu shows the top sections. Subsections follow their section. A topic with "
            "dates of special coverage stands in the menu for that time, in front where it has no item here."
        )
    ),
    InlinePanel(
        "menu_items",
        [
            FieldPanel("section"),
            FieldPanel("topic"),
            FieldPanel("standing_role"),
            FieldPanel("url"),
            FieldPanel("label"),
            FieldPanel("small_screen_order"),
        ],
        heading=_("Menu"),
        label=_("menu item"),
    ),
]
_elsewhere = [
    InlinePanel(
        "partners",
        [FieldPanel("name"), FieldPanel("url"), FieldPanel("logo")],
        heading=_("Partners"),
        label=_("partner"),
    ),
    InlinePanel(
        "follow_links",
        [FieldPanel("service"), FieldPanel("label"), FieldPanel("url")],
        heading=_("Follow"),
        label=_("follow link"),
    ),
]
_languages = [
    HelpPanel(
        _(
            "Add a language under Settings, Locales: it gets a home page, a place for stories and standing "
            "pages to start from. The order of the home pages in the page tree is the order readers get."
        )
    ),
]
_consent = [FieldPanel("consent_purposes"), FieldPanel("consent_text", widget=TextsArea)]
_machines = [
    FieldPanel("tdm_reservation"),
    FieldPanel("tdm_policy_url"),
    FieldPanel("security_contact"),
]
_copies = [
    FieldPanel("kept_copies_mb"),
    MultiFieldPanel(
        [FieldPanel("asks_archive"), FieldPanel("archive_lookup"), FieldPanel("archive_save")],
        heading=_("Public archive"),
    ),
]

# Here and not on the model: the panels' forms ask the publication for its languages.
Publication.edit_handler = TabbedInterface(
    [
        ObjectList(_identity, heading=_("Identity")),
        ObjectList(_looks, heading=_("Looks")),
        ObjectList(_menu, heading=_("Menu")),
        ObjectList(_elsewhere, heading=_("Partners and follow")),
        ObjectList(_languages, heading=_("Languages")),
        ObjectList(_consent, heading=_("Consent")),
        ObjectList(_machines, heading=_("Machines")),
        ObjectList(_copies, heading=_("Copies of cited pages")),
    ],
    base_form_class=PublicationForm,
)


class SectionViewSet(SnippetViewSet):
    """Sections, each with what it is inside of."""

    model = Section
    icon = "folder-open-inverse"
    menu_label = _("Sections")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["trail", "slug"]
    sort_order_field = "sort_order"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description", widget=TextsArea),
            FieldPanel("parent"),
            FieldPanel("slug"),
        ],
        base_form_class=SlugFromName,
    )

    def get_queryset(self, request: Any) -> QuerySet[Section]:
        """Return the sections with what they are inside of, in one query."""
        return Section.objects.select_related("parent__parent__parent")


class TopicViewSet(SnippetViewSet):
    """Topics, those in special coverage with their dates."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "covered_from", "covered_until"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("description", widget=TextsArea),
            MultiFieldPanel(
                [FieldPanel("covered_from"), FieldPanel("covered_until")], heading=_("Special coverage")
            ),
            FieldPanel("same_as"),
            FieldPanel("slug"),
        ],
        base_form_class=SlugFromName,
    )


register_snippet(SectionViewSet)
register_snippet(TopicViewSet)
