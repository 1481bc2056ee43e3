"""The picture's form in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from standfirst.media.uploads import MAX_BYTES, Accepted, UploadRefused, accepted


class PictureFileField(WagtailImageField):
    """A file field that answers with the re-encoded picture, or says why there is none."""

    default_validators: list[Any] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG, WebP, AVIF or GIF, at most %(size)s and 25 megapixels. It is encoded anew: its "
            "credit is read and kept, its place is not."
        ) % {"size": filesizeformat(MAX_BYTES)}

    def to_python(self, data: Any) -> Any:
        """Return the picture as ``media.uploads`` accepts it; what the file is called doesn't matter."""
        upload: File[bytes] | None = FileField.to_python(self, data)
        if upload is None or isinstance(upload, Accepted):
            return upload
        try:
            return accepted(upload.read(MAX_BYTES + 1))
        except UploadRefused as error:
            raise ValidationError(str(error), code="refused") from error


class PictureForm(BaseImageForm):
    """A picture's file, words and credit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = PictureFileField(label=old.label, required=old.required, widget=old.widget)
        if "title" in self.fields:
            self.fields["title"].help_text = _("For editors, to find it again. Readers don't see it.")

    def clean(self) -> dict[str, Any]:
        """Refuse a picture that says nothing and has words for it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_decorative") and cleaned.get("alternative_text"):
            self.add_error(
                "is_decorative",
                _("A decorative picture has no alternative text. Empty the text, or untick this."),
            )
        return cleaned
