"""Incidents reported from the field, and who may report them. None of it is a document of the public site."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standfirst.dossiers.models.dossier import EDTF_LENGTH, IDENT_LENGTH, Dossier
from standfirst.keys.uid import UidModel


def _editor() -> Any:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class Reporter(UidModel):
    """Somebody accredited to report for one dossier. Everywhere but in ``identity`` they are a number."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reporters")
    number = models.PositiveIntegerField()
    identity = models.TextField()
    """Name and contact, sealed (``dossiers.identities``)."""
    link_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    """The SHA-256 of what their link ends in; None where the link was taken back."""
    expires_at = models.DateTimeField()
    invited_by = _editor()
    invited_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("dossier_id", "number")
        verbose_name = gettext_lazy("reporter")
        verbose_name_plural = gettext_lazy("reporters")
        constraints = [
            models.UniqueConstraint(fields=("dossier", "number"), name="unique_dossiers_reporter_number")
        ]

    def __str__(self) -> str:
        return _("Reporter %(number)d") % {"number": self.number}

    def may_report(self, now: datetime) -> bool:
        """Whether their link works at ``now``."""
        return self.link_hash is not None and now < self.expires_at


class Report(UidModel):
    """One incident as somebody reported it. It stays as it was sent; what editors make of it is an event."""

    class State(models.TextChoices):
        WAITING = "waiting", gettext_lazy("waiting")
        ACCEPTED = "accepted", gettext_lazy("accepted")
        REFUSED = "refused", gettext_lazy("refused")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(Reporter, on_delete=models.RESTRICT, null=True, related_name="reports")
    """None: it came through the form for the public."""
    sent_uid = models.CharField(max_length=32, unique=True)
    """Made by the form: a second arrival of it is the same report."""
    receipt = models.CharField(max_length=20, unique=True)
    """What the sender was told. Nothing that readers see names it."""
    identity = models.TextField(blank=True)
    """How a sender from the public can be reached, where they said so: sealed."""
    language = models.CharField(max_length=20)
    date = models.CharField(max_length=EDTF_LENGTH)
    place = models.CharField(max_length=IDENT_LENGTH, blank=True)
    """A place of the dossier."""
    where = models.CharField(max_length=300, blank=True)
    """The place in the sender's words."""
    seen = models.TextField()
    how = models.CharField(max_length=30)
    type = models.CharField(max_length=200, blank=True)
    casualties = models.JSONField(default=dict, blank=True)
    arrived_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    decided_by = _editor()
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    event = models.CharField(max_length=IDENT_LENGTH, blank=True)
    """The event that was made of it."""

    class Meta:
        ordering = ("-arrived_at", "-pk")
        verbose_name = gettext_lazy("report from the field")
        verbose_name_plural = gettext_lazy("reports from the field")
        permissions = [("read_identity", "Can read who sent a report; each reading is logged")]

    def __str__(self) -> str:
        return _("Report %(receipt)s") % {"receipt": self.receipt}
