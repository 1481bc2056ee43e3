"""What came stays for its time, and longer where something rests on it."""

from __future__ import annotations

import zlib
from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.stories.tests.factories import make_publication, make_user
from standfirst.wire.actions import keeping, taking
from standfirst.wire.models import Correction, Item, KeptAnswer, Thread
from standfirst.wire.tests.test_wire_desk import came

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def kept(source, days: float, size: int = 10) -> KeptAnswer:
    return KeptAnswer.objects.create(
        source=source,
        at=NOW - timedelta(days=days),
        content=zlib.compress(bytes(size), 0),
        size=size,
        sha256="x",
    )


def test_exact_bytes_go_after_two_weeks_and_the_oldest_first_where_there_is_too_much(monkeypatch):
    make_publication()
    source = came("1", "x").source
    old, older, newest = kept(source, 15), kept(source, 3, 500), kept(source, 1, 500)
    keeping.forget(NOW)
    assert set(KeptAnswer.objects.all()) == {older, newest}
    monkeypatch.setattr(keeping, "MOST_BYTES", 800)
    keeping.forget(NOW)
    assert list(KeptAnswer.objects.all()) == [newest] and old.pk


def test_old_items_go_unless_somebody_took_or_corrected_them():
    make_publication()
    items = [came(str(n), "x", hours=-24 * 61) for n in range(4)]
    young = came("9", "x")
    thread = Thread.objects.create(first_at=items[0].at, newest_at=items[0].at)
    Item.objects.filter(pk=items[0].pk).update(thread=thread)
    taking.hold(items[1], "en", "summary", make_user("a@example.org"))
    Correction.objects.create(kind="split", parts=[[items[2].uid], [items[3].uid]], at=NOW)
    keeping.forget(NOW)
    assert set(Item.objects.all()) == {*items[1:], young}
    assert not Thread.objects.exists()
