"""Importing a page in the admin: the same action as ``standfirst import page``."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from standfirst.fetch import Network
from standfirst.publication.reading import publication
from standfirst.wire.actions import REFUSALS, ImportRefused, Wanted, Why, take
from standfirst.wire.admin.forms import ImportForm, languages_for
from standfirst.wire.reading import Content, read_file, read_page

NETWORK = Network()
"""What an address may lead to: the open internet. Tests put their own server here."""


@require_http_methods(["GET", "HEAD", "POST"])
def import_one(request: HttpRequest) -> HttpResponse:
    """Ask for a page; import it and lead to what was read from it, or say why not."""
    if not languages_for(request.user):
        raise PermissionDenied
    form = ImportForm(request.user, request.POST or None, request.FILES or None)
    refused: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            intake = take(_read(form), _wanted(request, form))
        except REFUSALS as refusal:
            refused = _refused(form, refusal)
        else:
            messages.success(
                request,
                _("“%(title)s” is a draft now. Confirm what was read from its page.")
                % {"title": intake.story},
            )
            return redirect("standfirst_wire:page", intake.story_id)
    context = {
        "form": form,
        "refused": refused,
        "page_title": _("Import a page"),
        "header_icon": "download",
    }
    status = 422 if refused or form.errors else 200
    return TemplateResponse(request, "wire/admin/import.html", context, status=status)


def _read(form: ImportForm) -> Content:
    file, address = form.cleaned_data["file"], form.cleaned_data["address"]
    if file is not None:
        return read_file(file, file.name, url=address or None)
    return read_page(address, contact=publication().contact_email, network=NETWORK)


def _wanted(request: HttpRequest, form: ImportForm) -> Wanted:
    names = ("language", "origin", "outlet", "section", "credit")
    return Wanted(**{name: form.cleaned_data[name] for name in names}, user=request.user)


def _refused(form: ImportForm, refusal: Exception) -> dict[str, Any]:
    if isinstance(refusal, ImportRefused) and refusal.why == Why.NO_OUTLET:
        form.add_error("outlet", str(refusal))
        return {}
    found: dict[str, Any] = {"message": str(refusal)}
    original = getattr(refusal, "original", None)
    if original is not None:
        story = original.stories.order_by("pk").first()
        found["title"] = story or original
        found["url"] = (
            reverse("wagtailadmin_pages:edit", args=[story.pk])
            if story
            else reverse("wagtailsnippets_provenance_original:edit", args=[original.pk])
        )
    return found
