"""The form of each kind of record but the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.admin import fields
from standfirst.dossiers.admin.fields import EdtfField, LengthField
from standfirst.dossiers.admin.records import SectionForm
from standfirst.dossiers.admin.rows import PARTICIPANTS, PARTIES, Rows
from standfirst.dossiers.mapping import Data
from standfirst.dossiers.reckoning import Dossier, building
from standfirst.dossiers.reckoning.checks import COUNT_VERDICTS, DUTY_VERDICTS, LIMIT_VERDICTS
from standfirst.provenance.models import Agent
from standfirst.publication.forms import LinesField, TextsArea, TextsField
from standfirst.theme.words import WORDS

_PARAGRAPH = _("Pasted from a story or a wire item: the sources that it cites are added to those below.")


def _words(**options: Any) -> forms.CharField:
    return forms.CharField(**({"required": False, "max_length": 2000} | options))


def _one(label: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, **({"required": False} | options))


def _many(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, **options)


def _number(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, **options)


def _paragraph() -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return _words(label=_("Paragraph with citations"), max_length=20_000, widget=area, help_text=_PARAGRAPH)


class AgentForm(SectionForm):
    section = "agents"
    name = TextsField(label=_("Name"))
    kind = _one(_("Kind"), required=True)
    part_of = _one(
        _("Part of"), help_text=_("Its voice counts as that one’s: a ministry speaks for its state.")
    )
    same_as = LinesField(
        label=_("The same as"), required=False, help_text=_("Addresses of it elsewhere, one a line.")
    )

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        kinds = [(kind, Agent.Kind(kind).label) for kind in building.AGENTS]
        own = self.old.get("id")
        return {"kind": kinds, "part_of": [each for each in fields.agents_of(dossier) if each[0] != own]}


class PlaceForm(SectionForm):
    section = "places"
    name = TextsField(label=_("Name"), help_text=_("Every party’s name for it, by language."))
    lat = _number(
        _("Latitude"),
        min_value=-90,
        max_value=90,
        help_text=_("Degrees, such as 39.8177. South is negative."),
    )
    lon = _number(_("Longitude"), min_value=-180, max_value=180, help_text=_("Degrees. West is negative."))
    precision = _one(_("How exact"))
    geonames = _words(label=_("GeoNames number"), max_length=20)

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        return {"precision": fields.worded("precision", WORDS["precision"])}


class SourceForm(SectionForm):
    section = "sources"
    outlet = _one(
        _("Outlet"), required=True, help_text=_("Who printed it. Missing? Add it as an agent first.")
    )
    date = EdtfField(label=_("Date"), required=True)
    title = _words(label=_("Title"))
    kind = _one(_("Kind"))
    language = _words(label=_("Language"), max_length=20, help_text=_("Its tag, such as en or az."))
    url = forms.URLField(label=_("Address"), required=False, max_length=2000, assume_scheme="https")
    archive = forms.URLField(label=_("Archived copy"), required=False, max_length=2000, assume_scheme="https")
    raw = _words(label=_("The citation as printed"))

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        kinds = fields.worded("source", building.SOURCES)
        return {"outlet": fields.agents_of(dossier), "kind": kinds}

    def stem(self) -> str:
        return f"{self.cleaned_data['outlet']}-{self.cleaned_data['date'].replace('/', '-')}"


class AgreementForm(SectionForm):
    section, named, rows = "agreements", "title", (PARTIES,)
    title = TextsField(label=_("Title"))
    signed = EdtfField(label=_("Signed on"))
    paragraph = _paragraph()
    sources = _many(_("Sources"))
    text_url = forms.URLField(
        label=_("Address of the whole text"), required=False, max_length=2000, assume_scheme="https"
    )

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        return {"sources": fields.sources_of(dossier)}


class ProvisionForm(SectionForm):
    section, named = "provisions", "text"
    apart = ("starts", "lasts", "renewal", "mode", "notice")
    begins = _("Binds only from")
    agreement = _one(_("Agreement"), required=True)
    kind = _one(_("Kind"), required=True)
    text = TextsField(label=_("In our own words"), widget=TextsArea)
    addressee = _one(_("Whom it binds"))
    monitored_by = _many(_("Who watches over it"), help_text=_("What they say establishes a verdict."))
    measurable = _one(_("Can it be measured?"))
    limit_measure = _words(
        label=_("Limit: what is counted"),
        max_length=200,
        help_text=_("One word for all limits of the same thing, such as personnel."),
    )
    limit_op = _one(_("Limit: at most or at least"))
    limit_value = _number(_("Limit: the number"))
    limit_unit = _words(
        label=_("Limit: the unit"), max_length=200, help_text=_("A unit alone is a count without a limit.")
    )
    limit_allowed = LinesField(
        label=_("or the only kinds allowed"), required=False, help_text=_("One a line.")
    )
    deadline = EdtfField(label=_("Deadline"))
    starts = EdtfField(label=_("Term: first day"), help_text=_("One day, such as 2020-11-10."))
    lasts = LengthField(label=_("Term: how long"))
    renewal = LengthField(label=_("Term: an extension lasts"))
    mode = _one(_("Term: it is extended"))
    notice = _words(label=_("Term: notice"), help_text=_("What the text says of notice, in our own words."))
    under = _one(_("The term it follows"), help_text=_("Empty: the agreement’s own."))
    locals().update(
        {"from": EdtfField(label=_("Binds only from")), "until": EdtfField(label=_("Binds only until"))}
    )
    paragraph = _paragraph()
    sources = _many(_("Sources"))

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        return {
            "agreement": fields.agreements_of(dossier),
            "kind": fields.worded("provision", building.PROVISIONS),
            "addressee": fields.agents_of(dossier),
            "monitored_by": fields.agents_of(dossier),
            "measurable": fields.worded("measurable", building.MEASURABLE),
            "limit_op": (("<=", _("at most")), (">=", _("at least"))),
            "mode": (
                ("automatic", _("by itself")),
                ("consent", _("by consent")),
                ("unknown", _("nobody knows how")),
            ),
            "under": fields.provisions_of(dossier, "term"),
            "sources": fields.sources_of(dossier),
        }

    def _initial(self) -> dict[str, Any]:
        found = super()._initial()
        term = self.old.get("term", {})
        more = term.get("renewal", {})
        notice = more.get("notice", "")
        return found | {
            "starts": term.get("start", ""),
            "lasts": term.get("duration", ""),
            "renewal": more.get("duration", ""),
            "mode": more.get("mode", ""),
            "notice": next(iter(notice.values())) if isinstance(notice, dict) else notice,
        }

    def data_of(self, via: Iterable[str]) -> Data:
        found, said = super().data_of(via), self.cleaned_data
        old = self.old.get("term", {})
        renewal = {"duration": said["renewal"], "mode": said["mode"], "notice": said["notice"]}
        before = old.get("renewal", {})
        if isinstance(before.get("notice"), dict) and renewal["notice"] == next(
            iter(before["notice"].values())
        ):
            renewal["notice"] = before["notice"]
        term: Data = {"start": said["starts"], "duration": said["lasts"]}
        for new, was in ((term, old), (renewal, before)):
            if (
                new["duration"]
                and was.get("duration")
                and fields.same_length(new["duration"], was["duration"])
            ):
                new["duration"] = was["duration"]
        if any(renewal.values()):
            term["renewal"] = {key: value for key, value in renewal.items() if value}
        term = {key: value for key, value in term.items() if value}
        return found | ({"term": term} if term else {})

    def stem(self) -> str:
        return f"{self.cleaned_data['agreement']}/{super().stem()[:40]}"


class EventForm(SectionForm):
    section, named = "events", "title"
    rows: ClassVar[Sequence[Rows]] = (PARTICIPANTS,)
    kind = _one(
        _("Kind"),
        required=True,
        help_text=_("An opening, an end, a suspension and the like change the state of what they are about."),
    )
    date = EdtfField(label=_("Date"), required=True)
    title = TextsField(label=_("Title"))
    about = _one(_("About"))
    place = _one(_("Place"))
    status = _one(_("Has it happened?"), help_text=_("Empty: it is done. Only what is done changes a state."))
    follows = _one(_("Follows"))
    type = _words(
        label=_("Incident: what kind"),
        max_length=200,
        help_text=_("In your own words, always the same ones, such as shelling."),
    )
    alleged = _one(_("Incident: who is blamed"))
    casualties_lo = _number(_("Incident: casualties, at least"), min_value=0)
    casualties_best = _number(_("Incident: casualties, best count"), min_value=0)
    casualties_hi = _number(_("Incident: casualties, at most"), min_value=0)
    verification = _one(_("Incident: how certain"))
    paragraph = _paragraph()
    sources = _many(_("Sources"))

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        # What is added most comes first.
        kinds = sorted(building.EVENTS, key=lambda kind: kind != "incident")
        own = self.old.get("id")
        events = [each for each in fields.events_of(dossier) if each[0] != own]
        return {
            "kind": fields.worded("event", kinds),
            "about": [*fields.provisions_of(dossier), *fields.agreements_of(dossier), *events],
            "place": [(each.id, fields.first(each.name)) for each in dossier.places],
            "status": fields.worded("happened", building.STATUSES),
            "follows": events,
            "alleged": fields.agents_of(dossier),
            "verification": fields.worded("verification", building.VERIFICATIONS),
            "sources": fields.sources_of(dossier),
        }

    def stem(self) -> str:
        return f"{self.cleaned_data['kind']}-{self.cleaned_data['date'].replace('/', '-')}"


class OverrideForm(SectionForm):
    section, begins = "overrides", _("Holds from")
    about = _one(_("About"), required=True)
    verdict = _one(_("As we see it"), required=True)
    by = _words(label=_("Signed by"), required=True, max_length=200)
    reason = _words(
        label=_("The reason, for readers"), required=True, widget=forms.Textarea(attrs={"rows": 3})
    )
    date = EdtfField(label=_("Date"), required=True)
    to = EdtfField(label=_("Holds to"))

    def choices(self, dossier: Dossier) -> dict[str, Iterable[tuple[str, Any]]]:
        known = dict.fromkeys((*LIMIT_VERDICTS, *DUTY_VERDICTS, *COUNT_VERDICTS))
        return {"about": fields.provisions_of(dossier), "verdict": fields.worded("verdict", known)}


FORMS: dict[str, type[SectionForm]] = {
    form.section: form
    for form in (AgentForm, PlaceForm, SourceForm, AgreementForm, ProvisionForm, EventForm, OverrideForm)
}
