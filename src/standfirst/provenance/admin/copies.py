"""Copies of a source's page: those that we keep, for the newsroom, and addresses at public archives, for readers."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from standfirst.fetch.cleaning import safe_link
from standfirst.provenance import keeping, warc
from standfirst.provenance.archives import Memento
from standfirst.provenance.archiving import write_down
from standfirst.provenance.models import ArchivedCopy, KeptCopy, Source

SHOWN = 20


class AddressForm(forms.Form):
    """The address of a copy at a public archive, and when it was made."""

    url = forms.URLField(
        label=gettext_lazy("address of the archived copy"), max_length=1000, assume_scheme="https"
    )
    captured_at = forms.DateTimeField(
        label=gettext_lazy("made at (UTC)"),
        help_text=gettext_lazy("As the archive says, such as 2026-03-14 or 2026-03-14 09:30."),
    )

    def clean_url(self) -> str:
        """Take an address that readers may be led to."""
        address = safe_link(self.cleaned_data["url"])
        if address is None:
            raise ValidationError(_("Write a web address, beginning with https://."))
        return address

    def clean_captured_at(self) -> Any:
        """Take the time as written, in UTC; refuse one to come."""
        at = self.cleaned_data["captured_at"].replace(tzinfo=UTC)
        if at > timezone.now():
            raise ValidationError(_("This is still to come."))
        return at


def _require(request: HttpRequest, *verbs: str) -> None:
    if not any(request.user.has_perm(f"provenance.{verb}_source") for verb in verbs):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """List the copies of a source's page; posted, write down the address of one at a public archive."""
    _require(request, "view", "change")
    source = get_object_or_404(Source.objects.select_related("outlet"), pk=pk)
    form = AddressForm(request.POST or None)
    if request.method == "POST":
        _require(request, "change")
        if form.is_valid():
            new = write_down(source, Memento(form.cleaned_data["url"], form.cleaned_data["captured_at"]))
            if new:
                messages.success(request, _("The archived copy is written down."))
            else:
                messages.warning(request, _("This address is written down already."))
            return redirect("standfirst_provenance:copies", source.pk)
    context = {
        "source": source,
        "kept": source.kept.all()[:SHOWN],
        "archived": source.copies.all()[:SHOWN],
        "form": form,
        "may_change": request.user.has_perm("provenance.change_source"),
        "page_title": _("Copies of the page"),
        "page_subtitle": str(source),
        "header_icon": "link",
    }
    return TemplateResponse(request, "provenance/admin/copies.html", context)


@require_safe
def text(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what a kept copy says: its words as harmless HTML."""
    _require(request, "view", "change")
    copy = get_object_or_404(KeptCopy.objects.select_related("source__outlet"), uid=uid)
    shown, broken = "", False
    try:
        shown = warc.read(keeping.path_of(copy)).shown()
    except warc.UnreadableCopy:
        broken = True
    context = {
        "copy": copy,
        "shown": mark_safe(shown),  # noqa: S308 (what clean_html lets through)
        "broken": broken,
        "page_title": _("Kept copy"),
        "page_subtitle": str(copy.source),
        "header_icon": "link",
    }
    return TemplateResponse(request, "provenance/admin/copy.html", context)


@require_safe
def file(request: HttpRequest, uid: str) -> HttpResponse | FileResponse:
    """Send the file of a kept copy, to be saved and never opened by the browser."""
    _require(request, "view", "change")
    copy = get_object_or_404(KeptCopy, uid=uid)
    path = keeping.path_of(copy)
    if not path.is_file():
        messages.error(request, _("The file of this copy is missing."))
        return redirect("standfirst_provenance:copies", copy.source_id)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type="application/gzip"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def remove_kept(request: HttpRequest, uid: str) -> HttpResponse:
    """Delete a copy that we keep, as when its site asks for it."""
    _require(request, "change")
    copy = get_object_or_404(KeptCopy.objects.select_related("source"), uid=uid)
    pk = copy.source_id
    keeping.remove(copy)
    messages.success(request, _("The copy is deleted."))
    return redirect(reverse("standfirst_provenance:copies", args=[pk]))


@require_POST
def remove_archived(request: HttpRequest, uid: str) -> HttpResponse:
    """Forget the address of an archived copy."""
    _require(request, "change")
    copy = get_object_or_404(ArchivedCopy.objects.select_related("source"), uid=uid)
    with transaction.atomic():
        copy.delete()
    messages.success(request, _("The address is removed."))
    return redirect(reverse("standfirst_provenance:copies", args=[copy.source_id]))
