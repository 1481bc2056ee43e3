from __future__ import annotations

import secrets
from typing import Any

from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from standfirst.keys.uid import UidModel
from standfirst.media.uploads import EXTENSIONS, Accepted, accepted
from standfirst.publication.text import TextByLanguageField, any_text, text_in


class PictureFile(WagtailImageFieldFile):
    """Stores nothing but what our own encoder wrote, whichever way a file comes in."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        """Re-encode ``content`` and store it; fill the picture's empty credit fields from its metadata.

        Raises:
            media.uploads.UploadRefused: the content is no picture we take.
        """
        upload = content if isinstance(content, Accepted) else accepted(content.read())
        picture = self.instance
        for field, value in upload.found.as_fields().items():
            if not getattr(picture, field):
                setattr(picture, field, value)
        super().save(f"picture{EXTENSIONS[upload.format]}", upload, save)

    save.alters_data = True  # type: ignore[attr-defined]


class PictureFileField(WagtailImageField):
    """A file field whose every content has been through ``media.uploads``."""

    attr_class = PictureFile


class Picture(UidModel, AbstractImage):
    """An image with its credit, licence and alternative text. Only a re-encoded upload is kept."""

    file = PictureFileField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    alternative_text = TextByLanguageField(
        _("alternative text"), blank=True, help_text=_("What the picture shows, for who can't see it.")
    )
    # Not named "decorative": Wagtail sets an attribute of that name to False on every image it loads.
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing that the text doesn't say.")
    )
    creator = models.CharField(_("creator"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True, help_text=_("As readers see it."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True, help_text=_("Such as CC-BY-4.0."))
    source_url = models.URLField(_("where it comes from"), max_length=500, blank=True)

    prepare_on_save = True
    """Whether saving makes the files that readers get. A bulk import makes them later."""

    admin_form_fields = (
        *(name for name in Image.admin_form_fields if name not in {"description", "tags"}),
        "alternative_text",
        "is_decorative",
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

    @property
    def default_alt_text(self) -> str:
        """The alternative text in some language: never the title, which may be anything."""
        return "" if self.is_decorative else any_text(self.alternative_text)[0]

    def lacks_text(self, language: str) -> bool:
        """Tell whether the picture needs an alternative text in ``language`` and has none."""
        return not self.is_decorative and not text_in(self.alternative_text, language).strip()

    def get_upload_to(self, filename: str) -> str:
        """Return a path that nobody can guess: originals are kept for us, readers get renditions."""
        return f"originals/{secrets.token_hex(16)}.{filename.rpartition('.')[2]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with width, height, size and hash of the file that is really kept."""
        if self.file and not self.file._committed:
            # Before the row is put together, for re-encoding turns and may shrink what was uploaded.
            self.file.save(self.file.name, self.file.file, save=False)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class Rendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Return the path of a rendition that Wagtail makes for its admin."""
        return f"renditions/{filename}"
