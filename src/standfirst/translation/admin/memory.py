"""The memory in the admin: looking into it, taking it away as a file, and bringing one in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from standfirst.translation.actions import add_units, export_units
from standfirst.translation.models import TranslationUnit
from standfirst.translation.pairing.tmx import MAX_BYTES, NotTmx
from standfirst.translation.refusing import said

PER_PAGE = 50


class FileForm(forms.Form):
    """A file to bring in."""

    file = forms.FileField(
        label=gettext_lazy("TMX file"),
        help_text=gettext_lazy("A translation memory from another program, up to 64 MB."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """List what was translated, newest first; take a file in, and texts out of it."""
    if not request.user.has_perm("translation.view_translationunit"):
        raise PermissionDenied
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if request.POST.get("forget", "").isdecimal():
            return _forget(request, int(request.POST["forget"]))
        if not request.user.has_perm("translation.add_translationunit"):
            raise PermissionDenied
        if form.is_valid() and _taken(request, form):
            return redirect("standfirst_translation:memory")
    words = request.GET.get("q", "").strip()
    units = TranslationUnit.objects.select_related("story")
    if words:
        units = units.filter(Q(source__icontains=words) | Q(target__icontains=words))
    context: dict[str, Any] = {
        "page_title": _("Translation memory"),
        "header_icon": "history",
        "form": form,
        "units": Paginator(units, PER_PAGE).get_page(request.GET.get("p")),
        "words": words,
    }
    return TemplateResponse(
        request, "translation/admin/memory.html", context, status=422 if form.errors else 200
    )


def _taken(request: HttpRequest, form: FileForm) -> bool:
    try:
        new, known, unused = add_units(form.cleaned_data["file"].read(MAX_BYTES + 1), at=timezone.now())
    except NotTmx as refused:
        form.add_error("file", said(refused))
        return False
    messages.success(
        request,
        _("%(new)d translations are new, %(known)d were here, %(unused)d can't be used.")
        % {"new": new, "known": known, "unused": unused},
    )
    return True


def _forget(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm("translation.delete_translationunit"):
        raise PermissionDenied
    TranslationUnit.objects.filter(pk=pk).delete()
    messages.success(request, _("Forgotten."))
    return redirect("standfirst_translation:memory")


@require_safe
def file(request: HttpRequest) -> StreamingHttpResponse:
    """Answer with the whole memory as a TMX file."""
    if not request.user.has_perm("translation.view_translationunit"):
        raise PermissionDenied
    return StreamingHttpResponse(
        export_units(),
        content_type="application/xml",
        headers={"Content-Disposition": 'attachment; filename="memory.tmx"'},
    )
