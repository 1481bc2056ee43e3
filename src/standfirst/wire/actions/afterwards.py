"""Originals after publication: which are watched, what is told of them, and how an editor closes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from standfirst.fetch.hosts import host_of
from standfirst.provenance.models import Original
from standfirst.stories.actions import Refused
from standfirst.stories.actions.changing import difference
from standfirst.stories.models import Story
from standfirst.stories.public import public
from standfirst.wire.afterwards.judging import Finding, Kind, Known, Reading
from standfirst.wire.afterwards.looking import interval
from standfirst.wire.models import OriginalTask, WatchedOriginal
from standfirst.wire.origins import ORIGINS
from standfirst.wire.watching.intervals import spread

_PORTION = 500

_taking: list[Callable[[Original, str, datetime], object]] = []


def register(take: Callable[[Original, str, datetime], object]) -> None:
    """Have a room above told that an original takes over a text, before it does. Called from its ``AppConfig.ready``."""
    if take not in _taking:
        _taking.append(take)


def resting(original: Original) -> QuerySet[Story]:
    """Return the stories made from an original that readers have."""
    return public(original.stories.filter(origin__in=ORIGINS)).select_related("locale", "owner")


def watchable() -> Any:
    """Return the originals with an address behind stories that readers have; ``since``: when they got the newest."""
    stories = public(Story.objects.filter(origin__in=ORIGINS, original__isnull=False))
    newest = stories.filter(original=OuterRef("pk")).order_by(F("first_published_at").desc(nulls_last=True))
    found = Original.objects.filter(pk__in=stories.values("original"))
    return found.filter(Q(url__istartswith="http://") | Q(url__istartswith="https://")).annotate(
        since=Subquery(newest.values("first_published_at")[:1])
    )


def gather(at: datetime) -> None:
    """Begin to watch what readers got a story of, and stop where they have none any more. A demo watches nothing."""
    if settings.FOLDER.demo:
        return
    unlike = (
        Q(watched=None)
        | Q(watched__next_check=None)
        | ~Q(watched__url=F("url"))
        | ~Q(watched__since=F("since"))
    )
    new = list(watchable().exclude(since=None).filter(unlike).defer("text"))
    for start in range(0, len(new), _PORTION):
        with transaction.atomic():
            for original in new[start : start + _PORTION]:
                _begin(original, at)
    idle = WatchedOriginal.objects.exclude(next_check=None).exclude(original__in=watchable().values("pk"))
    idle.update(next_check=None)


def _begin(original: Any, at: datetime) -> None:
    known = WatchedOriginal.objects.filter(original=original).first()
    if known is not None and known.url == original.url:
        watched = known
    else:
        same: dict[str, Any] = {"pk": known.pk, "uid": known.uid} if known is not None else {}
        watched = WatchedOriginal(original=original, url=original.url, **same)
        watched.host = host_of(original.url)[:255]
    if watched.next_check is None or watched.since != original.since:
        due = at + spread(interval(at - original.since), watched.uid)
        watched.next_check = min(watched.next_check or due, due)
    watched.since = original.since
    watched.save(update_fields=["since", "next_check"] if watched is known else None)


def is_known(original: Original, mark: str) -> bool:
    """Tell whether the desk was told of this state of a page last, and it hasn't been as it was since."""
    last = original.tasks.order_by("-found_at", "-pk").first()
    return last is not None and last.mark == mark and last.closed != OriginalTask.Closed.BACK


def difference_of(known: Known, reading: Reading) -> list[list[str]]:
    """Return the runs that lead from what our story rests on to what the page says now; none where that isn't kept."""
    if known.mark:
        return []
    old, new = f"{known.title}\n\n{known.text}", f"{reading.title}\n\n{reading.text or ''}"
    return difference(old, new)


@transaction.atomic
def tell(
    original: Original, reading: Reading | None, finding: Finding, runs: list[list[str]], at: datetime
) -> OriginalTask | None:
    """Make a task of what was found, or bring the open one up to date; None where the desk knows it already.

    ``reading`` is None for a page that is gone: what was read before stays. ``runs`` are those of ``difference_of``.
    """
    original = Original.objects.select_for_update().get(pk=original.pk)
    if is_known(original, finding.mark):
        return None
    task = original.tasks.filter(closed_at=None).first() or OriginalTask(original=original)
    if task.kind != Kind.RETRACTED or finding.kind is Kind.RETRACTED:
        # A retraction stays one while its page goes on changing.
        task.kind, task.said = finding.kind.value, finding.said
    task.found_at, task.mark = at, finding.mark
    if reading is not None:
        text = reading.text or ""
        task.title, task.modified = reading.title[:500], reading.modified[:100]
        task.text_sha256 = hashlib.sha256(text.encode()).hexdigest() if text else ""
        task.text = "" if original.text_withheld else text
        task.difference = runs
    task.save()
    _log(original, "standfirst.original_told", None, {"kind": task.kind})
    return task


def settle(original: Original, kinds: Iterable[Kind], at: datetime) -> None:
    """Close an open task of one of ``kinds`` that nobody has to see to any more: the page is again as it was."""
    for task in original.tasks.filter(closed_at=None, kind__in=[kind.value for kind in kinds]):
        _close(task, OriginalTask.Closed.BACK, "", None, at)


@transaction.atomic
def close(
    task: OriginalTask, how: str, why: str = "", *, user: Any, at: datetime | None = None
) -> OriginalTask:
    """Close a task with a word why. ``taken-over`` makes the page's text the original's own.

    Raises:
        Refused: it is closed already, ``how`` is no such word, or there is no text to take over.
    """
    now = at or timezone.now()
    task = OriginalTask.objects.select_for_update(of=("self",)).select_related("original").get(pk=task.pk)
    if task.closed_at is not None:
        raise Refused([_("Somebody has closed this already.")])
    if how not in OriginalTask.Closed.values or how == OriginalTask.Closed.BACK:
        raise Refused([_("Say how this was seen to.")])
    if how == OriginalTask.Closed.TAKEN_OVER:
        if not task.can_be_taken_over:
            raise Refused([_("The page has no text that could be taken over.")])
        _take_over(task)
    _close(task, OriginalTask.Closed(how), why, user, now)
    return task


def _take_over(task: OriginalTask) -> None:
    original = task.original
    if original.text_withheld:
        original.text_sha256 = task.text_sha256
    else:
        for take in _taking:
            take(original, task.text, task.found_at)
        original.refresh_from_db()
        original.text = task.text
    original.title = task.title or original.title
    original.fetched_at = task.found_at
    original.save()
    fresh: dict[str, Any] = {"first_title": "", "first_text": "", "first_mark": ""}
    if original.text_withheld:
        # Of its words only a hash is known, which the next reading makes.
        fresh |= {"read_at": None, "etag": "", "last_modified": ""}
    WatchedOriginal.objects.filter(original=original).update(**fresh)


def _close(task: OriginalTask, how: OriginalTask.Closed, why: str, user: Any, at: datetime) -> None:
    task.closed, task.closed_at, task.closed_by, task.why = how.value, at, user, why.strip()[:300]
    task.save(update_fields=["closed", "closed_at", "closed_by", "why"])
    if task.kind == Kind.CORRECTED and how != OriginalTask.Closed.BACK:
        WatchedOriginal.objects.filter(original=task.original_id).update(correction=task.said)
    _log(
        task.original,
        "standfirst.original_seen_to",
        user,
        {"kind": task.kind, "how": how.value, "why": task.why},
    )


def _log(original: Original, action: str, user: Any, data: dict[str, str]) -> None:
    """Note it in the history of every story made from the original."""
    for story in original.stories.all():
        log(instance=story, action=action, user=user, data=data)
