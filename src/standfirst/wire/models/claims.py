from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.models.dossier import IDENT_LENGTH
from standfirst.keys.uid import UidModel


class ItemClaim(UidModel):
    """That an item became a claim in a dossier, and by whom. The claim may be gone since: its history says so."""

    item = models.ForeignKey("wire.Item", on_delete=models.CASCADE, related_name="claims")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="from_items")
    ident = models.CharField(max_length=IDENT_LENGTH)
    """The claim's id in the dossier."""
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("claim made of an item")
        verbose_name_plural = _("claims made of items")

    def __str__(self) -> str:
        return f"{self.dossier} {self.ident}"
