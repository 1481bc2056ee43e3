from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.fetch.hosts import host_of
from standfirst.keys.uid import UidModel
from standfirst.wire.watching.answers import Health


class WatchedSource(UidModel):
    """One address that is asked for news: a feed or a sitemap of an outlet, with how it did so far."""

    class Does(models.TextChoices):
        NEW = "new", _("not asked yet")
        WELL = Health.WELL.value, _("well")
        FAILING = Health.FAILING.value, _("failing")
        BUSY = Health.BUSY.value, _("asks us to wait")
        GONE = Health.GONE.value, _("gone")

    outlet = models.ForeignKey(
        "provenance.Agent", on_delete=models.PROTECT, related_name="watched_sources", verbose_name=_("outlet")
    )
    title = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("Empty: as the feed calls itself.")
    )
    url = models.URLField(_("address of the feed"), max_length=1000, unique=True)
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("Such as az. Empty: as each item says.")
    )
    section = models.ForeignKey(
        "publication.Section",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="watched_sources",
        verbose_name=_("section"),
        help_text=_("The column of the desk its items stand in."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=40,
        blank=True,
        help_text=_("Of what it publishes, where its feed doesn't say."),
    )
    page = models.BooleanField(
        _("a page without a feed"),
        default=False,
        help_text=_("The address is a web page that lists articles; they are found by their links."),
    )
    active = models.BooleanField(_("watched"), default=True)

    host = models.CharField(max_length=255, blank=True, db_index=True, editable=False)
    kind = models.CharField(max_length=40, blank=True, editable=False)
    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    """Both as they were sent, byte for byte (Latin-1)."""
    identity = models.CharField(max_length=1000, blank=True, editable=False)
    hub = models.CharField(max_length=1000, blank=True, editable=False)
    topic = models.CharField(max_length=1000, blank=True, editable=False)
    """The hub that its feed names, and what the hub knows it by (WebSub)."""
    published: Any = models.JSONField(default=list, editable=False)
    """The dates of its newest items, ISO 8601."""
    health = models.CharField(max_length=20, choices=Does.choices, default=Does.NEW, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    next_check = models.DateTimeField(default=timezone.now, null=True, db_index=True, editable=False)
    """None: not before an editor says so."""
    checked_at = models.DateTimeField(null=True, editable=False)
    news_at = models.DateTimeField(null=True, editable=False)
    """When it last had something new."""
    moving_to = models.CharField(max_length=1000, blank=True, editable=False)
    moving_since = models.DateTimeField(null=True, editable=False)
    moving_seen = models.PositiveIntegerField(default=0, editable=False)
    former: Any = models.JSONField(default=list, editable=False)
    """Addresses it had, the last one last."""
    answers: Any = models.JSONField(default=list, editable=False)
    """The last ten, newest first: ``{"at", "status", "said", "new"}``; ``said`` is a code or words for an editor."""
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("title", "url")
        verbose_name = _("watched source")
        verbose_name_plural = _("watched sources")

    def __str__(self) -> str:
        return self.title or self.url

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the host beside the address."""
        self.host = host_of(self.url)[:255]
        super().save(*args, **kwargs)


class WatchedHost(models.Model):
    """What a host asked of us, and what it says in its files for machines. Read again daily."""

    host = models.CharField(max_length=255, unique=True)
    waits_until = models.DateTimeField(null=True)
    robots = models.TextField(blank=True)
    """Its robots.txt; empty where it has none."""
    robots_open = models.BooleanField(default=True)
    """False where it couldn't be got: then no article is read (RFC 9309, 2.3.1.4)."""
    robots_at = models.DateTimeField(null=True)
    reservations: Any = models.JSONField(default=list)
    """Its ``/.well-known/tdmrep.json``."""
    reservations_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("host",)

    def __str__(self) -> str:
        return self.host

    @classmethod
    def named(cls, hosts: Iterable[str]) -> dict[str, WatchedHost]:
        """Return those of ``hosts`` that are known, by name."""
        return {each.host: each for each in cls.objects.filter(host__in=set(hosts))}
