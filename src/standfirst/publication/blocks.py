"""Body blocks of stories and standing pages, and the blocks of fronts."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

PARAGRAPH_FEATURES = ["bold", "italic", "link", "superscript", "subscript"]


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(required=False, max_length=400, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("picture")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("text"))
    who = blocks.CharBlock(required=False, max_length=200, label=_("who said it"))

    class Meta:
        icon = "openquote"
        label = _("quotation")


class TableRowsBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, label=_("caption"))
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, label=_("cell")), label=_("row")),
        label=_("rows"),
        help_text=_("The first row is the heading."),
    )

    class Meta:
        icon = "table"
        label = _("table")


class EmbedBlock(blocks.StructBlock):
    """Something of a third party's: a link until the reader asks for more, and only with consent."""

    url = blocks.URLBlock(label=_("address"))
    title = blocks.CharBlock(max_length=200, label=_("what it is"))

    class Meta:
        icon = "media"
        label = _("embed")


DOSSIER_ADDRESS = re.compile(
    r"/dossiers/([a-z0-9-]{1,80})/((?:(?:agreements|provisions)/[a-z0-9-]{1,120}/)?)(?:[?#].*)?$"
)
"""The address of a dossier's front, or of a page of one agreement or provision of it."""


Answers = Callable[[str, str, Sequence[str]], tuple[str, Sequence[str]]]
"""Of a dossier's address, a place below it and claims: what the dossier says there today, in short, and the claims that it
doesn't have there."""
_answers: list[Answers] = []


def offer_answers(answers: Answers) -> None:
    """Let ``answers`` say what a dossier says: the room of dossiers lies above."""
    _answers[:] = [answers]


class RestingBlock(blocks.StructBlock):
    """A sentence of the story, and what in the dossier it rests on."""

    sentence = blocks.TextBlock(
        rows=2, max_length=600, label=_("sentence"), help_text=_("As it stands in the story.")
    )
    claims = blocks.CharBlock(
        required=False,
        max_length=400,
        label=_("claims"),
        help_text=_("Their ids, with commas between them. Empty: it rests on the answer as a whole."),
    )
    written = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("written when it stood so"),
        help_text=_("Filled in when you save. Empty it when you have looked at the sentence anew."),
    )

    class Meta:
        icon = "link"
        label = _("sentence")


def claims_in(text: str) -> list[str]:
    """Return the ids in a list with commas."""
    return [ident for part in text.split(",") if (ident := part.strip())]


class DossierBlock(blocks.StructBlock):
    """Where something in a dossier stands, kept current."""

    address = blocks.CharBlock(
        max_length=400,
        label=_("address"),
        help_text=_("Of the dossier’s page, or of the page of one agreement or provision."),
    )
    chart = blocks.BooleanBlock(required=False, label=_("with its chart"))
    sentences = blocks.ListBlock(
        RestingBlock(),
        default=[],
        collapsed=True,
        label=_("sentences that rest on it"),
        help_text=_(
            "When the dossier says otherwise one day, the desk and readers are told which sentence is older."
        ),
    )

    class Meta:
        icon = "folder-open-1"
        label = _("dossier")

    def clean(self, value: Any) -> Any:
        """Refuse what is no address of a dossier, and note what the dossier says today of sentences that are new."""
        cleaned = super().clean(value)
        match = DOSSIER_ADDRESS.search(cleaned["address"])
        if match is None:
            wrong = ValidationError(_("Expected an address such as /en/dossiers/treaty/provisions/troops/."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
        if len(cleaned["sentences"]) and not match[2]:
            wrong = ValidationError(
                _("A sentence rests on one provision or agreement: give the address of its page.")
            )
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
        errors: dict[int, Any] = {}
        for number, resting in enumerate(cleaned["sentences"]):
            if not _answers:
                continue
            written, unknown = _answers[0](match[1], match[2], claims_in(resting["claims"]))
            if unknown:
                missing = _("The dossier has no such claim there: %(claims)s") % {
                    "claims": ", ".join(unknown)
                }
                found = {"claims": ValidationError(missing)}
                errors[number] = blocks.StructBlockValidationError(block_errors=found)
            elif not resting["written"]:
                resting["written"] = written
        if errors:
            listed = ListBlockValidationError(block_errors=errors)
            raise blocks.StructBlockValidationError(block_errors={"sentences": listed})
        return cleaned


BODY_BLOCKS = [
    ("paragraph", blocks.RichTextBlock(features=[*PARAGRAPH_FEATURES, "ol", "ul"], label=_("text"))),
    ("heading", blocks.CharBlock(max_length=200, icon="title", label=_("heading"))),
    ("picture", PictureBlock()),
    ("quote", QuoteBlock()),
    ("table", TableRowsBlock()),
    ("embed", EmbedBlock()),
]
STORY_BLOCKS = [*BODY_BLOCKS, ("dossier", DossierBlock())]


class SectionFrontBlock(blocks.StructBlock):
    """The newest stories of one section."""

    section = SnippetChooserBlock("publication.Section", label=_("section"))
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=4, label=_("how many"))

    class Meta:
        icon = "list-ul"
        label = _("section")


FRONT_BLOCKS = [("section", SectionFrontBlock())]
