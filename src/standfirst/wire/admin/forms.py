"""Forms: which page to import, and what was read from one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from standfirst.provenance.admin.forms import OriginalForm
from standfirst.provenance.models import Agent, Original
from standfirst.publication.models import Section, StoryContainer
from standfirst.publication.reading import language_name
from standfirst.stories.models import Credit, Story
from standfirst.wire.actions.drafts import draft_of
from standfirst.wire.extraction.page import MAX_BYTES
from standfirst.wire.models import Intake

ORIGIN_CHOICES = [
    ("summary", _("A summary in our own words")),
    ("translation", _("A translation")),
    ("reprint", _("A reprint")),
]


class ImportForm(forms.Form):
    """A page by its address or as a file, and what it is to become."""

    address = forms.URLField(
        label=_("Address of the page"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("It is fetched once. With a file: where the file was saved from."),
    )
    file = forms.FileField(
        label=_("Or a saved page"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.xhtml,.gz,text/html"}),
        help_text=_("An HTML file of at most 5 MB, for pages that can't be fetched."),
    )
    language = forms.ChoiceField(label=_("Language of the story"))
    origin = forms.ChoiceField(
        label=_("It becomes"),
        choices=ORIGIN_CHOICES,
        initial="summary",
        widget=forms.RadioSelect,
        help_text=_("Its licence or a permission must allow that; the next page says whether it does."),
    )
    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.all(), required=False)
    credit = forms.ModelChoiceField(
        label=_("Who works on it"),
        queryset=Agent.objects.filter(kind__in=("person", "desk"), has_profile=True),
        required=False,
        help_text=_("Credited as author of a summary, translator of a translation, editor of a reprint."),
    )
    outlet = forms.CharField(
        label=_("Outlet"),
        required=False,
        max_length=200,
        help_text=_("Only where the page doesn't say right whose it is."),
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages_for(user)  # type: ignore[attr-defined]
        self.fields["section"].queryset = Section.objects.select_related("parent__parent__parent")  # type: ignore[attr-defined]
        self.fields["section"].label_from_instance = lambda section: str(section.trail)  # type: ignore[attr-defined]
        for name, value in _as_last_time(user).items():
            self.fields[name].initial = value

    def clean_file(self) -> Any:
        """Refuse a file over the limit before it is read."""
        file = self.cleaned_data["file"]
        if file is not None and file.size > MAX_BYTES:
            raise ValidationError(_("This file is larger than 5 MB. Save the article alone and import that."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for an address or a file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("address") or cleaned.get("file") or self.errors):
            self.add_error("address", _("Give the address of a page, or choose a file."))
        return cleaned


def languages_for(user: Any) -> list[tuple[str, str]]:
    """Return the languages in which ``user`` may begin a story, as choices."""
    containers = StoryContainer.objects.select_related("locale").order_by("path")
    return [
        (each.locale.language_code, language_name(each.locale.language_code))
        for each in containers
        if each.permissions_for_user(user).can_add_subpage()
    ]


def _as_last_time(user: Any) -> dict[str, Any]:
    """Return language, section and credit of the newest story that ``user`` began."""
    story = Story.objects.filter(owner=user).select_related("locale").order_by("-pk").first()
    if story is None:
        return {}
    latest: Story = story.get_latest_revision_as_object()
    ours = latest.credits.all()
    roles = (
        (Credit.Role.TRANSLATOR, Credit.Role.EDITOR) if latest.origin != "summary" else (Credit.Role.AUTHOR,)
    )
    credit = next((each.agent_id for each in ours if each.role in roles), None)
    return {"language": story.locale.language_code, "section": latest.section_id, "credit": credit}


class FactsForm(OriginalForm):
    """What was read from a page, where nobody has confirmed it yet."""

    description = forms.CharField(
        label=_("standfirst"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Original
        fields = (
            "title", "authors", "date", "language", "outlet", "licence", "rights_holder", "url", "text",
        )  # fmt: skip

    def __init__(self, intake: Intake, *args: Any, confirming: Iterable[str] = (), **kwargs: Any) -> None:
        self.confirming = frozenset(confirming)
        super().__init__(*args, instance=intake.original, **kwargs)
        for name in list(self.fields):
            field = {"text": "body", "rights_holder": "licence"}.get(name, name)
            if field not in intake.unconfirmed:
                del self.fields[name]
        for name in ("outlet", "rights_holder"):
            if name in self.fields:
                self.fields[name].widget = Agent.snippet_viewset.chooser_viewset.widget_class()
        if "language" in self.fields and intake.original.language == "und":
            self.initial["language"] = ""
            self.fields["language"].required = False
        if "text" in self.fields:
            self.fields["text"].widget = forms.Textarea(attrs={"rows": 12, "lang": intake.original.language})
        if "description" in self.fields:
            self.initial["description"] = draft_of(intake).standfirst
        if "authors" in self.fields:
            self.fields["authors"].widget.attrs["rows"] = 1
        for name, text in _HELP.items():
            if name in self.fields:
                self.fields[name].help_text = text

    def clean_language(self) -> str:
        """Take a language tag; nothing where it isn't known yet and isn't to be confirmed."""
        tag = super().clean_language()
        if not tag and "language" in self.confirming:
            raise ValidationError(_("The page doesn't say its language. Write its code, such as en or ru."))
        return tag or "und"

    def clean_text(self) -> str:
        """Keep line ends as the original has them."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n").strip()

    def fields_of(self, name: str) -> list[forms.BoundField]:
        """Return the inputs of one of the intake's fields."""
        inputs = {"body": ("text",), "licence": ("licence", "rights_holder")}.get(name, (name,))
        return [self[each] for each in inputs if each in self.fields]

    def values(self) -> dict[str, Any]:
        """Return what was typed, as ``actions.correct`` takes it."""
        return {{"text": "body"}.get(name, name): value for name, value in self.cleaned_data.items()}


_HELP = {
    "authors": _("Names as printed, one a line."),
    "licence": _("Such as CC BY 4.0. Empty: none is stated, all rights are reserved."),
    "rights_holder": _("Only where it is not the outlet, as with an agency's copy."),
    "text": _("An empty line between paragraphs. Its hash is kept with it."),
}
