"""Counting where a story that we gave away is read: by a picture of one dot, without a cookie or anybody's address."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F

from standfirst.stories.models import Reuse, Story

MOST_WAITING = 5_000
"""Different (story, host, day) held between two writings; what comes beyond that counts for no site."""
MOST_HOSTS = 100
"""Hosts kept of one story and day: anybody can send any."""
_waiting: Counter[tuple[str, str, date]] = Counter()
_lock = threading.Lock()


def host_in(referrer: str) -> str:
    """Return the host that a Referer header names, lower case; empty where there is none or it is no host."""
    try:
        host = urlsplit(referrer[:2048]).hostname or ""
        host.encode("ascii")
    except ValueError:
        return ""
    return host if len(host) <= 253 else ""


def count(uid: str, referrer: str, now: datetime) -> None:
    """Count one opening of a story, in memory; ``keep`` writes it down. Our own pages don't count."""
    host = host_in(referrer)
    if host and host == urlsplit(settings.BASE_URL).hostname:
        return
    entry = (uid, host, now.astimezone(UTC).date())
    with _lock:
        if entry in _waiting or len(_waiting) < MOST_WAITING:
            _waiting[entry] += 1


def keep(instant: datetime) -> int:
    """Write down what was counted since the last time; returns for how many places. A crash loses a minute's."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    stories = dict(Story.objects.filter(uid__in={uid for uid, _, _ in taken}).values_list("uid", "pk"))
    with transaction.atomic():
        for (uid, host, day), times in taken.items():
            if uid in stories:
                _add(stories[uid], host, day, times)
    return len(taken)


def _add(story: int, host: str, day: date, times: int) -> None:
    known = Reuse.objects.filter(story_id=story, day=day)
    if known.filter(host=host).update(times=F("times") + times):
        return
    if host and known.count() >= MOST_HOSTS:
        _add(story, "", day, times)
        return
    Reuse.objects.create(story_id=story, host=host, day=day, times=times)
