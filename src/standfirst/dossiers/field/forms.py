"""What is asked of somebody who reports an incident."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.dossiers import models as room
from standfirst.dossiers.actions.reporting import Said
from standfirst.dossiers.reckoning import NotEdtf, parse_edtf
from standfirst.keys.uid import new_uid
from standfirst.publication.reading import language_name, languages
from standfirst.publication.text import any_text
from standfirst.stories.zone import day_of

HOW = ("observed", "stated", "documented")
QUICKEST = 3
"""Seconds: who fills in the public's form in less is no person."""
_SALT = "standfirst.reports"
_MOST_PEOPLE = 1_000_000


def begun() -> str:
    """Return a signed word of when a form was opened."""
    return signing.TimestampSigner(salt=_SALT).sign("form")


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=_MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ReportForm(forms.Form):
    """An accredited reporter's incident."""

    sent_uid = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput)
    date = forms.CharField(
        label=gettext_lazy("When it happened"),
        max_length=60,
        help_text=gettext_lazy(
            "A day, such as 2024-04-22. If you know no day, the month (2024-04), or from/to (2024-04-20/2024-04-22)."
        ),
    )
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    where = forms.CharField(label=gettext_lazy("Where, in your words"), max_length=300, required=False)
    seen = forms.CharField(
        label=gettext_lazy("What happened"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How you know it"),
        widget=forms.RadioSelect,
        choices=(
            ("observed", gettext_lazy("I saw it")),
            ("stated", gettext_lazy("Somebody told me")),
            ("documented", gettext_lazy("There is a document or a picture")),
        ),
    )
    type = forms.CharField(
        label=gettext_lazy("What kind of thing it was"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("In a word or two, such as shelling."),
    )
    best = _count(gettext_lazy("People killed or hurt"))
    lo = _count(gettext_lazy("at least"))
    hi = _count(gettext_lazy("at most"))
    language = forms.ChoiceField(label=gettext_lazy("The language you write in"))

    def __init__(self, *args: Any, dossier: room.Dossier, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(sent_uid=new_uid(), language=language)
        spoken = dict.fromkeys([language, *languages(), *dossier.languages])
        places = [
            (ident, any_text(name, language)[0])
            for ident, name in dossier.places.values_list("ident", "name")
        ]
        self._choose("language", [(tag, language_name(tag)) for tag in spoken])
        if places:
            self._choose("place", [("", _("another place")), *places])
        else:
            del self.fields["place"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_date(self) -> str:
        """The date as written.

        Raises:
            ValidationError: it is none that can be read, or is yet to come.
        """
        found: str = self.cleaned_data["date"]
        try:
            date = parse_edtf(found)
        except NotEdtf as error:
            raise ValidationError(
                _("“%(date)s” can’t be read as a date. Write it like 2024-04-22, or 2024-04."),
                params={"date": found},
            ) from error
        # A day more: the reporter's may have begun before the publication's.
        if date.first > (day_of(timezone.now()) + timedelta(days=1)).toordinal():
            raise ValidationError(_("That day is yet to come."))
        return found

    def clean(self) -> dict[str, Any]:
        """Say where it was, and counts that agree.

        Raises:
            ValidationError: they don't.
        """
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("place") and not said.get("where") and "where" not in self.errors:
            self.add_error("where", _("Say where it was: choose a place, or describe it."))
        known = [said.get(name) for name in ("lo", "best", "hi")]
        counts = [count for count in known if count is not None]
        if counts != sorted(counts):
            self.add_error("best", _("The counts contradict each other: at least, the count, at most."))
        return said

    def said(self) -> Said:
        """The report."""
        given = self.cleaned_data
        counts = {name: str(given[name]) for name in ("lo", "best", "hi") if given.get(name) is not None}
        return Said(
            **{name: given[name] for name in ("sent_uid", "language", "date", "seen", "how", "where")},
            place=given.get("place", ""),
            type=given.get("type", ""),
            casualties=counts,
            contact=given.get("contact", ""),
        )


class PublicForm(ReportForm):
    """What anybody may report."""

    type = lo = hi = None  # type: ignore[assignment]
    contact = forms.CharField(
        label=gettext_lazy("How the editors can reach you, if you like"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Leave it empty to stay unknown to us. It is kept encrypted, never published, and read only by those who must."
        ),
    )
    begun = forms.CharField(max_length=200, widget=forms.HiddenInput)
    website = forms.CharField(required=False, max_length=200)
    """Nobody sees it, so a person leaves it empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["begun"] = begun()

    def clean_website(self) -> str:
        """Nothing.

        Raises:
            ValidationError: a program filled it in.
        """
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave the hidden field empty: it is there to stop programs."))
        return ""

    def clean_begun(self) -> str:
        """When the form was opened, signed.

        Raises:
            ValidationError: it wasn't here, or hardly opened.
        """
        signer, found = signing.TimestampSigner(salt=_SALT), self.cleaned_data["begun"]
        try:
            signer.unsign(found)
        except signing.BadSignature as error:
            raise ValidationError(_("Open the form anew and send it from there.")) from error
        try:
            signer.unsign(found, max_age=QUICKEST)
        except signing.SignatureExpired:
            return str(found)
        raise ValidationError(_("That was very quick. Look it over, and send it once more."))
