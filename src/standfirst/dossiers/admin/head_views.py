"""The dossier itself in the admin: a new one, and what it is called and given away under."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from standfirst.dossiers import models as room
from standfirst.dossiers.actions import DossierExists, Outdated, import_dossier, store
from standfirst.dossiers.admin.forms import WhyForm
from standfirst.dossiers.admin.views import allowed, editable, page
from standfirst.dossiers.loading import load
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import DossierErrors, dossier_data, read_data
from standfirst.dossiers.reckoning.reading import FORMAT
from standfirst.publication.forms import LinesField, TextsArea, TextsField
from standfirst.publication.languages import slug
from standfirst.publication.reading import languages

_FIELDS = ("title", "languages", "summary", "licence", "boundary_policy")


class HeadForm(WhyForm):
    """What a dossier is."""

    field_order = (*_FIELDS, "why")

    title = TextsField(label=gettext_lazy("Title"))
    languages = LinesField(
        label=gettext_lazy("Languages"),
        help_text=gettext_lazy(
            "Their tags, one a line, the main one first. It has pages in those of the publication."
        ),
    )
    summary = TextsField(label=gettext_lazy("Summary"), widget=TextsArea, required=False)
    licence = forms.CharField(label=gettext_lazy("Licence of its data"), required=False, max_length=200)
    boundary_policy = TextsField(
        label=gettext_lazy("What it holds of boundaries"), widget=TextsArea, required=False
    )

    def data_of(self, ident: str) -> Data:
        """The dossier's head as its file has it."""
        return {"id": ident, **{name: self.cleaned_data[name] for name in _FIELDS if self.cleaned_data[name]}}


@page
def add(request: HttpRequest) -> HttpResponse:
    """A new dossier, which no reader sees yet."""
    allowed(request, "add")
    form = HeadForm(request.POST or None, initial={"languages": list(languages())})
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        language, title = next(iter(form.cleaned_data["title"].items()))
        head = form.data_of(slug(title, language, 60) or "dossier")
        try:
            made = import_dossier(
                read_data({"format": FORMAT, "dossier": head}, head["id"]),
                user=request.user,
                why=form.cleaned_data["why"],
                live=False,
            )
        except DossierErrors as error:
            errors = error.errors
        except DossierExists:
            errors = [_("There is a dossier of that name already.")]
        else:
            return redirect("standfirst_dossiers:dossier", made.pk)
    context = {
        "page_title": _("A new dossier"),
        "header_icon": "folder-open-1",
        "form": form,
        "errors": errors,
    }
    return TemplateResponse(request, "dossiers/admin/head.html", context)


@page
def head(request: HttpRequest, pk: int) -> HttpResponse:
    """What an existing dossier is."""
    dossier = editable(request, pk)
    old = dossier_data(load(dossier))
    form = HeadForm(request.POST or None, initial=old["dossier"])
    errors: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            value = read_data(old | {"dossier": form.data_of(dossier.ident)}, dossier.ident)
            seen: Any = request.POST.get("seen", "")
            number = int(seen) if seen.isdigit() else None
            store(value, user=request.user, why=form.cleaned_data["why"], dossier=dossier, number=number)
        except DossierErrors as error:
            errors = error.errors
        except Outdated:
            errors = [_("Somebody changed the dossier meanwhile. Look at what follows now, and save again.")]
        else:
            messages.success(request, _("Saved."))
            return redirect("standfirst_dossiers:dossier", pk)
    now = room.Dossier.objects.get(pk=pk)
    context = {
        "page_title": str(dossier),
        "header_icon": "folder-open-1",
        "form": form,
        "errors": errors,
        "dossier": now,
    }
    return TemplateResponse(request, "dossiers/admin/head.html", context)
