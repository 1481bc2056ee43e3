"""How long what came stays: exact bytes for two weeks, items for two months, and all that something rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Length

from standfirst.wire.models import Correction, Item, KeptAnswer, Thread

BYTES_FOR, ITEMS_FOR = timedelta(days=14), timedelta(days=60)
MOST_BYTES = 200 * 1024 * 1024
"""Of all kept answers together, as kept; beyond it the oldest go first."""
_PORTION = 1000

_resting: list[Callable[[], Iterable[str]]] = []


def register(named: Callable[[], Iterable[str]]) -> None:
    """Have a room above name the items (their uids) that something of its own rests on: they stay. From ``AppConfig.ready``."""
    if named not in _resting:
        _resting.append(named)


def forget(at: datetime) -> None:
    """Delete what has had its time."""
    _forget_bytes(at)
    _forget_items(at - ITEMS_FOR)


def _forget_bytes(at: datetime) -> None:
    KeptAnswer.objects.filter(at__lt=at - BYTES_FOR).delete()
    total, over = 0, []
    for pk, size in KeptAnswer.objects.order_by("-at").values_list("pk", Length("content")).iterator():
        total += size
        if total > MOST_BYTES:
            over.append(pk)
    for start in range(0, len(over), _PORTION):
        KeptAnswer.objects.filter(pk__in=over[start : start + _PORTION]).delete()


def _forget_items(before: datetime) -> None:
    """Delete old items that nobody took, nothing rests on and no correction names, with threads that are empty then."""
    named = {
        uid for parts in Correction.objects.values_list("parts", flat=True) for part in parts for uid in part
    }
    named.update(uid for each in _resting for uid in each())
    last = 0
    while True:
        rows = list(
            Item.objects.filter(at__lt=before, pk__gt=last, assignments=None, claims=None)
            .order_by("pk")
            .values_list("pk", "uid")[:_PORTION]
        )
        if not rows:
            break
        last = rows[-1][0]
        with transaction.atomic():
            Item.objects.filter(pk__in=[pk for pk, uid in rows if uid not in named]).delete()
    Thread.objects.filter(newest_at__lt=before, items=None).delete()
