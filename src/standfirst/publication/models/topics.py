from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.publication.fields import LinesJSONField
from standfirst.publication.previews import PreviewedRecord
from standfirst.publication.reserved import validate_slug
from standfirst.publication.text import TextByLanguageField, any_text


class Topic(PreviewedRecord, UidModel):
    """What a story is about. With dates of coverage it stands in the menu for that time."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_slug])
    name = TextByLanguageField(_("name"))
    description = TextByLanguageField(_("description"), blank=True)
    covered_from = models.DateTimeField(
        _("special coverage from"),
        null=True,
        blank=True,
        help_text=_("While covered, the topic stands in the menu."),
    )
    covered_until = models.DateTimeField(_("special coverage until"), null=True, blank=True)
    same_as = LinesJSONField(
        _("same as (addresses)"),
        blank=True,
        help_text=_("Pages elsewhere about the same thing, such as Wikidata's, one a line."),
    )

    class Meta:
        ordering = ("slug",)
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return any_text(self.name)[0] or self.slug

    def clean(self) -> None:
        """Refuse a coverage that ends before it begins."""
        if self.covered_from and self.covered_until and self.covered_until <= self.covered_from:
            raise ValidationError({"covered_until": _("Special coverage must end after it begins.")})
