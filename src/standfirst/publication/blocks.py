"""Body blocks of stories and standing pages, and the blocks of fronts."""

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


BODY_BLOCKS = [
    ("paragraph", blocks.RichTextBlock(features=[*PARAGRAPH_FEATURES, "ol", "ul"], label=_("text"))),
    ("heading", blocks.CharBlock(max_length=200, icon="title", label=_("heading"))),
    ("picture", PictureBlock()),
    ("quote", QuoteBlock()),
    ("table", TableRowsBlock()),
    ("embed", EmbedBlock()),
]


class SectionFrontBlock(blocks.StructBlock):
    """The newest stories of one section."""

    section = SnippetChooserBlock("publication.Section", label=_("section"))
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=4, label=_("how many"))

    class Meta:
        icon = "list-ul"
        label = _("section")


FRONT_BLOCKS = [("section", SectionFrontBlock())]
