"""What came in: a list of items by source, language, age and words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from standfirst.wire.admin.watches import with_hits
from standfirst.wire.models import Item, WatchedSource

PAGE = 50
_MOST_WORDS = 6
_CHOSEN = mark_safe(" selected")
AGES = [
    ("1", gettext_lazy("a day")),
    ("3", gettext_lazy("3 days")),
    ("14", gettext_lazy("2 weeks")),
    ("", gettext_lazy("any")),
]


class ItemFilters(forms.Form):
    """How the list is narrowed."""

    words = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=200)
    source = forms.ModelChoiceField(
        label=gettext_lazy("Source"),
        queryset=WatchedSource.objects.all(),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    language = forms.CharField(label=gettext_lazy("Language"), required=False, max_length=20)
    days = forms.ChoiceField(label=gettext_lazy("Not older than"), choices=AGES, required=False)
    passed = forms.BooleanField(label=gettext_lazy("Also passed ones"), required=False)


def narrowed(said: dict[str, Any], now: datetime) -> QuerySet[Item]:
    """Return the items that the filters name, newest first. All ``words`` must stand in title or text."""
    items = Item.objects.select_related("outlet").defer("text")
    if said.get("source"):
        items = items.filter(source=said["source"])
    if said.get("language"):
        items = items.filter(Q(language=said["language"]) | Q(language__startswith=f"{said['language']}-"))
    if said.get("days"):
        items = items.filter(at__gte=now - timedelta(days=int(said["days"])))
    if not said.get("passed"):
        items = items.filter(passed_at=None)
    for word in said.get("words", "").split()[:_MOST_WORDS]:
        items = items.filter(Q(title__icontains=word) | Q(text__icontains=word))
    return items.order_by("-at", "-pk")


@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """Show what came in."""
    if not request.user.has_perm("wire.view_item"):
        raise PermissionDenied
    form = ItemFilters(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    found = narrowed(said, timezone.now())
    after = _moment(request.GET.get("before", ""))
    if after is not None:
        found = found.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]))
    page = list(with_hits(found[: PAGE + 1]))
    older = ""
    if len(page) > PAGE:
        page = page[:PAGE]
        query = request.GET.copy()
        query["before"] = f"{page[-1].at.timestamp():.6f}-{page[-1].pk}"
        older = query.urlencode()
    context = {
        "sources": _options(said.get("source")),
        "form": form, "items": page, "older": older, "page_title": _("Items of the wire"), "header_icon": "list-ul",
    }  # fmt: skip
    return TemplateResponse(request, "wire/admin/items.html", context, status=422 if form.errors else 200)


def _options(chosen: WatchedSource | None) -> SafeString:
    """Return the sources to choose from. Of thousands, the form's own list takes half a second, a template's a tenth."""
    mine = chosen.pk if chosen else None
    sources = WatchedSource.objects.values_list("pk", "title", "url")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((pk, _CHOSEN if pk == mine else "", title or url) for pk, title, url in sources),
    )


def _moment(said: str) -> tuple[datetime, int] | None:
    at, _, pk = said.rpartition("-")
    try:
        return datetime.fromtimestamp(float(at), tz=timezone.get_current_timezone()), int(pk)
    except (ValueError, OverflowError, OSError):
        return None
