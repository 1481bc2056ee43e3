"""Choosers with a search that folds letters, and a form to add what is missing without leaving the story."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from standfirst.provenance.admin.finding import FIND
from standfirst.provenance.admin.forms import AgentForm, OriginalForm, PermissionForm, SourceForm
from standfirst.provenance.models import Agent, Original, Permission, Source


class FindForm(BaseFilterForm):
    """The chooser's search."""

    q = forms.CharField(
        label=_("Search term"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Search")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow ``objects`` to what was searched for."""
        words = self.cleaned_data["q"].strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return FIND[objects.model](objects, words)


class _Choose(ChooseView):
    filter_form_class = FindForm


class _ChooseResults(ChooseResultsView):
    filter_form_class = FindForm


class _Widget(AdminSnippetChooser):
    """Wagtail's makes its texts once, in the language of the moment; ours are read when they are shown."""

    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model or self.model, **kwargs)
        for name in ("choose_one_text", "choose_another_text", "link_to_chosen_text"):
            setattr(self, name, kwargs.get(name) or getattr(type(self), name))


class _Chooser(SnippetChooserViewSet):
    base_widget_class = _Widget
    choose_view_class = _Choose
    choose_results_view_class = _ChooseResults
    creation_tab_label = _("New")
    around: tuple[str, ...] = ("outlet",)

    @cached_property
    def widget_class(self) -> Any:
        """The class of the widget, under Wagtail 7.4 too, whose choosers of snippets hold one widget for all."""
        return ChooserViewSet.widget_class.func(self)

    def get_object_list(self) -> QuerySet[Any]:
        """Return what can be chosen, with what its name is made of."""
        objects: QuerySet[Any] = self.model._default_manager.select_related(*self.around)
        return objects


class NewAgentForm(AgentForm):
    class Meta:
        model = Agent
        fields = ("kind", "name", "role", "aliases", "url", "has_profile", "slug")


class NewOriginalForm(OriginalForm):
    class Meta:
        model = Original
        fields = ("outlet", "title", "authors", "date", "language", "url", "licence", "text")


class NewPermissionForm(PermissionForm):
    class Meta:
        model = Permission
        fields = (
            "outlet", "granted_by", "granted_on", "kind", "licence", "allows_reprint", "allows_translation",
            "allows_summary", "languages", "valid_until", "includes_images", "credit_wording",
        )  # fmt: skip


class NewSourceForm(SourceForm):
    class Meta:
        model = Source
        fields = ("outlet", "title", "date", "language", "url", "kind")


class AgentChooser(_Chooser):
    """Agents, with the form for a new one."""

    choose_one_text = _("Choose an agent")
    choose_another_text = _("Choose another agent")
    edit_item_text = _("Edit this agent")
    creation_form_class = NewAgentForm
    around = ()


class OriginalChooser(_Chooser):
    """Originals, with the form for a new one."""

    choose_one_text = _("Choose an original")
    choose_another_text = _("Choose another original")
    edit_item_text = _("Edit this original")
    creation_form_class = NewOriginalForm


class PermissionChooser(_Chooser):
    """Permissions, with the form for a new one."""

    choose_one_text = _("Choose a permission")
    choose_another_text = _("Choose another permission")
    edit_item_text = _("Edit this permission")
    creation_form_class = NewPermissionForm


class SourceChooser(_Chooser):
    """Sources, with the form for a new one."""

    choose_one_text = _("Choose a source")
    choose_another_text = _("Choose another source")
    edit_item_text = _("Edit this source")
    creation_form_class = NewSourceForm
