from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models

from standfirst.fetch.hosts import host_of


class HubSubscription(models.Model):
    """What we asked of a hub for one source (WebSub), until when it pushes, and what went wrong.

    Its callback is an address of ours that only the hub is told; whoever knows its secret is the hub.
    """

    class Asked(StrEnum):
        """As the hub is told it; nothing while it has been asked nothing, or has denied it."""

        NOTHING = ""
        SUBSCRIBE = "subscribe"
        UNSUBSCRIBE = "unsubscribe"

    source = models.ForeignKey(
        "wire.WatchedSource", on_delete=models.SET_NULL, null=True, related_name="subscriptions"
    )
    hub = models.CharField(max_length=1000)
    topic = models.CharField(max_length=1000)
    callback = models.CharField(max_length=1000)
    host = models.CharField(max_length=255, db_index=True)
    """The hub's: it has its turns as the hosts of sources have."""
    token = models.CharField(max_length=64, unique=True)
    secret = models.CharField(max_length=64)
    asked = models.CharField(max_length=20, default=Asked.NOTHING.value, blank=True)
    """What the hub was asked last: only that may it verify."""
    awaiting = models.BooleanField(default=False)
    """Whether it has yet to verify it."""
    ending = models.BooleanField(default=False)
    """Whether nobody wants it any more. It is deleted once the hub knows, or its lease has ended."""
    since = models.DateTimeField(null=True)
    lease_ends_at = models.DateTimeField(null=True)
    """None: it doesn't push."""
    next_check = models.DateTimeField(null=True, db_index=True)
    """When the hub is asked again."""
    failures = models.PositiveIntegerField(default=0)
    said = models.TextField(blank=True)
    """What went wrong the last time, for an editor."""
    deliveries = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    refused = models.PositiveIntegerField(default=0)
    """Deliveries without a right signature, which were thrown away."""
    refused_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("source",), condition=models.Q(ending=False), name="one_subscription_of_a_source"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hub} {self.topic}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the host beside the address."""
        self.host = host_of(self.hub)[:255]
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The address that is asked."""
        return self.hub

    def in_force(self, now: datetime) -> bool:
        """Tell whether the hub has promised to push now."""
        return self.lease_ends_at is not None and self.lease_ends_at > now


class HubDelivery(models.Model):
    """What a hub has sent, signed as it should be: it waits for the poller to read it."""

    subscription = models.ForeignKey(HubSubscription, on_delete=models.CASCADE, related_name="waiting")
    at = models.DateTimeField()
    content_type = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()
    """Deflated."""

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.at}"
