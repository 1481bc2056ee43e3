"""Fields and choices that the forms of records share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.dossiers.reckoning import Dossier, NotEdtf, parse_edtf
from standfirst.dossiers.reckoning.durations import NotDuration, parse_duration
from standfirst.theme.words import words

Choices = list[tuple[str, str]]
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def first(texts: Any) -> str:
    """The first of texts by language, for a list of choices."""
    return str(texts[0][1])[:120] if texts else ""


def worded(record: str, values: Iterable[str]) -> Choices:
    """Choices in readers' words."""
    word = words(_)
    return [(value, word(record, value)) for value in values]


class EdtfField(forms.CharField):
    """A date as exact as it is known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_length": 60, "required": False} | kwargs))
        self.help_text = self.help_text or gettext_lazy(
            "A day (2020-11-10), a month (2020-11), a year, or from/to (2020-11-10/2021-02; .. for an open end)."
        )

    def clean(self, value: Any) -> str:
        """The date as written.

        Raises:
            ValidationError: it is none that can be read.
        """
        found: str = super().clean(value)
        if found:
            try:
                parse_edtf(found)
            except NotEdtf as error:
                raise ValidationError(
                    _("“%(date)s” is no date that can be read. Write it like 2020-11-10, 2020-11 or 2020."),
                    params={"date": found},
                ) from error
        return found


class _LengthInput(forms.MultiWidget):
    template_name = "dossiers/admin/length.html"
    use_fieldset = True

    def __init__(self) -> None:
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.NumberInput(attrs={"min": 0}) for name in ("years", "months", "days")
        }
        super().__init__(inputs)

    def decompress(self, value: Any) -> list[int | None]:
        """Years, months and days of a duration as the file has it."""
        match = _LENGTH.fullmatch(value or "")
        if match is None:
            return [None, None, None]
        years, months, weeks, days = (int(part) if part else None for part in match.groups())
        return [years, months, (weeks or 0) * 7 + (days or 0) or None]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The template's context, each input with its word."""
        context = super().get_context(name, value, attrs)
        labels = (_("years"), _("months"), _("days"))
        context["widget"]["labelled"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context


class LengthField(forms.MultiValueField):
    """A length of time in years, months and days."""

    widget = _LengthInput

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.IntegerField(required=False, min_value=0, max_value=9999) for _part in range(3)]
        super().__init__(fields=parts, required=False, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[int | None]) -> str:
        """The duration as the file has it; empty where nothing was given."""
        found = (
            "".join(f"{n}{unit}" for n, unit in zip(data_list, "YMD", strict=True) if n) if data_list else ""
        )
        return f"P{found}" if found else ""


def same_length(new: str, old: str) -> bool:
    """Whether two durations come to the same, however they are written."""
    try:
        one, other = parse_duration(new), parse_duration(old)
    except NotDuration:
        return False
    return (one.months, one.days) == (other.months, other.days)


def agents_of(dossier: Dossier) -> Choices:
    """The dossier's agents."""
    return [(each.id, first(each.name)) for each in dossier.agents]


def sources_of(dossier: Dossier) -> Choices:
    """The dossier's sources, the latest added first."""
    names = dict(agents_of(dossier))
    return [
        (each.id, f"{names[each.outlet]}, {each.date.text}{f': {_title(each.title)}' if each.title else ''}")
        for each in reversed(dossier.sources)
    ]


def _title(title: Any) -> str:
    return (title if isinstance(title, str) else str(title[0][1]))[:80]


def agreements_of(dossier: Dossier) -> Choices:
    """The dossier's agreements."""
    return [(each.id, first(each.title)) for each in dossier.agreements]


def provisions_of(dossier: Dossier, kind: str = "") -> Choices:
    """The dossier's provisions, or those of a kind."""
    return [(each.id, first(each.text)) for each in dossier.provisions if kind in ("", each.kind)]


def events_of(dossier: Dossier) -> Choices:
    """The dossier's events, the latest added first."""
    return [(each.id, f"{first(each.title)}, {each.date.text}") for each in reversed(dossier.events)]


def claims_of(dossier: Dossier) -> Choices:
    """The dossier's claims, the latest added first."""
    return [
        (each.id, f"{each.id}: {each.asserter}{f', {each.says}' if each.says else ''}")
        for each in reversed(dossier.claims)
    ]
