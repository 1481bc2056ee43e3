"""Permissions that end: a warning 14 days before, then their stories are withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from standfirst.provenance.models import Permission
from standfirst.stories.actions.desk import tell
from standfirst.stories.actions.withdraw import withdraw
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.stories.zone import day_of

WARNED_BEFORE = timedelta(days=14)


def lapse_permissions(at: datetime) -> list[Story]:
    """Withdraw the public stories whose permission's last day is over, in the publication's zone.

    Each in its own transaction, so that an interruption loses nothing. Returns them.
    """
    over = public(Story.objects.filter(permission__valid_until__lt=day_of(at)))
    stories = list(over.exclude(origin=Story.Origin.EXCLUSIVE).order_by("pk"))
    return [withdraw(story, reason="lapsed", user=None, at=at) for story in stories]


def warn_lapsing(at: datetime) -> list[Permission]:
    """Write to the editors about permissions that end within 14 days; once for each end. Returns them."""
    today = day_of(at)
    ending = Permission.objects.filter(valid_until__gte=today, valid_until__lte=today + WARNED_BEFORE)
    warned = []
    for permission in ending.select_related("outlet").order_by("valid_until", "pk"):
        if permission.warned_until == permission.valid_until:
            continue
        stories = public(Story.objects.filter(permission=permission)).order_by("-first_published_at", "uid")
        headlines = list(stories.values_list("title", flat=True)[:50])
        if not headlines:
            continue
        with transaction.atomic():
            Permission.objects.filter(pk=permission.pk).update(warned_until=permission.valid_until)
            permission.warned_until = permission.valid_until
        tell(
            None, "lapsing", outlet=str(permission.outlet), day=str(permission.valid_until), stories=headlines
        )
        warned.append(permission)
    return warned
