"""Saved watches in the admin: their list and form, the hits of each, and the address of its feed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from standfirst.provenance.admin.forms import check_language
from standfirst.provenance.models import Agent
from standfirst.publication.forms import LinesField
from standfirst.wire.actions import watches
from standfirst.wire.models import Hit, Watch
from standfirst.wire.watches import LONGEST_LINE, MOST_LINES, SHORTEST, line_words

PAGE, _MOST = 50, 1000


def with_hits(items: QuerySet[Any]) -> QuerySet[Any]:
    """Return items with the names of the watches that each is for, in one query more."""
    return items.prefetch_related(Prefetch("hits", Hit.objects.select_related("watch").order_by("pk")))


class _WordsField(LinesField):
    MOST = MOST_LINES

    def validate(self, value: Any) -> None:
        """Refuse lines that are too long, or have no word to look for."""
        super().validate(value)
        for line in value:
            if len(line) > LONGEST_LINE:
                raise ValidationError(
                    _("“%(line)s…” is too long. A line has at most %(most)d characters."),
                    params={"line": line[:30], "most": LONGEST_LINE},
                )
            if not line_words(line):
                raise ValidationError(
                    _("“%(line)s” has no word of at least %(least)d letters."),
                    params={"line": line, "least": SHORTEST},
                )


class WatchForm(forms.ModelForm[Watch]):
    """What a watch waits for."""

    class Meta:
        model = Watch
        fields = ("name", "words", "places", "outlets", "languages", "mail", "active")

    words = _WordsField(
        label=gettext_lazy("words"),
        required=False,
        help_text=gettext_lazy(
            "One line for each thing to look for; of a line all words must be there, in title or text. Beginnings are "
            "enough, and so are plain letters: “baki” finds “Bakıda”."
        ),
    )
    places = _WordsField(
        label=gettext_lazy("places"),
        required=False,
        help_text=gettext_lazy("Names of places, one a line: one of them must be there too."),
    )
    languages = LinesField(
        label=gettext_lazy("languages"),
        required=False,
        help_text=gettext_lazy("Codes such as en or ru, one a line. None: all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outlets: Any = self.fields["outlets"]
        outlets.queryset = Agent.objects.filter(watched_sources__isnull=False).distinct().order_by("slug")
        outlets.help_text = _("Of those that are watched. None chosen: all.")

    def clean_name(self) -> str:
        """Keep the name on one line: it is the subject of mails."""
        return " ".join(self.cleaned_data["name"].split())

    def clean_languages(self) -> list[str]:
        """Take language tags only."""
        return [check_language(tag) for tag in self.cleaned_data["languages"]]

    def clean(self) -> dict[str, Any]:
        """Refuse a watch that waits for everything."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(
            cleaned.get(name) for name in ("words", "places", "outlets", "languages")
        ):
            self.add_error("words", _("Say what it waits for: words, places, outlets or languages."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Tell of what comes from now on, where mails were switched on."""
        saved = super().save(commit)
        if commit and {"mail", "active"} & set(self.changed_data):
            watches.tell_from_now(saved)
        return saved


def _may(user: Any, watch: Watch) -> bool:
    """Whoever made it may change it; so may who decides on sources, for people leave."""
    return watch.owner_id == user.pk or bool(user.has_perm("wire.change_watchedsource"))


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """All watches, one's own first."""
    if not request.user.has_perm("wire.view_watch"):
        raise PermissionDenied
    found = Watch.objects.select_related("owner").order_by("name", "pk")[:_MOST]
    rows = sorted(((each, _may(request.user, each)) for each in found), key=lambda row: not row[1])
    context = {"rows": rows, "page_title": _("Saved watches"), "header_icon": "view"}
    return TemplateResponse(request, "wire/admin/watches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The form of a watch, or of a new one, which is whose who makes it."""
    user: Any = request.user
    if pk is None:
        one = Watch(owner=user)
        if not user.has_perm("wire.add_watch"):
            raise PermissionDenied
    else:
        one = _changeable(request, pk)
    form = WatchForm(request.POST if request.method == "POST" else None, instance=one)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save()
        messages.success(request, _("Saved. It looks at what comes from now on."))
        return redirect("standfirst_wire:hits", made.pk)
    context = {
        "form": form, "watch": one, "page_title": _("Saved watch"), "page_subtitle": one.name if pk else _("new"),
        "header_icon": "view",
    }  # fmt: skip
    return TemplateResponse(request, "wire/admin/watch.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a watch with its hits, after asking."""
    one = _changeable(request, pk)
    if request.method == "POST":
        one.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": one})
        return redirect("standfirst_wire:watches")
    context = {"watch": one, "page_title": _("Delete"), "page_subtitle": one.name, "header_icon": "bin"}
    return TemplateResponse(request, "wire/admin/watch_delete.html", context)


def _changeable(request: HttpRequest, pk: int) -> Watch:
    one = _watch(request, pk)
    if not _may(request.user, one):
        raise PermissionDenied
    return one


def _watch(request: HttpRequest, pk: int) -> Watch:
    if not (request.user.has_perm("wire.view_item") and request.user.has_perm("wire.view_watch")):
        raise PermissionDenied
    return get_object_or_404(Watch.objects.select_related("owner"), pk=pk)


@require_safe
def hits(request: HttpRequest, pk: int) -> HttpResponse:
    """The hits so far, newest first; to whom it belongs, with the feed's address."""
    watch = _watch(request, pk)
    mine = _may(request.user, watch)
    page = Paginator(watches.newest_hits(watch), PAGE).get_page(request.GET.get("p"))
    url = ""
    if mine and watch.feed_token:
        url = settings.BASE_URL + reverse("standfirst_watches:feed", args=[watch.feed_token])
    context = {
        "watch": watch, "mine": mine, "hits": page, "feed": url, "page_title": str(watch),
        "page_subtitle": _("Hits so far"), "header_icon": "view",
    }  # fmt: skip
    return TemplateResponse(request, "wire/admin/hits.html", context)


@require_POST
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the hits a feed, a new address, or none."""
    watch = _changeable(request, pk)
    if request.POST.get("act") == "close":
        watches.close_feed(watch)
        messages.success(request, _("There is no feed any more."))
    else:
        watches.renew_feed(watch)
        messages.success(request, _("The feed has an address that only you know."))
    return redirect("standfirst_wire:hits", pk)
