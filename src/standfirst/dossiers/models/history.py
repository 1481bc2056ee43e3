"""Every change of a dossier: who, when, why, and what it said before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.models.dossier import IDENT_LENGTH, Dossier
from standfirst.keys.uid import UidModel


class Change(UidModel):
    """One record added, changed or removed. Nobody edits or deletes these."""

    class What(models.TextChoices):
        ADDED = "added"
        CHANGED = "changed"
        REMOVED = "removed"

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="changes")
    section = models.CharField(max_length=20)
    """As in the file: ``claims``, ``events`` ...; ``dossier`` for the dossier itself."""
    ident = models.CharField(max_length=IDENT_LENGTH)
    what = models.CharField(max_length=10, choices=What.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("change of a dossier")
        verbose_name_plural = _("changes of dossiers")
        indexes = [models.Index(fields=("dossier", "section", "ident"), name="dossier_change_record")]

    def __str__(self) -> str:
        return f"{self.section} {self.ident}: {self.what}"
