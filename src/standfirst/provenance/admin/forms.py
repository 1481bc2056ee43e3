"""Forms of what stands behind a story."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from standfirst.provenance.licence_codes import normalise
from standfirst.publication.forms import LinesField, SlugFromName

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DATE = _("Such as 2020-11-12, 2020-11 or 2020; add ~ for “about”.")


def check_addresses(addresses: list[str]) -> list[str]:
    """Raise ValidationError unless all are web addresses."""
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValidationError(
                _("“%(address)s” is not a web address. Begin with https://."), params={"address": address}
            )
    return addresses


def check_language(tag: str) -> str:
    """Return ``tag``, or raise ValidationError where it is no language tag (BCP 47)."""
    if tag and not _TAG.fullmatch(tag):
        raise ValidationError(
            _("“%(tag)s” is not a language. Write its code, such as en, ru or zh-Hans."), params={"tag": tag}
        )
    return tag


class AgentForm(SlugFromName):
    """An agent: the name first, the rest as far as known."""

    aliases = LinesField(
        label=_("also printed as"),
        required=False,
        help_text=_("Other forms in which citations name it, one a line: short names, old names, spellings."),
    )
    same_as = LinesField(
        label=_("same as"), required=False, help_text=_("Addresses of pages about it elsewhere, one a line.")
    )
    languages = LinesField(
        label=_("languages it publishes in"),
        required=False,
        help_text=_("Codes such as en or ru, one a line."),
    )

    def clean_same_as(self) -> list[str]:
        """Take web addresses only."""
        return check_addresses(self.cleaned_data["same_as"])

    def clean_languages(self) -> list[str]:
        """Take language tags only."""
        return [check_language(tag) for tag in self.cleaned_data["languages"]]

    def clean_country(self) -> str:
        """Return the code in capitals."""
        code: str = self.cleaned_data["country"].upper()
        if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise ValidationError(_("Write two letters, such as AZ."))
        return code


class OriginalForm(WagtailAdminModelForm):
    """The document something was made from."""

    authors = LinesField(label=_("authors"), required=False, help_text=_("Names as printed, one a line."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in (("date", _DATE), ("language", _("The code of its language, such as en or ru."))):
            if name in self.fields:
                self.fields[name].help_text = text

    def clean_language(self) -> str:
        """Take a language tag only."""
        return check_language(self.cleaned_data["language"].strip())

    def clean_licence(self) -> str:
        """Return the licence's code where we know it, else what was written."""
        stated: str = self.cleaned_data["licence"].strip()
        code = normalise(stated)
        return stated if code == "UNKNOWN" else code


class PermissionForm(WagtailAdminModelForm):
    """A permission, in the order in which a grant is read."""

    languages = forms.MultipleChoiceField(
        label=_("languages"),
        choices=lambda: list(settings.WAGTAIL_CONTENT_LANGUAGES),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Into which we may translate. None chosen: all."),
    )

    def clean_licence(self) -> str:
        """Return the licence's code where we know it, else what was written."""
        stated: str = self.cleaned_data["licence"].strip()
        code = normalise(stated)
        return stated if code == "UNKNOWN" else code


class SourceForm(WagtailAdminModelForm):
    """One citable document."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "date" in self.fields:
            self.fields["date"].help_text = _DATE

    def clean_language(self) -> str:
        """Take a language tag only."""
        return check_language(self.cleaned_data["language"].strip())
