from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.publication.text import TextByLanguageField


class Permission(UidModel):
    """The right to use an outlet's originals: who granted it, for what, in which languages and until when."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("agreement")
        LETTER = "letter", _("letter or mail")
        LICENCE = "licence", _("open licence")
        OWN = "own", _("our own work")

    class Robots(models.TextChoices):
        DEFAULT = "default", _("as usual for the origin")
        INDEX = "index", _("index")
        NOINDEX = "noindex", _("noindex")
        CANONICAL = "canonical", _("canonical address of the original")

    outlet = models.ForeignKey(
        "provenance.Agent",
        on_delete=models.PROTECT,
        related_name="permissions",
        verbose_name=_("outlet"),
        help_text=_("Whose originals may be used."),
    )
    original = models.ForeignKey(
        "provenance.Original",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="permissions",
        verbose_name=_("original"),
        help_text=_("Empty: all of the outlet's."),
    )
    granted_by = models.CharField(
        _("granted by"), max_length=255, help_text=_("Name and office, as in the grant.")
    )
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    licence = models.CharField(_("licence"), max_length=40, blank=True, help_text=_("Such as CC-BY-4.0."))
    allows_reprint = models.BooleanField(_("reprint"), default=False)
    allows_translation = models.BooleanField(_("translation"), default=False)
    allows_summary = models.BooleanField(_("summary"), default=True)
    languages = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("Into which we may translate. Empty: all.")
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. Empty: no end.")
    )
    includes_images = models.BooleanField(_("images included"), default=False)
    shows_logo = models.BooleanField(_("the outlet's logo must be shown"), default=False)
    credit_wording = TextByLanguageField(
        _("required wording"), blank=True, help_text=_("Must stand on the page, to the letter.")
    )
    robots = models.CharField(
        _("search engines"), max_length=20, choices=Robots.choices, default=Robots.DEFAULT
    )
    note = models.TextField(_("note"), blank=True)
    warned_until = models.DateField(null=True, blank=True, editable=False)
    """The ``valid_until`` that the desk was warned of: a renewed permission is warned of again."""

    class Meta:
        ordering = ("outlet__slug", "-pk")
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")

    def __str__(self) -> str:
        return f"{self.outlet}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Refuse an end before the beginning, and an open licence without its name."""
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("A permission must end after it begins.")})
        if self.kind == self.Kind.LICENCE and not self.licence:
            raise ValidationError({"licence": _("Say which licence, such as CC-BY-4.0.")})

    def holds_on(self, day: datetime.date) -> bool:
        """Return whether the permission is in force on ``day``; its last day counts."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )
