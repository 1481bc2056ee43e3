"""Lists within a record (parties, participants) as rows of a form: those there are, and two more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.admin import fields
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Dossier, building

_MORE, _MOST = 2, 100
Column = tuple[str, Any, Callable[[Dossier], fields.Choices]]


def _word(record: str, *values: str) -> Callable[[Dossier], fields.Choices]:
    def choices(dossier: Dossier) -> fields.Choices:
        return fields.worded(record, values)

    return choices


@dataclass(frozen=True)
class Rows:
    """The list at ``name``; a row without its first column is none."""

    name: str
    label: Any
    columns: Sequence[Column]

    def add_to(self, form: Any, old: Sequence[Data]) -> None:
        """Add the fields of the rows that the record has or that were sent, and two empty ones."""
        sent = 0
        if form.is_bound:
            sent = sum(f"{self.name}.{number}.{self.columns[0][0]}" in form.data for number in range(_MOST))
        for number in range(min(max(len(old) + _MORE, sent), _MOST)):
            for key, label, choices in self.columns:
                field = forms.ChoiceField(label=f"{self.label} {number + 1}: {label}", required=False)
                known = choices(form.dossier)
                was = old[number].get(key, "") if number < len(old) else ""
                if was and was not in dict(known):
                    known = [*known, (was, was)]
                field.choices = [("", "–"), *known]
                field.initial = was
                form.fields[f"{self.name}.{number}.{key}"] = field

    def given(self, form: Any) -> list[Data]:
        """The rows as the file has them."""
        found: list[Data] = []
        for number in range(_MOST):
            row = {key: form.cleaned_data.get(f"{self.name}.{number}.{key}") for key, *_rest in self.columns}
            if row[self.columns[0][0]]:
                found.append({key: value for key, value in row.items() if value})
        return found

    @staticmethod
    def owns(rows: Iterable[Rows], field: str) -> bool:
        """Whether a field is one of a row."""
        return any(field.startswith(f"{each.name}.") for each in rows)


PARTIES = Rows(
    "parties",
    _("Party"),
    (
        ("agent", _("who"), fields.agents_of),
        ("status", _("signature"), _word("signature", *building.SIGNATURES)),
        ("role", _("as"), _word("party", *building.PARTIES)),
        ("by", _("the claim it rests on"), fields.claims_of),
    ),
)
PARTICIPANTS = Rows(
    "participants",
    _("Taking part"),
    (("agent", _("who"), fields.agents_of), ("role", _("role"), _word("participant", "from", "to", "by"))),
)
