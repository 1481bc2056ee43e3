"""Watched sources in the admin: their list with how they do, an address tried before it is watched, lists of feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, Panel
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from standfirst.fetch import FetchError, Network
from standfirst.fetch.turns import HostBusy
from standfirst.provenance.admin.forms import check_language
from standfirst.stories.actions import Refused
from standfirst.wire.actions.sources import ask_anew, give_opml, take_opml, try_address, watch_feed
from standfirst.wire.admin import hubs
from standfirst.wire.feeds.opml import MOST_BYTES, OpmlRefused
from standfirst.wire.feeds.values import NOTES
from standfirst.wire.models import WatchedSource

NETWORK = Network()
"""What an address may lead to: the open internet. Tests put their own server here."""
_SHOWN = 8
EDIT = "wagtailsnippets_wire_watchedsource:edit"
LIST = "wagtailsnippets_wire_watchedsource:list"


class SourceForm(WagtailAdminModelForm):
    """A watched source as an editor knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = self.fields["section"].queryset.select_related(
            "parent__parent__parent"
        )
        self.fields["section"].label_from_instance = lambda section: str(section.trail)

    def clean_url(self) -> str:
        """Refuse an address that another source had before it moved."""
        url: str = self.cleaned_data["url"].strip()
        others = WatchedSource.objects.exclude(pk=self.instance.pk).only("title", "url", "former")
        # SQLite can't look into a list.
        other = next((each for each in others.iterator() if url in {each.url, *each.former}), None)
        if other is not None:
            raise forms.ValidationError(_("This address is watched already: “%(name)s”.") % {"name": other})
        return url

    def clean_language(self) -> str:
        """Take a language tag, or nothing."""
        tag: str = self.cleaned_data["language"].strip()
        return check_language(tag) if tag else ""

    def save(self, commit: bool = True) -> Any:
        """Ask a source whose address was changed as a new one: what was learned was of the old address."""
        if "url" in self.changed_data and self.instance.pk:
            fresh = WatchedSource()
            for name in (
                "etag",
                "last_modified",
                "identity",
                "hub",
                "topic",
                "published",
                "health",
                "failures",
                "moving_to",
                "next_check",
            ):
                setattr(self.instance, name, getattr(fresh, name))
        return super().save(commit)


class AnswersPanel(Panel):
    """What a source answered the last times, and how it does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wire/admin/answers_panel.html"

        def is_shown(self) -> bool:
            """Tell whether it has been saved."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the answers with their times."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            lines = [line | {"at": datetime.fromisoformat(line["at"])} for line in self.instance.answers]
            told = hubs.told(self.instance, timezone.now())
            return context | {"source": self.instance, "lines": lines, "hub": told}


class SourceFilters(WagtailFilterSet):
    class Meta:
        model = WatchedSource
        fields = ["health", "active", "language", "section"]


class SourceList(IndexView):
    """The list, with the ways to lists of feeds."""

    @property
    def header_more_buttons(self) -> list[Any]:
        """Add trying an address, and lists of feeds in and out."""
        more = [
            Button(
                _("Give out the list (OPML)"),
                reverse("standfirst_wire:opml_out"),
                icon_name="download",
                priority=90,
            )
        ]
        if self.request.user.has_perm("wire.add_watchedsource"):
            more += [
                Button(_("Try an address"), reverse("standfirst_wire:try"), icon_name="search", priority=70),
                Button(
                    _("Take in a list (OPML)"),
                    reverse("standfirst_wire:opml_in"),
                    icon_name="upload",
                    priority=80,
                ),
            ]
        return [*super().header_more_buttons, *more]


class WatchedSourceViewSet(SnippetViewSet):
    """Everything that is asked for news."""

    model = WatchedSource
    icon = "rss"
    menu_label = gettext_lazy("Watched sources")
    add_to_admin_menu = False
    index_view_class = SourceList
    filterset_class = SourceFilters
    list_per_page = 100
    search_fields = ["title", "url"]
    search_backend_name = None
    list_display = [
        "__str__", "outlet", "language", "section", "get_health_display", "failures",
        DateColumn("checked_at", label=gettext_lazy("Asked"), sort_key="checked_at"),
        DateColumn("news_at", label=gettext_lazy("Last had news"), sort_key="news_at"),
    ]  # fmt: skip
    edit_handler = ObjectList(
        [
            FieldPanel("url"),
            FieldPanel("outlet"),
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("language"), FieldPanel("section")]),
            FieldPanel("licence"),
            FieldPanel("page"),
            FieldPanel("active"),
            AnswersPanel(heading=gettext_lazy("How it does")),
        ],
        base_form_class=SourceForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[WatchedSource]:
        """Return the sources with what their columns show, in one query."""
        return WatchedSource.objects.select_related("outlet", "section")


class TryForm(forms.Form):
    """An address."""

    address = forms.URLField(
        label=gettext_lazy("Address of a feed, a sitemap or a site"), max_length=1000, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def try_one(request: HttpRequest) -> HttpResponse:
    """Ask an address and say what is there; nothing is watched yet."""
    if not request.user.has_perm("wire.add_watchedsource"):
        raise PermissionDenied
    form = TryForm(request.POST or None, initial={"address": request.GET.get("address", "")})
    context: dict[str, Any] = {"form": form, "page_title": _("Try an address"), "header_icon": "search"}
    if request.method == "POST" and form.is_valid():
        url = form.cleaned_data["address"]
        try:
            came = try_address(url, network=NETWORK)
        except (FetchError, HostBusy) as error:
            context["refused"] = str(error)
        else:
            context |= {"came": came, "url": url, "refused": came.said, "found": came.found}
            if (feed := came.feed) is not None:
                context |= {
                    "feed": feed,
                    "entries": feed.entries[:_SHOWN],
                    "notes": [NOTES[note] for note in feed.notes],
                    "moved": came.answer.url if came.answer.url != url else "",
                    "watched": WatchedSource.objects.filter(url__in={url, came.answer.url}).first(),
                }
    status = 422 if form.errors or context.get("refused") else 200
    return TemplateResponse(request, "wire/admin/try.html", context, status=status)


@require_POST
def watch(request: HttpRequest) -> HttpResponse:
    """Watch an address that was tried, and lead to its form: the rest is an editor's to say."""
    if not request.user.has_perm("wire.add_watchedsource"):
        raise PermissionDenied
    form = TryForm(request.POST)
    if not form.is_valid():
        return redirect("standfirst_wire:try")
    said = {name: request.POST.get(name, "")[:500] for name in ("title", "site", "language")}
    page = request.POST.get("kind") == "Page"
    try:
        source = watch_feed(form.cleaned_data["address"], **said, page=page, user=request.user)
    except Refused as refused:
        messages.warning(request, str(refused))
        return redirect(LIST)
    messages.success(
        request,
        _("“%(source)s” is watched now. Look whether outlet and section are right.") % {"source": source},
    )
    return redirect(EDIT, source.pk)


class OpmlForm(forms.Form):
    """A list of feeds."""

    file = forms.FileField(
        label=gettext_lazy("List of feeds"), widget=forms.FileInput(attrs={"accept": ".opml,.xml,text/x-opml,text/xml"}),
        help_text=gettext_lazy("An OPML file of at most 5 MB. A folder with a section's name stands for that section."),
    )  # fmt: skip
    language = forms.CharField(
        label=gettext_lazy("Language"), required=False, max_length=20,
        help_text=gettext_lazy("Of the outlets' names, where the list doesn't say it."),
    )  # fmt: skip

    def clean_language(self) -> str:
        """Take a language tag, or nothing."""
        tag: str = self.cleaned_data["language"].strip()
        return check_language(tag) if tag else ""


@require_http_methods(["GET", "HEAD", "POST"])
def opml_in(request: HttpRequest) -> HttpResponse:
    """Take in a list of feeds."""
    if not request.user.has_perm("wire.add_watchedsource"):
        raise PermissionDenied
    form = OpmlForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = take_opml(
                file.read(MOST_BYTES + 1), language=form.cleaned_data["language"], user=request.user
            )
        except (OpmlRefused, Refused) as refused:
            form.add_error("file", str(refused))
        else:
            added = len(taken.added)
            said = ngettext("%(count)d feed is watched now", "%(count)d feeds are watched now", added) % {
                "count": added
            }
            known = _("%(count)d were already") % {"count": len(taken.known)}
            messages.success(request, f"{said}; {known}." if taken.known else f"{said}.")
            return redirect(LIST)
    context = {"form": form, "page_title": _("Take in a list of feeds"), "header_icon": "upload"}
    return TemplateResponse(request, "wire/admin/opml.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
def opml_out(request: HttpRequest) -> HttpResponse:
    """Give out the list of watched sources."""
    if not request.user.has_perm("wire.view_watchedsource"):
        raise PermissionDenied
    answer = HttpResponse(give_opml(), content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sources.opml"'
    return answer


@require_POST
def anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a source be asked as soon as may be."""
    source = get_object_or_404(WatchedSource, pk=pk)
    if not request.user.has_perm("wire.change_watchedsource"):
        raise PermissionDenied
    ask_anew(source, user=request.user)
    messages.success(request, _("“%(source)s” is asked as soon as its site may be.") % {"source": source})
    return redirect(EDIT, source.pk)
