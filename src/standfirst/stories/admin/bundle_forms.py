"""Bundles in the admin: their list, and the form that says which stories belong together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, PageChooserPanel, Panel
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from standfirst.stories.models import Bundle


class BundleForm(WagtailAdminModelForm):
    """Which stories belong together; closed once the bundle is scheduled or published."""

    def clean(self) -> dict[str, Any]:
        """Refuse changes of a bundle that is not open, and a story that stands in it twice."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.instance.published_at is not None:
            raise ValidationError(_("This bundle is published. Make a new one."))
        if self.instance.scheduled_for is not None:
            raise ValidationError(
                _("This bundle is scheduled. Take it off the schedule before you change it.")
            )
        stories = [
            form.cleaned_data.get("story")
            for form in self.formsets["items"].forms
            if form.is_valid() and not form.cleaned_data.get("DELETE")
        ]
        if len(stories) != len(set(stories)):
            raise ValidationError(_("A story stands in this bundle twice. Remove one."))
        return cleaned


class StatePanel(Panel):
    """What the bundle waits for, with the way to publish it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "stories/admin/bundle_panel.html"

        def is_shown(self) -> bool:
            """Tell whether the bundle is saved."""
            return self.instance.pk is not None


class _ToItsPage:
    """After saving comes the page that checks and publishes the bundle."""

    object: Bundle

    def get_success_url(self) -> str:
        """Return the bundle's own page."""
        return reverse("standfirst_stories:bundle", args=[self.object.pk])


class BundleCreateView(_ToItsPage, CreateView):
    pass


class BundleEditView(_ToItsPage, EditView):
    pass


class BundleViewSet(SnippetViewSet):
    """Stories that are published together."""

    model = Bundle
    icon = "list-ul"
    menu_label = _("Bundles")
    menu_order = 205
    add_to_admin_menu = True
    add_view_class = BundleCreateView
    edit_view_class = BundleEditView
    list_display = ["title", "scheduled_for", "published_at"]
    list_per_page = 50
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            StatePanel(heading=_("State")),
            FieldPanel("title"),
            InlinePanel(
                "items",
                [PageChooserPanel("story", "stories.Story")],
                heading=_("Stories"),
                label=_("story"),
                min_num=1,
                help_text=_(
                    "In the order in which they are published: the last one is the newest for readers."
                ),
            ),
        ],
        base_form_class=BundleForm,
    )
