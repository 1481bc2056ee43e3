"""Lists of agents, originals, permissions and sources: their columns, filters and search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from standfirst.provenance.admin.finding import FIND
from standfirst.provenance.models import Agent, Original, Permission, Source

SOON = timedelta(days=14)


class FindingList(IndexView):
    """A list with the folded search of its model."""

    search_fields = ["pk"]
    """Not used by the search below: without any, Wagtail shows no search box."""

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to what was searched for."""
        return FIND[queryset.model](queryset, self.search_query) if self.is_searching else queryset


class RecordViewSet(SnippetViewSet):
    """What the four have in common."""

    index_view_class = FindingList
    list_per_page = 50
    chooser_per_page = 15
    search_fields = ["pk"]
    inspect_view_enabled = False
    around: tuple[str, ...] = ("outlet",)

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """Return the records with what their columns show, in one query."""
        records: QuerySet[Any] = self.model._default_manager.select_related(*self.around)
        return records


class AgentFilters(WagtailFilterSet):
    class Meta:
        model = Agent
        fields = ["kind", "has_profile", "country"]


class OriginalFilters(WagtailFilterSet):
    used = django_filters.BooleanFilter(
        field_name="stories", lookup_expr="isnull", exclude=True, distinct=True, label=_("Used by a story")
    )

    class Meta:
        model = Original
        fields = ["language", "licence", "text_withheld"]


class PermissionFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="filter_state",
        choices=[("in-force", _("in force")), ("ending", _("ends within 14 days")), ("over", _("over"))],
    )

    class Meta:
        model = Permission
        fields = ["kind", "allows_reprint", "allows_translation"]

    def filter_state(self, permissions: QuerySet[Permission], name: str, value: str) -> QuerySet[Permission]:
        """Narrow to those in force, ending soon, or over, today."""
        today = timezone.localdate()
        over = permissions.filter(valid_until__lt=today)
        if value == "over":
            return over
        if value == "ending":
            return permissions.filter(valid_until__gte=today, valid_until__lte=today + SOON)
        return permissions.exclude(pk__in=over.values("pk")).exclude(valid_from__gt=today)


class SourceFilters(WagtailFilterSet):
    broken = django_filters.BooleanFilter(method="filter_broken", label=_("Link broken"))

    class Meta:
        model = Source
        fields = ["kind", "language"]

    def filter_broken(self, sources: QuerySet[Source], name: str, value: bool) -> QuerySet[Source]:
        """Narrow to those whose link was found broken, or was not."""
        broken = sources.filter(link_check__broken=True)
        return broken if value else sources.exclude(pk__in=broken.values("pk"))
