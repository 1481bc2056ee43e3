"""The story's form, in the order an editor thinks. The language is the tree it stands in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from standfirst.stories.admin.forms import StoryForm
from standfirst.stories.admin.panels import ChangesPanel, ChecksPanel, CitationsPanel, ReusePanel


class PublishedOnly(MultiFieldPanel):
    """Shown once the story is published."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Tell whether readers have had the story."""
            return self.instance.address_year is not None and super().is_shown()


def _choices() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple(attrs={"class": "standfirst-choices"})


_further: list[Callable[[], Panel]] = []


def register(make: Callable[[], Panel]) -> None:
    """Add a panel of a room above below the list of what blocks publishing. Called from its ``AppConfig.ready``."""
    if make not in _further:
        _further.append(make)


def story_form() -> TabbedInterface:
    """Return the form's panels."""
    story: list[Any] = [
        ChecksPanel(heading=_("Before it can be published")),
        *(make() for make in _further),
        FieldPanel("origin", widget=forms.RadioSelect, attrs={"data-standfirst-origin": ""}),
        FieldPanel("genre"),
        FieldPanel(
            "title",
            heading=_("Headline"),
            help_text=_("As readers see it. Say what happened, in one line."),
            classname="title",
            icon="title",
        ),
        FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 2})),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("lead_picture"), FieldPanel("lead_caption")], heading=_("Lead picture"), icon="image"
        ),
        MultiFieldPanel(
            [
                FieldPanel("section", widget=forms.Select),
                FieldPanel("more_sections", widget=_choices()),
                FieldPanel("topics", widget=_choices()),
            ],
            heading=_("Where it stands"),
            icon="folder-open-inverse",
        ),
        InlinePanel(
            "credits",
            [FieldPanel("agent"), FieldPanel("role")],
            heading=_("Credits"),
            label=_("credit"),
            icon="group",
            help_text=_("In the order readers see. The translator is as visible as the author."),
        ),
        FieldPanel("author_note", widget=forms.Textarea(attrs={"rows": 2})),
        MultiFieldPanel(
            [
                HelpPanel(
                    _("For a translation, reprint or summary: what it was made from, and who allowed it.")
                ),
                FieldPanel("original"),
                FieldPanel("permission"),
            ],
            heading=_("Original and permission"),
            icon="key",
            attrs={"data-standfirst-needs-original": ""},
        ),
    ]
    publication: list[Any] = [
        PublishedOnly(
            [FieldPanel("change_kind", widget=forms.RadioSelect), FieldPanel("change_text")],
            heading=_("This change"),
            icon="edit",
        ),
        FieldPanel("robots"),
        FieldPanel("terms"),
        ReusePanel(heading=_("Where it was republished")),
        FieldPanel("slug", heading=_("Address")),
        PublishingPanel(),
        CommentPanel(),
    ]
    citations: list[Any] = [
        CitationsPanel(heading=_("Citations")),
        ChangesPanel(heading=_("Changes readers were told")),
    ]
    return TabbedInterface(
        [
            ObjectList(story, heading=_("Story")),
            ObjectList(citations, heading=_("Citations and changes")),
            ObjectList(publication, heading=_("Publication")),
        ],
        base_form_class=StoryForm,
    )
