"""Forms for records of a dossier. What they give is the record's data as its file has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from standfirst.dossiers.admin import fields
from standfirst.dossiers.admin.fields import EdtfField
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.naming import ids_of, numbered
from standfirst.dossiers.reckoning import Dossier
from standfirst.dossiers.reckoning.building import HOW
from standfirst.dossiers.reckoning.checks import sayings
from standfirst.dossiers.reckoning.quantities import NUMBER_HEDGES, ROUND_HEDGES
from standfirst.publication.forms import TextsArea, TextsField

_PLAIN = (
    "id", "about", "asserter", "valid", "recorded", "how", "of", "repeats", "supersedes", "retracts", "kind", "says",
)  # fmt: skip


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
    valid = EdtfField(label=gettext_lazy("Holds for (a date)"))
    recorded = EdtfField(label=gettext_lazy("On record since"))
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
        claims = fields.claims_of(dossier)
        choices: dict[str, fields.Choices] = {
            "about": [
                *fields.provisions_of(dossier),
                *fields.agreements_of(dossier),
                *fields.events_of(dossier),
                *claims,
            ],
            "asserter": fields.agents_of(dossier),
            "says": fields.worded(
                "says", sorted({word for each in (None, *dossier.provisions) for word in sayings("", each)})
            ),
            "hedge": fields.worded("hedge", (*NUMBER_HEDGES, *ROUND_HEDGES)),
            "how": fields.worded("how", HOW),
        }
        choices |= dict.fromkeys(("of", "repeats", "retracts", "supersedes"), claims)
        for name, found in choices.items():
            self.fields[name].choices = [("", "–"), *found]  # type: ignore[attr-defined]
        self.fields["via"].choices = fields.sources_of(dossier)  # type: ignore[attr-defined]

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
        taken = {ident for ident, _section in ids_of(self.dossier)}
        return numbered(self.cleaned_data["asserter"] or "claim", taken)


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


class FileForm(WhyForm):
    """A dossier's file."""

    field_order = ("file", "replace", "why")

    file = forms.FileField(label=gettext_lazy("A dossier’s file"))
    replace = forms.BooleanField(
        label=gettext_lazy("Make a dossier that is here already what the file says"), required=False
    )
