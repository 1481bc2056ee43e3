from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.publication.previews import PreviewedRecord
from standfirst.publication.reserved import validate_slug
from standfirst.publication.text import TextByLanguageField, any_text


class Section(PreviewedRecord, UidModel):
    """A place in the menu tree. It exists in each language that it has a name in."""

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text=_("Part of the section's web address, in Latin letters."),
    )
    name = TextByLanguageField(_("name"))
    description = TextByLanguageField(_("description"), blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("inside"),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("sort_order", "slug")
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return any_text(self.name)[0] or self.slug

    @property
    def trail(self) -> str:
        """The section with what it is inside of, outermost first: ``News › Energy``."""
        names, section = [str(self)], self.parent
        while section is not None and len(names) < 6:
            names.append(str(section))
            section = section.parent
        return " › ".join(reversed(names))

    trail.fget.short_description = _("section")  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a section inside itself."""
        above: Section | None = self.parent
        while above is not None:
            if self.pk is not None and above.pk == self.pk:
                raise ValidationError({"parent": _("A section can't be inside itself. Choose another one.")})
            above = above.parent
