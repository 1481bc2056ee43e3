from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from standfirst.keys.uid import UidModel
from standfirst.publication.text import TextByLanguageField


class Picture(UidModel, AbstractImage):
    """An image with its credit, licence and alternative text. Only a re-encoded upload is kept."""

    alternative_text = TextByLanguageField(
        _("alternative text"), blank=True, help_text=_("What the picture shows, for who can't see it.")
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing that the text doesn't say.")
    )
    creator = models.CharField(_("creator"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("As readers see it."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True, help_text=_("Such as CC-BY-4.0."))
    source_url = models.URLField(_("where it comes from"), max_length=500, blank=True)

    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name not in {"description", "tags"}),
        "alternative_text",
        "decorative",
        "creator",
        "credit",
        "copyright_notice",
        "licence",
        "source_url",
        "tags",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]
