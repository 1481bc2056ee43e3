from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.keys.uid import UidModel


class Watch(UidModel):
    """What an editor wants to be told of as items come: words, places, outlets and languages, all of which must fit."""

    class Mail(models.TextChoices):
        NONE = "", _("none")
        HOURLY = "hourly", _("at most once an hour")
        DAILY = "daily", _("at most once a day")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="watches",
        editable=False,
        verbose_name=_("whose"),
    )
    name = models.CharField(_("name"), max_length=100)
    words: Any = models.JSONField(_("words"), default=list, blank=True)
    """Lines: one of them must fit, and of that all words (``watches.Criteria``)."""
    places: Any = models.JSONField(_("places"), default=list, blank=True)
    """Lines, as words."""
    outlets = models.ManyToManyField(
        "provenance.Agent", blank=True, related_name="+", verbose_name=_("outlets")
    )
    languages: Any = models.JSONField(_("languages"), default=list, blank=True)
    """Their tags; ``en`` stands for ``en-GB`` too."""
    mail = models.CharField(
        _("mail of new hits"), max_length=10, choices=Mail.choices, default=Mail.NONE, blank=True
    )
    active = models.BooleanField(_("on"), default=True)
    feed_token = models.CharField(max_length=64, blank=True, editable=False)
    """Whoever knows it may read the hits as a feed; empty: there is no feed."""
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)
    mailed_to = models.PositiveBigIntegerField(default=0, editable=False)
    """The number of the last hit that a mail told of."""

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("saved watch")
        verbose_name_plural = _("saved watches")
        constraints = [
            models.UniqueConstraint(
                fields=("feed_token",), condition=~models.Q(feed_token=""), name="one_watch_of_a_feed"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep when it was changed: what is made of it in memory is then made anew."""
        self.changed_at = timezone.now()
        super().save(*args, **kwargs)


class Hit(models.Model):
    """That an item, when it came, was what a watch waits for."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="hits")
    item = models.ForeignKey("wire.Item", on_delete=models.CASCADE, related_name="hits")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("hit of a watch")
        verbose_name_plural = _("hits of watches")
        constraints = [models.UniqueConstraint(fields=("watch", "item"), name="one_hit_of_a_watch")]
        indexes = [models.Index(fields=("watch", "-id"), name="hits_of_a_watch")]

    def __str__(self) -> str:
        return f"{self.watch_id} {self.item_id}"
