from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel
from standfirst.provenance.fields import EdtfField


class Original(UidModel):
    """The document a translation, reprint or summary was made from, with its exact text and hash."""

    outlet = models.ForeignKey(
        "provenance.Agent", on_delete=models.PROTECT, related_name="originals", verbose_name=_("outlet")
    )
    title = models.CharField(_("title"), max_length=500)
    authors = models.JSONField(
        _("authors"), default=list, blank=True, help_text=_("Names as printed, one a line.")
    )
    date = EdtfField(_("date"))
    language = models.CharField(_("language"), max_length=20)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    licence = models.CharField(_("licence stated"), max_length=40, blank=True)
    rights_holder = models.ForeignKey(
        "provenance.Agent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("right-holder"),
        help_text=_("Only where it is not the outlet: a licence covers what the outlet itself owns."),
    )
    text = models.TextField(_("exact text"), blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    text_withheld = models.BooleanField(
        _("text not kept here"), default=False, help_text=_("Only its hash is kept; the page says so.")
    )
    reservation = models.CharField(
        _("machine use reserved"),
        max_length=200,
        blank=True,
        help_text=_(
            "By what: a TDM reservation, Content-Usage, or the terms of its site. Then no machine translates or "
            "summarises it. Empty: not reserved."
        ),
    )
    fetched_at = models.DateTimeField(_("fetched"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the SHA-256 of the exact text (UTF-8). A withheld text's hash stays as it was recorded."""
        if not self.text_withheld:
            self.text_sha256 = hashlib.sha256(self.text.encode()).hexdigest() if self.text else ""
        super().save(*args, **kwargs)  # type: ignore[arg-type]
