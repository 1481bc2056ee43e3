"""Tables (CSV) brought into a dossier: what was sent, how its columns were taken, and the rows that could not be used."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.dossiers.models.dossier import Dossier
from standfirst.keys.uid import UidModel


class Table(UidModel):
    """One table of incidents or claims. Its mapping is offered again for the next table with the same columns."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="tables")
    section = models.CharField(max_length=20)
    """As in the file: ``claims`` or ``events``."""
    name = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    """The table as sent, until it is brought in."""
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    """The field that each column was taken for, by the column's name."""
    rejected = models.TextField(blank=True)
    """The rows that could not be used, with the reason of each, as a table again."""
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    done = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("table brought into a dossier")
        verbose_name_plural = _("tables brought into dossiers")

    def __str__(self) -> str:
        return self.name
