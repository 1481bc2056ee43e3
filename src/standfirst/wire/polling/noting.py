"""What follows from an answer is kept: the source as it is now, its host's wishes, its new items. One transaction each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.wire.actions import hubs, watches
from standfirst.wire.actions.arrivals import add, prepared
from standfirst.wire.feeds.values import NOTES
from standfirst.wire.models import HubDelivery, Item, WatchedHost, WatchedSource
from standfirst.wire.polling.asking import Came
from standfirst.wire.watching import answers
from standfirst.wire.watching.hubs import slowed

KEPT_ANSWERS = 10
FILES_EVERY = timedelta(hours=24)
_MATCHING = watches.Matching()


@dataclass(frozen=True)
class Noted:
    """What came of an answer: new items, and until when the whole host is left alone."""

    items: tuple[Item, ...] = ()
    host_waits_until: datetime | None = None


def state_of(record: WatchedSource) -> answers.Source:
    """Return what the rules need to know of a source."""
    health = answers.Health.WELL if record.health == record.Does.NEW else answers.Health(record.health)
    return answers.Source(
        page=record.page,
        uid=record.uid,
        url=record.url,
        etag=record.etag,
        last_modified=record.last_modified,
        next_check=record.next_check,
        failures=record.failures,
        health=health,
        identity=record.identity,
        published=tuple(datetime.fromisoformat(each) for each in record.published),
        moving_to=record.moving_to,
        moving_since=record.moving_since,
        moving_seen=record.moving_seen,
        former=tuple(record.former),
    )


def note(pk: int, asked: answers.Source, came: Came, now: datetime) -> Noted:
    """Keep what follows from an answer. Nothing where an editor has changed or deleted the source meanwhile."""
    sources = WatchedSource.objects.filter(pk=pk, url=asked.url, active=True)
    if (record := sources.first()) is None:
        return Noted()
    items = prepared(record, came.feed, came.headers, now) if came.feed is not None else []
    hits = _MATCHING.hits(items) if items else []
    with transaction.atomic():
        record = sources.select_for_update().first()
        return _note(record, items, hits, came, now) if record is not None else Noted()


def _note(record: WatchedSource, items: list[Item], hits: watches.Hits, came: Came, now: datetime) -> Noted:
    feed = came.feed
    heard = answers.Feed()
    if feed is not None:
        dates = [entry.published for entry in feed.entries if entry.published]
        heard = answers.Feed(feed.identity, sorted(dates, reverse=True)[: answers.KEPT], feed.ttl_minutes)
    outcome = answers.after(state_of(record), came.answer, heard, now)
    items = _arrived(record, items, hits, came, now)
    said = came.said
    if outcome.source.url != record.url and WatchedSource.objects.filter(url=outcome.source.url).exists():
        said = _("It has moved to an address that is watched already: %(url)s. Stop watching this one.") % {
            "url": outcome.source.url
        }
    else:
        record.url = outcome.source.url
        record.former = list(outcome.source.former)
    _write(record, outcome.source)
    record.checked_at = now
    if feed is not None:
        record.kind = feed.kind[:40]
        record.title = record.title or feed.title[:200]
        record.hub, record.topic = hubs.named(feed, came.headers, came.answer.url)
    if record.health == record.Does.WELL:
        record.next_check = slowed(record.next_check, hubs.pushed_until(record, now), now, record.uid)
    record.answers = [_line(came, said, len(items), now), *record.answers][:KEPT_ANSWERS]
    record.save()
    if outcome.host_waits_until is not None:
        WatchedHost.objects.update_or_create(
            host=record.host, defaults={"waits_until": outcome.host_waits_until}
        )
    return Noted(tuple(items), outcome.host_waits_until)


def note_delivery(pk: int, delivery: int, came: Came, now: datetime) -> Noted:
    """Keep what a hub sent of a source, in one transaction. When the source is asked next, and how, stays as it was."""
    sources = WatchedSource.objects.filter(pk=pk, active=True)
    if came.feed is None or (record := sources.first()) is None:
        return Noted()
    items = prepared(record, came.feed, came.headers, now)
    hits = _MATCHING.hits(items) if items else []
    with transaction.atomic():
        if (record := sources.select_for_update().first()) is None:
            return Noted()
        items = _arrived(record, items, hits, came, now)
        known = {
            *state_of(record).published,
            *(each.published for each in came.feed.entries if each.published),
        }
        record.published = [each.isoformat() for each in sorted(known, reverse=True)[: answers.KEPT]]
        record.save(update_fields=["news_at", "published"])
        HubDelivery.objects.filter(pk=delivery).delete()
        return Noted(tuple(items))


def _arrived(
    record: WatchedSource, items: list[Item], hits: watches.Hits, came: Came, now: datetime
) -> list[Item]:
    items = add(record, items, came.content, now)
    if hits:
        watches.note(hits, items, now)
    if items:
        record.news_at = now
    return items


def _write(record: WatchedSource, source: answers.Source) -> None:
    for name in (
        "etag",
        "last_modified",
        "next_check",
        "failures",
        "moving_to",
        "moving_since",
        "moving_seen",
    ):
        setattr(record, name, getattr(source, name))
    record.health = source.health.value
    record.identity = source.identity[:1000]
    record.published = [each.isoformat() for each in source.published]


def _line(came: Came, said: str, new: int, now: datetime) -> dict[str, Any]:
    notes = [str(NOTES[note]) for note in came.feed.notes] if came.feed else []
    line = {
        "at": now.isoformat(timespec="seconds"),
        "status": came.answer.status,
        "said": " ".join([said, *notes]).strip(),
        "new": new,
    }
    return line | ({"found": [list(each) for each in came.found]} if came.found else {})


def is_stale(read_at: datetime | None, now: datetime) -> bool:
    """Tell whether a file of a host is to be read (again)."""
    return read_at is None or read_at < now - FILES_EVERY


def note_files(host: str, at: datetime, **found: Any) -> WatchedHost:
    """Keep what a host says in one of its files for machines, and when it was read; the file's field comes first."""
    found[f"{next(iter(found))}_at"] = at
    return WatchedHost.objects.update_or_create(host=host, defaults=found)[0]
