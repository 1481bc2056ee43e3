"""Forms for records of a dossier. What they give is the record's data as its file has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from yaml import dump

from standfirst.dossiers.mapping import Data, stored
from standfirst.dossiers.reckoning import Dossier
from standfirst.dossiers.reckoning.checks import sayings
from standfirst.dossiers.reckoning.quantities import NUMBER_HEDGES, ROUND_HEDGES
from standfirst.dossiers.reckoning.tree import Unreadable, plain_of, tree_of
from standfirst.publication.forms import TextsArea, TextsField
from standfirst.theme.words import words

_HOW = ("observed", "stated", "documented", "inferred")
_PLAIN = (
    "id", "about", "asserter", "valid", "recorded", "how", "of", "repeats", "supersedes", "retracts", "kind", "says",
)  # fmt: skip
Choices = list[tuple[str, str]]


class WhyForm(forms.Form):
    """Why something is changed, for the history."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)


class ClaimForm(WhyForm):
    """One claim: who says what of which provision, printed where."""

    paragraph = forms.CharField(
        label=gettext_lazy("Paragraph with citations"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Pasted from a story or a wire item: the sources that it cites become the claim’s."
        ),
    )
    about = forms.ChoiceField(label=gettext_lazy("About"))
    asserter = forms.ChoiceField(label=gettext_lazy("Who says it"))
    via = forms.MultipleChoiceField(label=gettext_lazy("Printed in"), required=False)
    says = forms.ChoiceField(label=gettext_lazy("What it says"), required=False)
    number = forms.DecimalField(label=gettext_lazy("or a number"), required=False)
    hedge = forms.ChoiceField(label=gettext_lazy("how exact"), required=False)
    lo = forms.DecimalField(label=gettext_lazy("or from"), required=False)
    hi = forms.DecimalField(label=gettext_lazy("to"), required=False)
    kind = forms.CharField(label=gettext_lazy("or a kind of thing"), required=False, max_length=500)
    of = forms.ChoiceField(label=gettext_lazy("or denies"), required=False)
    repeats = forms.ChoiceField(label=gettext_lazy("or repeats"), required=False)
    retracts = forms.ChoiceField(label=gettext_lazy("or takes back"), required=False)
    supersedes = forms.ChoiceField(label=gettext_lazy("Takes the place of"), required=False)
    how = forms.ChoiceField(label=gettext_lazy("How they know"), required=False)
    text = TextsField(label=gettext_lazy("In our own words"), widget=TextsArea, required=False)
    quote = TextsField(label=gettext_lazy("Word for word"), widget=TextsArea, required=False)
    valid = forms.CharField(label=gettext_lazy("Holds for (a date)"), required=False, max_length=60)
    recorded = forms.CharField(label=gettext_lazy("On record since"), required=False, max_length=60)
    reason = forms.CharField(
        label=gettext_lazy("Set aside, because"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Where it turned out to be misread. Empty: it counts."),
    )
    id = forms.CharField(
        label=gettext_lazy("Id"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Empty: the next free one."),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])
        self.dossier = dossier
        claims = [(claim.id, _claim_label(claim.id, claim.asserter, claim.says)) for claim in dossier.claims]
        choices: dict[str, Choices] = {
            "about": [
                *((each.id, _first(each.text)) for each in dossier.provisions),
                *((each.id, _first(each.title)) for each in dossier.agreements),
                *((each.id, _first(each.title)) for each in dossier.events),
                *claims,
            ],
            "asserter": [(each.id, _first(each.name)) for each in dossier.agents],
            "says": _worded(
                "says", sorted({word for each in (None, *dossier.provisions) for word in sayings("", each)})
            ),
            "hedge": [*_worded("hedge", (*NUMBER_HEDGES, *ROUND_HEDGES))],
            "how": _worded("how", _HOW),
        }
        choices |= dict.fromkeys(("of", "repeats", "retracts", "supersedes"), claims)
        for name, found in choices.items():
            self.fields[name].choices = [("", "–"), *found]  # type: ignore[attr-defined]
        names = {each.id: _first(each.name) for each in dossier.agents}
        self.fields["via"].choices = [  # type: ignore[attr-defined]
            (each.id, f"{names[each.outlet]}, {each.date.text}") for each in reversed(dossier.sources)
        ]

    def data_of(self, via: Iterable[str]) -> Data:
        """The claim as the file has it; ``via`` are the sources that it rests on."""
        said = self.cleaned_data
        found: Data = {name: said[name] for name in _PLAIN if said[name]}
        found["via"] = list(dict.fromkeys((*said["via"], *via)))
        for name in ("text", "quote"):
            if said[name]:
                found[name] = said[name]
        numbers = {name: said[name] for name in ("number", "lo", "hi") if said[name] is not None}
        if numbers or said["hedge"] in ROUND_HEDGES:
            found["value"] = numbers | ({"hedge": said["hedge"]} if said["hedge"] else {})
        if "of" in found:
            found["stance"] = "denies"
        if said["reason"]:
            found |= {"rank": "deprecated", "reason": said["reason"]}
        found.setdefault("id", self._free())
        return found

    def _free(self) -> str:
        taken = {claim.id for claim in self.dossier.claims}
        stem = self.cleaned_data["asserter"] or "claim"
        number = 1
        while f"{stem}-{number}" in taken:
            number += 1
        return f"{stem}-{number}"


def initial_of(data: Data) -> dict[str, Any]:
    """What the form shows of a claim."""
    reason = data.get("reason", "")
    return {
        **{name: data.get(name, "") for name in _PLAIN},
        "via": data.get("via", []),
        "text": data.get("text", {}),
        "quote": data.get("quote", {}),
        "reason": reason if isinstance(reason, str) else next(iter(reason.values())),
        **data.get("value", {}),
    }


class RecordForm(WhyForm):
    """Any other record, as its file has it."""

    field_order = ("record", "why")

    record = forms.CharField(
        label=gettext_lazy("The record, as in the dossier’s file"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "dir": "ltr"}),
    )

    def clean_record(self) -> Data:
        """The record's data.

        Raises:
            ValidationError: it is no YAML, or no record of named fields.
        """
        try:
            found = plain_of(tree_of(self.cleaned_data["record"]))
        except Unreadable as error:
            raise ValidationError(str(error.message)) from error
        if not isinstance(found, dict):
            raise ValidationError(_("Expected named fields, such as “id: north”, one a line."))
        return found


def written(data: Data) -> str:
    """A record as ``RecordForm`` shows it."""
    return str(dump(stored(data), allow_unicode=True, sort_keys=False, width=100))


class FileForm(WhyForm):
    """A dossier's file."""

    field_order = ("file", "replace", "why")

    file = forms.FileField(label=gettext_lazy("A dossier’s file"))
    replace = forms.BooleanField(
        label=gettext_lazy("Make a dossier that is here already what the file says"), required=False
    )


def _first(texts: Any) -> str:
    return str(texts[0][1])[:120] if texts else ""


def _claim_label(ident: str, asserter: str, says: str | None) -> str:
    return f"{ident}: {asserter}{f', {says}' if says else ''}"


def _worded(record: str, values: Iterable[str]) -> Choices:
    word = words(_)
    return [(value, word(record, value)) for value in values]
