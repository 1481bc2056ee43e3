"""What an editor fills in about reports from the field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from standfirst.dossiers.actions.reporting import MOST_DAYS
from standfirst.dossiers.admin.record_forms import EventForm
from standfirst.dossiers.admin.rows import Rows
from standfirst.dossiers.mapping import Data
from standfirst.publication.reading import language_name, languages

_COUNTS = {key: f"casualties_{key}" for key in ("lo", "best", "hi")}


class InviteForm(forms.Form):
    """Whom to accredit."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Both are kept encrypted; only who may read identities sees them again."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days for which the link works"), min_value=1, max_value=MOST_DAYS, initial=30
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the form"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [(tag, language_name(tag)) for tag in languages()]


class RefuseForm(forms.Form):
    """Why a report is left out."""

    reason = forms.CharField(label=gettext_lazy("Why it is refused"), max_length=500)


class AcceptForm(EventForm):
    """The incident that a report becomes. What it rests on is the report."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "paragraph", "sources", "follows", "status"):
            del self.fields[name]

    def data_of(self, via: Iterable[str]) -> Data:
        """The incident as the file has it; ``via`` is what it rests on."""
        return {"kind": "incident", **super().data_of(via)}

    def stem(self) -> str:
        """What the event's id is made of."""
        return f"incident-{self.cleaned_data['date'].replace('/', '-')}"


class AddForm(EventForm):
    """What a further report changes of an incident on record, ``old``. All else stays as it is."""

    rows: ClassVar[Sequence[Rows]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {*_COUNTS.values(), "verification", "why"}:
            del self.fields[name]

    def data_of(self, via: Iterable[str]) -> Data:
        """The incident as it is to be, with ``via`` among its sources."""
        said = self.cleaned_data
        found = {
            name: value for name, value in self.old.items() if name not in ("casualties", "verification")
        }
        counts = {key: said[name] for key, name in _COUNTS.items() if said[name] is not None}
        if counts:
            found["casualties"] = counts
        if said["verification"]:
            found["verification"] = said["verification"]
        return found | {"sources": list(dict.fromkeys((*self.old["sources"], *via)))}
