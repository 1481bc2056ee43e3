"""From an item to a claim in a dossier."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.dossiers.actions import Edit
from standfirst.dossiers.admin.citing import Document, source_of
from standfirst.dossiers.admin.fields import EdtfField
from standfirst.dossiers.admin.forms import ClaimForm
from standfirst.dossiers.admin.record_views import Start, answered
from standfirst.dossiers.admin.views import editable
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.models import Dossier
from standfirst.dossiers.reckoning import Dossier as Value
from standfirst.dossiers.reckoning.fields import MAX_QUOTE
from standfirst.provenance.admin.forms import check_language
from standfirst.wire.actions import claiming
from standfirst.wire.admin.item import item_or_404
from standfirst.wire.models import Item
from standfirst.wire.passages import passages

UNKNOWN = "und"


class ItemClaimForm(ClaimForm):
    """A claim that rests on an item: the item's own words and what it is as a source come first."""

    passage = forms.ChoiceField(
        label=gettext_lazy("What is quoted"), required=False,
        widget=forms.RadioSelect(attrs={"class": "standfirst-passages"}),
        help_text=gettext_lazy("A sentence of the item. What you write under “Word for word” in its language stands instead."),
    )  # fmt: skip
    source_title = forms.CharField(
        label=gettext_lazy("The item as a source: title"), required=False, max_length=500
    )
    source_date = EdtfField(label=gettext_lazy("The item as a source: date"), required=True)
    source_language = forms.CharField(
        label=gettext_lazy("The item as a source: language"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("Its tag, such as en or az."),
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["paragraph"]
        self.item = item
        first = ("passage", "about", "asserter", "source_title", "source_date", "source_language")
        self.order_fields([*first, *(name for name in self.fields if name not in first)])
        texts = passages(f"{item.title}\n{item.text}", MAX_QUOTE)
        self._passages = {hashlib.sha256(text.encode()).hexdigest()[:16]: text for text in texts}
        self.fields["passage"].choices = [("", _("nothing")), *self._passages.items()]  # type: ignore[attr-defined]
        for name, text in claiming.proposed(item).items():
            self.fields[f"source_{name}"].initial = text
        if item.published is None:
            self.fields["source_date"].help_text = _(
                "Its feed gives no date: this is the day on which it came. Look at its page."
            )

    def clean_source_language(self) -> str:
        """Take a language tag, or nothing."""
        tag: str = self.cleaned_data["source_language"].strip()
        return check_language(tag) if tag else ""

    def data_of(self, via: Any) -> Data:
        """The claim as the file has it."""
        found = super().data_of(via)
        if text := self._passages.get(self.cleaned_data["passage"]):
            language = self.cleaned_data["source_language"] or UNKNOWN
            found["quote"] = {language: text, **found.get("quote", {})}
        return found

    def document(self) -> Document:
        """The item as a source."""
        said = self.cleaned_data
        return Document(
            self.item.outlet,
            said["source_date"],
            " ".join(said["source_title"].split()),
            said["source_language"],
            self.item.url,
        )


def dossiers_for(user: Any) -> list[Dossier]:
    """Return the dossiers that ``user`` may change: those that readers see take the right to publish too."""
    if not user.has_perm("dossiers.change_dossier"):
        return []
    found = Dossier.objects.order_by("slug")
    return list(found if user.has_perm("dossiers.publish_dossier") else found.filter(live=False))


@require_safe
def choose(request: HttpRequest, uid: str) -> HttpResponse:
    """Choose the dossier; with only one there is nothing to choose."""
    item = item_or_404(request, uid)
    dossiers = dossiers_for(request.user)
    if not dossiers and not request.user.has_perm("dossiers.change_dossier"):
        raise PermissionDenied
    if len(dossiers) == 1:
        return redirect("standfirst_wire:claim", uid, dossiers[0].pk)
    context = {
        "item": item, "dossiers": dossiers, "page_title": _("Claim in a dossier"), "page_subtitle": str(item)[:100],
        "header_icon": "folder-open-1",
    }  # fmt: skip
    return TemplateResponse(request, "wire/admin/claim_dossiers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """The dossier's own form for a claim, with the item as its source."""
    item = item_or_404(request, uid)
    dossier = editable(request, pk)

    def form(given: Any, value: Value) -> ItemClaimForm:
        return ItemClaimForm(given, dossier=value, item=item)

    def sources(form: ItemClaimForm, value: Value) -> tuple[str, list[Edit]]:
        return source_of(form.document(), dossier, value)

    start = Start(
        form,
        sources,
        partial(claiming.claim, item),
        "wire/admin/claim.html",
        {"item": item, "page_title": _("Claim in a dossier")},
        reverse("standfirst_wire:item", args=[uid]),
    )
    return answered(request, dossier, "claims", start=start)
