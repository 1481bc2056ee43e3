"""The letter that asks an item's outlet for a permission."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from standfirst.provenance import asking, letters
from standfirst.provenance.models import Permission, PermissionRequest
from standfirst.publication.reading import language_name, languages, publication
from standfirst.publication.text import any_text, text_in
from standfirst.stories.zone import day_of
from standfirst.wire.admin.item import item_or_404
from standfirst.wire.models import Item


class LetterForm(forms.Form):
    """What is asked for, and the letter that asks it."""

    letter_language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=lambda: [(code, language_name(code)) for code in letters.LANGUAGES],
    )
    translation = forms.BooleanField(label=gettext_lazy("Translation"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Into"),
        choices=lambda: [(tag, language_name(tag)) for tag in languages()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("None chosen: all of our languages."),
    )
    reprint = forms.BooleanField(label=gettext_lazy("Reprint"), required=False)
    whole_outlet = forms.BooleanField(
        label=gettext_lazy("Not this article alone, but all of the outlet’s"), required=False
    )
    images = forms.BooleanField(label=gettext_lazy("With its pictures"), required=False)
    robots = forms.ChoiceField(label=gettext_lazy("Search engines"), choices=Permission.Robots.choices)
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The last day. Empty: until they end it."),
    )
    credit_wording = forms.CharField(label=gettext_lazy("Required wording"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Ask for something."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("translation") or cleaned.get("reprint")):
            self.add_error("translation", _("Say what you ask for: a translation, a reprint or both."))
        return cleaned


class TextForm(forms.Form):
    """The letter as it was changed by hand."""

    subject = forms.CharField(
        label=gettext_lazy("Subject"), max_length=600, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    text = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 26, "dir": "auto"}),
    )
    asks = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    """A mark of what it was written to ask for."""


def _asked(user: Any, item: Item, said: dict[str, Any]) -> letters.Asked:
    """Return what is asked for ``said``, the cleaned values of the form."""
    own = publication()
    language = said["letter_language"]
    day = item.published and day_of(item.published).isoformat()
    return letters.Asked(
        publication=text_in(own.name, language) or any_text(own.name)[0],
        address=settings.BASE_URL,
        contact=own.contact_email or user.email,
        asker=user.get_full_name() or str(user),
        outlet=text_in(item.outlet.name, language) or str(item.outlet),
        title=item.title,
        url=item.url,
        date=day or "",
        **{name: value for name, value in said.items() if name not in ("letter_language", "languages")},
        languages=tuple(said["languages"]) if said["translation"] else (),
    )


def _first(request: HttpRequest, item: Item) -> dict[str, Any]:
    """Return what the form begins with: what was off, in the language that it was off for."""
    origin, language = request.GET.get("origin", ""), request.GET.get("language", "")
    wording = _("First published by %(outlet)s") % {"outlet": item.outlet}
    return {
        "letter_language": letters.letter_language([*item.outlet.languages, item.language]),
        "translation": origin != "reprint",
        "reprint": origin == "reprint",
        "languages": [language] if origin != "reprint" and language in languages() else [],
        "whole_outlet": False, "images": False, "robots": Permission.Robots.DEFAULT, "until": None,
        "credit_wording": wording,
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, uid: str) -> HttpResponse:
    """Write the letter, give it out as a file, or keep that it was sent."""
    item = item_or_404(request, uid)
    if not request.user.has_perm("provenance.add_permissionrequest"):
        raise PermissionDenied
    first, act = _first(request, item), request.POST.get("act", "")
    form = LetterForm(request.POST if request.method == "POST" else None, initial=first)
    said = first if request.method != "POST" else form.cleaned_data if form.is_valid() else None
    written = (
        None if said is None else letters.letter(_asked(request.user, item, said), said["letter_language"])
    )
    mark = hashlib.sha256(written.text.encode()).hexdigest() if written else ""
    edited = TextForm(
        request.POST if act in ("file", "sent") else None,
        initial=vars(written or _NO_LETTER) | {"asks": mark},
    )
    if said is not None and edited.is_valid() and edited.cleaned_data["asks"] != mark:
        edited.add_error(
            None, _("What you ask for isn't what the letter says any more. Write the letter anew first.")
        )
    if said is not None and edited.is_valid():
        subject = " ".join(edited.cleaned_data["subject"].split())
        text = edited.cleaned_data["text"].replace("\r\n", "\n").strip()
        if act == "file":
            return _file(f"{subject}\n\n{text}\n")
        asking.keep(_request(item, said, f"{subject}\n\n{text}"), user=request.user)
        messages.success(request, _("Kept: %(outlet)s was asked.") % {"outlet": item.outlet})
        return redirect("standfirst_wire:item", uid)
    to = item.outlet.contact
    context = {
        "item": item, "form": form, "text_form": edited, "written": written, "to": to,
        "mailto": letters.mailto(to, written) if to and written else "",
        "short": bool(to and written) and "&body=" not in letters.mailto(to, written or _NO_LETTER),
        "page_title": _("Ask for a permission"), "page_subtitle": str(item.outlet), "header_icon": "mail",
    }  # fmt: skip
    status = 422 if form.errors or edited.errors else 200
    return TemplateResponse(request, "wire/admin/letter.html", context, status=status)


_NO_LETTER = letters.Letter("", "")


def _file(text: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="letter.txt"'
    return answer


def _request(item: Item, said: dict[str, Any], text: str) -> PermissionRequest:
    day = day_of(item.published or item.arrived_at).isoformat()
    return PermissionRequest(
        outlet=item.outlet,
        title=item.title,
        url=item.url,
        date=day,
        language=item.language,
        whole_outlet=said["whole_outlet"],
        reprint=said["reprint"],
        translation=said["translation"],
        languages=list(said["languages"]) if said["translation"] else [],
        images=said["images"],
        robots=said["robots"],
        until=said["until"],
        credit_wording=said["credit_wording"],
        letter=text,
    )
