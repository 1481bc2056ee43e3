"""Threads as editors put them right, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from standfirst.stories.actions import Refused
from standfirst.wire.models import Correction, Item, Thread
from standfirst.wire.threads import corrections
from standfirst.wire.threads import items as printed

MOST_CORRECTED = 500
"""Items that one correction may speak of."""


def refresh(pks: Iterable[int]) -> set[int]:
    """Work out the numbers of threads anew from their items; those that have none are deleted, and returned."""
    wanted = set(pks)
    if not wanted:
        return set()
    items = Item.objects.filter(thread__in=wanted)
    numbers = {
        row["thread"]: row
        for row in items.order_by()
        .values("thread")
        .annotate(
            count=Count("pk"), outlets=Count("outlet", distinct=True), first=Min("at"), newest=Max("at")
        )
    }
    languages: dict[int, set[str]] = {}
    for pk, language in items.order_by().values_list("thread", "language").distinct():
        languages.setdefault(pk, set()).add(language)
    earliest = Item.objects.filter(thread=OuterRef("pk")).order_by("at", "pk").values("pk")[:1]
    threads = list(Thread.objects.filter(pk__in=numbers).annotate(earliest=Subquery(earliest)))
    firsts = (
        Item.objects.select_related("source")
        .only("title", "url", "source__section")
        .in_bulk([thread.earliest for thread in threads])
    )
    for thread in threads:
        row = numbers[thread.pk]
        thread.item_count, thread.outlet_count = row["count"], row["outlets"]
        thread.first_at, thread.newest_at = row["first"], row["newest"]
        thread.languages = "".join(f" {tag}" for tag in sorted(languages[thread.pk]) if tag)[:298] + " "
        if (item := firsts.get(thread.earliest)) is not None:
            thread.title = (item.title or item.url)[:500]
            thread.section_id = item.source.section_id if item.source else None
    Thread.objects.bulk_update(
        threads,
        ["item_count", "outlet_count", "first_at", "newest_at", "languages", "title", "section"],
    )
    gone = wanted - set(numbers)
    Thread.objects.filter(pk__in=gone).delete()
    return gone


@transaction.atomic
def merge(threads: Iterable[Thread], *, user: Any = None) -> Thread:
    """Make one thread of several: the largest stays. The correction is kept.

    Raises:
        Refused: there is nothing to merge, or too much.
    """
    parts = sorted(
        {thread.pk: thread for thread in threads}.values(), key=lambda each: (-each.item_count, each.pk)
    )
    if len(parts) < 2:
        raise Refused([_("Choose at least two threads.")])
    uids = [
        list(Item.objects.filter(thread=part).order_by("at").values_list("uid", flat=True)) for part in parts
    ]
    _correct("merge", [part for part in uids if part], user)
    kept = parts[0]
    Item.objects.filter(thread__in=parts[1:]).update(thread=kept)
    refresh([part.pk for part in parts])
    kept.refresh_from_db()
    return kept


@transaction.atomic
def split(thread: Thread, items: Iterable[Item], *, user: Any = None) -> Thread:
    """Make a thread of its own of some items of a thread, and return it. The correction is kept.

    Raises:
        Refused: none or all of its items are chosen, or too many.
    """
    chosen = Item.objects.filter(thread=thread, pk__in=[item.pk for item in items])
    out = list(chosen.order_by("at").values_list("uid", flat=True))
    rest = list(
        Item.objects.filter(thread=thread).exclude(uid__in=out).order_by("at").values_list("uid", flat=True)
    )
    if not out or not rest:
        raise Refused([_("Choose some of the thread's items, and not all.")])
    _correct("split", [rest, out], user)
    new = Thread.objects.create(first_at=thread.first_at, newest_at=thread.newest_at)
    chosen.update(thread=new)
    refresh([thread.pk, new.pk])
    new.refresh_from_db()
    return new


def _correct(kind: str, parts: list[list[str]], user: Any) -> None:
    if sum(map(len, parts)) > MOST_CORRECTED:
        raise Refused([_("These are more than 500 items. Correct smaller threads.")])
    Correction.objects.create(kind=kind, parts=parts, at=timezone.now(), user=user)


def exported() -> Iterator[str]:
    """Yield all corrections as lines of JSON, with the items that they speak of (``threads.corrections``)."""
    known = [
        corrections.Correction(each.kind, tuple(map(tuple, each.parts)), each.at.isoformat())  # type: ignore[arg-type]
        for each in Correction.objects.order_by("pk")
    ]
    uids = {uid for each in known for part in each.parts for uid in part}
    items = {
        row.uid: printed.Item(row.uid, row.title, row.text, row.language, str(row.outlet), row.url, row.at)
        for row in Item.objects.filter(uid__in=uids).select_related("outlet")
    }
    yield from corrections.exported((each for each in known if _all_here(each, items)), items)


def _all_here(correction: corrections.Correction, items: dict[str, printed.Item]) -> bool:
    return all(uid in items for part in correction.parts for uid in part)
