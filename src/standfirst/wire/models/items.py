from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class KeptAnswer(models.Model):
    """The exact bytes of an answer that had news, for a set time."""

    source = models.ForeignKey("wire.WatchedSource", on_delete=models.CASCADE, related_name="kept")
    at = models.DateTimeField(db_index=True)
    content = models.BinaryField()
    """Deflated."""
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.sha256


class Item(UidModel):
    """One piece of news as a watched source gave it out."""

    class Sameness(models.TextChoices):
        EXACT = "exact", _("the same")
        COPY = "copy", _("the same copy")
        EDITED = "edited", _("the same text, edited")

    source = models.ForeignKey(
        "wire.WatchedSource",
        on_delete=models.SET_NULL,
        null=True,
        related_name="items",
        verbose_name=_("source"),
    )
    outlet = models.ForeignKey(
        "provenance.Agent", on_delete=models.PROTECT, related_name="items", verbose_name=_("outlet")
    )
    name = models.CharField(max_length=600)
    """The feed's own id of it."""
    url = models.URLField(_("address"), max_length=1000, blank=True)
    address = models.CharField(max_length=1000, blank=True, db_index=True)
    """As compared: ``copies.normalised``."""
    title = models.CharField(_("title"), max_length=500, blank=True)
    text = models.TextField(_("text"), blank=True)
    whole = models.BooleanField(default=False)
    """Whether the feed gives the text as the whole one."""
    authors: Any = models.JSONField(_("authors"), default=list)
    published = models.DateTimeField(_("published"), null=True)
    arrived_at = models.DateTimeField(_("arrived"))
    at = models.DateTimeField(db_index=True)
    """When it was published, else when it arrived: by this it is listed."""
    language = models.CharField(_("language"), max_length=20, blank=True)
    licence = models.CharField(_("licence"), max_length=500, blank=True)
    reserved = models.BooleanField(_("reserved"), default=False)
    """No machine may translate or summarise it."""
    reserved_by = models.CharField(max_length=200, blank=True)
    origins: Any = models.JSONField(default=dict)
    """``{field: where its value came from}``; ``text_language`` is there where the text seems to be in another."""
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    """SHA-256 of title and text (UTF-8); empty where both are short."""
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="copies")
    sameness = models.CharField(max_length=10, choices=Sameness.choices, blank=True)
    kept = models.ForeignKey(KeptAnswer, on_delete=models.SET_NULL, null=True, related_name="items")
    thread = models.ForeignKey("wire.Thread", on_delete=models.SET_NULL, null=True, related_name="items")
    passed_at = models.DateTimeField(null=True)
    passed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    passed_why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [models.UniqueConstraint(fields=("source", "name"), name="unique_item_of_source")]
        indexes = [
            models.Index(fields=("language", "-at"), name="item_by_language"),
            models.Index(fields=("source", "-at"), name="item_by_source"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.name
