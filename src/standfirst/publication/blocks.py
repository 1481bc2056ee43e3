"""Body blocks of stories and standing pages, and the blocks of fronts."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
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


class DossierBlock(blocks.StructBlock):
    """Where something in a dossier stands, kept current."""

    address = blocks.CharBlock(
        max_length=400,
        label=_("address"),
        help_text=_("Of the dossier’s page, or of the page of one agreement or provision."),
    )
    chart = blocks.BooleanBlock(required=False, label=_("with its chart"))

    class Meta:
        icon = "folder-open-1"
        label = _("dossier")

    def clean(self, value: Any) -> Any:
        """Refuse what is no address of a dossier."""
        cleaned = super().clean(value)
        if DOSSIER_ADDRESS.search(cleaned["address"]) is None:
            wrong = ValidationError(_("Expected an address such as /en/dossiers/treaty/provisions/troops/."))
            raise blocks.StructBlockValidationError(block_errors={"address": wrong})
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
