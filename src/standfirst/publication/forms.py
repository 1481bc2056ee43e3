"""Form fields and forms for what the publication is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from standfirst.publication.consent import Purpose
from standfirst.publication.languages import direction, slug
from standfirst.publication.text import any_text

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IGNORED_ATTRS = frozenset({"id", "required", "lang", "dir"})


class TextsInput(forms.Widget):
    """One input for each language of the publication, and for any other language that has a text."""

    template_name = "publication/widgets/texts.html"
    use_fieldset = True
    multiline = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the template's context: each input with its language, direction and text."""
        from standfirst.publication.reading import language_name, languages

        context = super().get_context(name, value, attrs)
        texts = value if isinstance(value, dict) else {}
        given = context["widget"]["attrs"]
        base = given.get("id") or f"id_{name}"
        context["widget"] |= {
            "multiline": self.multiline,
            "attrs": {key: value for key, value in given.items() if key not in _IGNORED_ATTRS},
            "parts": [
                {
                    "id": f"{base}-{language}",
                    "name": f"{name}-{language}",
                    "language": language,
                    "label": language_name(language),
                    "direction": direction(language),
                    "text": texts.get(language, ""),
                }
                for language in dict.fromkeys([*languages(), *texts])
            ],
        }
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """Return the texts sent, by language."""
        found = {}
        for key in data:
            prefix, _dash, language = key.partition(f"{name}-")
            if not prefix and _TAG.fullmatch(language):
                found[language] = str(data[key])
        return found

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form had none of the inputs."""
        return not self.value_from_datadict(data, files, name)

    def id_for_label(self, id_: str) -> str:
        """Return nothing: each input has a label of its own, in a fieldset."""
        return ""


class TextsArea(TextsInput):
    """Like ``TextsInput``, for texts of several lines."""

    multiline = True


class TextsField(forms.Field):
    """A text by language: ``{"en": "...", "az": "..."}`` without the empty ones."""

    widget = TextsInput
    LONGEST = 5000

    def to_python(self, value: Any) -> dict[str, str]:
        """Return the texts, trimmed, empty ones left out."""
        texts = value if isinstance(value, dict) else {}
        return {language: text.strip() for language, text in texts.items() if text.strip()}

    def validate(self, value: dict[str, str]) -> None:
        """Refuse a text of more than 5,000 characters, or none where one is needed."""
        super().validate(value)
        for language, text in value.items():
            if len(text) > self.LONGEST:
                raise ValidationError(
                    _("%(language)s: %(size)d characters are too many. Write at most %(most)d."),
                    params={"language": language, "size": len(text), "most": self.LONGEST},
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether a text differs; an empty one is none."""
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    widget = forms.Textarea(attrs={"rows": 3})
    MOST = 200

    def prepare_value(self, value: Any) -> Any:
        """Return the list as lines."""
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines as a list: trimmed, each once, empty ones left out."""
        text = "\n".join(map(str, value)) if isinstance(value, list) else super().to_python(value)
        return list(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))

    def validate(self, value: Any) -> None:
        """Refuse more than 200 lines."""
        super().validate(value)
        if len(value) > self.MOST:
            raise ValidationError(_("At most %(most)d lines."), params={"most": self.MOST})

    def run_validators(self, value: Any) -> None:
        """Run the field's validators on each line."""
        for line in value:
            super().run_validators(line)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether a line differs."""
        return not self.disabled and self.to_python(initial or []) != self.to_python(data)


class SlugFromName(WagtailAdminModelForm):
    """A form whose empty address is made from the name. The form must list the name before the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Empty: made from the name, in Latin letters.")

    def clean_slug(self) -> str:
        """Return the address given, or a free one made from the name."""
        given: str = self.cleaned_data.get("slug", "")
        name, language = any_text(self.cleaned_data.get("name"))
        if given or not name:
            return given
        model = type(self.instance)
        longest = model._meta.get_field("slug").max_length or 80
        base = slug(name, language, longest - 4)
        taken = set(
            model._default_manager.exclude(pk=self.instance.pk)
            .filter(slug__startswith=base)
            .values_list("slug", flat=True)
        )
        free = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
        return next(candidate for candidate in free if candidate not in taken)


class PublicationForm(WagtailAdminModelForm):
    """The publication's identity and settings."""

    consent_purposes = forms.MultipleChoiceField(
        label=_("consent purposes"),
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What readers are asked to agree to. Without any there is no notice."),
    )
    time_zone = forms.ChoiceField(
        label=_("time zone"),
        choices=[(zone, zone.replace("_", " ")) for zone in sorted(available_timezones())],
        help_text=_("In which readers get dates and times, and which decides the month in an address."),
    )
