"""Items of the last two weeks, in memory, and the threads they come into: kept in the database as they arrive."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Substr

from standfirst.wire import copies, threads
from standfirst.wire.actions.threads import refresh
from standfirst.wire.models import Correction, Item, Thread
from standfirst.wire.threads.settings import SETTINGS, Settings

log = logging.getLogger("standfirst.wire")

SETTLE_EVERY, MOST_SETTLED = timedelta(hours=1), 3_000
"""How often live items are put together again from nothing, and up to how many: it takes about 3 ms an item."""
_PORTION = 50
_COMPARED = 40
"""Items of its thread that a new one's text is compared with, the newest."""


class Gatherer:
    """Puts new items into threads. There is one in a publication: what it has in memory is what the database says."""

    def __init__(self, now: datetime, settings: Settings = SETTINGS) -> None:
        self._threads = threads.Threads(settings)
        self._rows: dict[int, int] = {}
        """The primary key of the thread of each number."""
        self._learned = 0
        self._settled_at = now
        self._unsettled = 0
        self._restore(now)

    def __len__(self) -> int:
        return len(self._threads)

    def take(self, items: Iterable[Item], now: datetime) -> None:
        """Put items into threads, in portions: between two of them others may write."""
        window = now - self._threads.settings.window
        fresh = sorted((item for item in items if item.at > window), key=lambda item: (item.at, item.pk))
        for start in range(0, len(fresh), _PORTION):
            with transaction.atomic():
                self._take(fresh[start : start + _PORTION])
        self._unsettled += len(fresh)

    def settle(self, now: datetime) -> bool:
        """Put the live items together again from nothing, where that is due; return whether it was done."""
        if not self._unsettled or now - self._settled_at < SETTLE_EVERY or len(self._threads) > MOST_SETTLED:
            return False
        before = dict(self._threads.live())
        self._threads.settle()
        with transaction.atomic():
            self._learn()
            self._obey(before)
            moved: dict[int, list[str]] = defaultdict(list)
            for uid, number in self._threads.live():
                if before.get(uid) != number:
                    moved[number].append(uid)
            self._write(moved)
        self._settled_at, self._unsettled = now, 0
        return True

    def _restore(self, now: datetime) -> None:
        rows = (
            Item.objects.filter(at__gt=now - self._threads.settings.window, thread__isnull=False)
            .order_by("-at", "-pk")
            .annotate(head=Substr("text", 1, _HEAD))
            .values_list("uid", "title", "head", "language", "outlet_id", "url", "at", "thread_id")
        )[: self._threads.settings.most_live]
        live = [
            (threads.Item(uid, title, head, language, str(outlet), url, at), row)
            for uid, title, head, language, outlet, url, at, row in reversed(rows)
        ]
        self._threads.restore(live)
        self._rows = {number: number for _, number in live}
        newest = Correction.objects.order_by("-pk").first()
        self._learned = newest.pk if newest else 0

    def _take(self, items: list[Item]) -> None:
        self._learn()
        before = dict(self._threads.live()) if self._learned else {}
        joins: list[tuple[int, int]] = []
        for item in items:
            self._threads.add(_item(item))
            joins += self._threads.joined()
        for _left in self._threads.left():
            pass
        touched = self._joined(joins, before) if joins else set()
        live = dict(self._threads.live())
        pending: dict[int, list[str]] = defaultdict(list)
        for item in items:
            if item.uid in live:
                pending[live[item.uid]].append(item.uid)
        self._write(pending, touched)
        self._say_alike(items)

    def _joined(self, joins: list[tuple[int, int]], before: dict[str, int]) -> set[int]:
        """Make one thread of two in the database, unless an editor has said that they are two; return what changed."""
        self._obey(before)
        alive = set(dict(self._threads.live()).values())
        touched: set[int] = set()
        for lost, into in joins:
            if lost not in alive:
                touched |= self._join(lost, into)
        if before:
            self._write(self._differing())
        return touched

    def _join(self, lost: int, into: int) -> set[int]:
        """Make one thread of two in the database; return which it is."""
        row = self._rows.pop(lost, None)
        if row is None:
            return set()
        if into not in self._rows:
            self._rows[into] = row
            return {row}
        kept = self._rows[into]
        Item.objects.filter(thread_id=row).update(thread_id=kept)
        Thread.objects.filter(pk=row).delete()
        return {kept}

    def _write(self, pending: dict[int, list[str]], touched: Iterable[int] = ()) -> None:
        """Keep in which thread items are now."""
        changed = set(touched)
        for number, uids in pending.items():
            rows = Item.objects.filter(uid__in=uids)
            changed.update(pk for pk in rows.values_list("thread_id", flat=True) if pk)
            if number not in self._rows:
                first = rows.order_by("at").values_list("at", flat=True).first()
                if first is None:
                    continue
                self._rows[number] = Thread.objects.create(first_at=first, newest_at=first).pk
            rows.update(thread_id=self._rows[number])
            changed.add(self._rows[number])
        gone = refresh(changed)
        self._rows = (
            {number: row for number, row in self._rows.items() if row not in gone} if gone else self._rows
        )

    def _learn(self) -> None:
        """Take over what editors have corrected since: the database has it already."""
        for correction in Correction.objects.filter(pk__gt=self._learned).order_by("pk"):
            self._learned = correction.pk
            numbers = {row: number for number, row in self._rows.items()}
            by_row: dict[int, list[str]] = defaultdict(list)
            uids = [uid for part in correction.parts for uid in part]
            for uid, row in Item.objects.filter(uid__in=uids).values_list("uid", "thread_id"):
                if row:
                    by_row[row].append(uid)
            for row, members in by_row.items():
                number = self._threads.move(members, numbers.get(row))
                self._rows[number] = row

    def _corrections(self) -> QuerySet[Correction]:
        return Correction.objects.filter(pk__lte=self._learned).order_by("pk")

    def _obey(self, before: dict[str, int]) -> None:
        """Put live items where the corrections say, the latest last; where they were ``before``, as far as that can be."""
        live = dict(self._threads.live())
        for correction in self._corrections():
            parts = [[uid for uid in part if uid in live] for part in correction.parts]
            parts = [part for part in parts if part]
            if len(parts) < 2:
                continue
            if correction.kind == "merge":
                parts = [[uid for part in parts for uid in part]]
            taken: set[int] = set()
            for part in parts:
                wanted = [before[uid] for uid in part if uid in before] + [live[uid] for uid in part]
                number = self._threads.move(part, next((each for each in wanted if each not in taken), None))
                taken.add(number)
                live.update(dict.fromkeys(part, number))

    def _differing(self) -> dict[int, list[str]]:
        """Return the items of corrections that the database has in another thread than they are in."""
        live = dict(self._threads.live())
        named = {uid for each in self._corrections() for part in each.parts for uid in part if uid in live}
        found: dict[int, list[str]] = defaultdict(list)
        for uid, row in Item.objects.filter(uid__in=named).values_list("uid", "thread_id"):
            if self._rows.get(live[uid]) != row:
                found[live[uid]].append(uid)
        return found

    def _say_alike(self, items: list[Item]) -> None:
        """Say whose text a new item has, edited or not, among those of its thread."""
        same = []
        for item in items:
            if item.same_as_id or len(runs := copies.runs(item.text)) < _LEAST_RUNS:
                continue
            thread = Item.objects.filter(uid=item.uid).values("thread")
            others = (
                Item.objects.filter(thread__in=thread, at__lte=item.at).exclude(pk=item.pk).exclude(text="")
            )
            best, closest = 0.0, None
            for pk, of, text in others.order_by("-at").values_list("pk", "same_as", "text")[:_COMPARED]:
                if (share := copies.share(runs, copies.runs(text))) > best:
                    best, closest = share, of or pk
            if closest is not None and closest != item.pk and best >= copies.SAME_TEXT_EDITED:
                edited = best < copies.SAME_COPY
                item.same_as_id = closest
                item.sameness = Item.Sameness.EDITED if edited else Item.Sameness.COPY
                same.append(item)
        Item.objects.bulk_update(same, ["same_as", "sameness"])


_LEAST_RUNS = 20
_HEAD = 2000


def _item(row: Item) -> threads.Item:
    return threads.Item(
        row.uid, row.title, row.text[:_HEAD], row.language, str(row.outlet_id), row.url, row.at
    )


def unthreaded(now: datetime, window: timedelta = SETTINGS.window) -> Iterator[list[Item]]:
    """Yield, in portions, the items within the window that no gatherer has seen: a process was ended before."""
    last = 0
    while portion := list(
        Item.objects.filter(thread=None, at__gt=now - window, pk__gt=last).order_by("pk")[:_PORTION]
    ):
        last = portion[-1].pk
        yield portion
