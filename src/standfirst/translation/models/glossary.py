"""Names and terms, as each side writes them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from standfirst.keys.uid import UidModel


class GlossaryEntry(UidModel, ClusterableModel):
    """One thing or name with its terms in all languages."""

    label = models.CharField(
        _("what it is"),
        max_length=200,
        help_text=_("For the list of the glossary, such as “Khankendi (city)”."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("When to write it how. Translators see it."))

    class Meta:
        ordering = ("label", "pk")
        verbose_name = _("glossary entry")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return self.label


class GlossaryTerm(UidModel, Orderable):
    """One way to write it in one language."""

    entry = ParentalKey(GlossaryEntry, on_delete=models.CASCADE, related_name="terms")
    language = models.CharField(_("language"), max_length=20)
    text = models.CharField(_("term"), max_length=200)
    side = models.CharField(
        _("who writes it so"),
        max_length=100,
        blank=True,
        help_text=_("Where sides differ. Empty: everybody."),
    )
    preferred = models.BooleanField(_("we write it so"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"
