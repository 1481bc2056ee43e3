"""Sources that are pushed (rule P13), against a hub of our own, with a clock moved by hand."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from standfirst.fetch.hosts import GAP
from standfirst.stories.tests.factories import as_chief, make_publication
from standfirst.wire.actions import deliveries, hubs
from standfirst.wire.feeds import Reader
from standfirst.wire.models import HubDelivery, HubSubscription, Item, Thread, WatchedSource
from standfirst.wire.polling import noting, thread
from standfirst.wire.polling.hubs import Answered
from standfirst.wire.tests.hub import BASE, hub
from standfirst.wire.tests.watched import Watch, news, said, site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in_editors_may_edit")]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def publication(settings):
    settings.BASE_URL, settings.FOLDER = BASE, replace(settings.FOLDER, demo=False)
    return make_publication(contact_email="desk@digest.example")


@pytest.fixture
def ours():
    with hub() as made:
        yield made


@pytest.fixture(scope="module")
def reader():
    """One process that reads feeds, for all pollers of this file."""
    with Reader() as started:
        yield started


@pytest.fixture
def watch(ours, reader, monkeypatch):
    monkeypatch.setattr("standfirst.wire.polling.poller.Reader", lambda: reader)
    monkeypatch.setattr(reader, "close", lambda: None)
    with site({}) as served:
        made = Watch(served)
        made.hub = ours
        served.script["/feed"] = [feed(ours, "1")]
        monkeypatch.setattr("standfirst.wire.hub_views.now", lambda: made.now)
        yield made
        made.poller.close()


def feed(ours, *names: str, topic: str = "http://tide.example/topic") -> bytes:
    link = f"<{ours.url}>; rel=hub, <{topic}>; rel=self" if ours else ""
    return said(news(*names), ETag='"1"', **({"Link": link} if link else {}))


def asked(watch) -> WatchedSource:
    source = watch.source(hub=watch.hub.url, topic="http://tide.example/topic", etag='"1"')
    WatchedSource.objects.update(next_check=watch.now + HOUR, checked_at=watch.now)
    hubs.tend(watch.now)
    watch.poll(GAP)
    return again(source)


def subscribed(watch) -> WatchedSource:
    """Return a source whose hub was asked, and has verified it; the source itself is due in an hour."""
    source = asked(watch)
    assert watch.hub.verify().status_code == 200
    return again(source)


def again(source: WatchedSource) -> WatchedSource:
    source.refresh_from_db()
    return source


def only() -> HubSubscription:
    return HubSubscription.objects.get()


def test_a_hub_that_a_feed_names_is_asked_to_push_and_verified(watch, ours):
    source = watch.source()
    watch.poll()
    assert (again(source).hub, source.topic) == (ours.url, "http://tide.example/topic")
    hubs.tend(watch.now)
    watch.poll(GAP)
    (form,) = ours.asked
    assert (form["hub.mode"], form["hub.topic"], form["hub.lease_seconds"]) == (
        "subscribe",
        "http://tide.example/topic",
        "864000",
    )
    assert re.fullmatch(rf"{BASE}/_/hub/[\w-]{{40,}}/", form["hub.callback"])
    assert 40 <= len(form["hub.secret"]) < 200 and form["hub.secret"] not in form["hub.callback"]
    assert not only().in_force(watch.now)
    answer = ours.verify()
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (
        200,
        b"<b>7</b>",
        "text/plain; charset=utf-8",
    )
    assert not answer.cookies and answer["X-Content-Type-Options"] == "nosniff"
    assert only().lease_ends_at == watch.now + 10 * DAY
    hubs.tend(watch.now)
    watch.poll(GAP)
    assert len(ours.asked) == 1
    assert ours.verify(lease_seconds="60").status_code == 200, "a hub whose answer got lost asks again"


def test_what_was_not_asked_is_not_verified(watch, ours):
    asked(watch)
    for changes in (
        {"topic": "http://tide.example/other"},
        {"topic": ""},
        {"mode": "unsubscribe"},
        {"mode": "publish"},
        {"mode": ""},
        {"challenge": ""},
        {"challenge": "x" * 5000},
        {"lease_seconds": ""},
        {"lease_seconds": "-1"},
    ):
        answer = ours.verify(**changes)
        assert (answer.status_code, answer.content) == (404, b""), changes
    assert not only().in_force(watch.now)
    assert ours.verify().status_code == 200


def test_nobody_else_s_address_says_anything(watch, ours):
    subscribed(watch)
    for token in ("x", "a" * 43):
        path = f"/_/hub/{token}/"
        assert ours.client.get(path, {"hub.mode": "subscribe", "hub.challenge": "1"}).status_code == 404
        assert ours.client.get(path, {"hub.mode": "denied"}).status_code == 404
        assert ours.client.post(path, b"x", content_type="text/plain").status_code == 410
        assert ours.client.put(path).status_code == 405


def test_a_signed_delivery_arrives_as_items_in_threads(watch, ours):
    source = subscribed(watch)
    due, etag = source.next_check, source.etag
    answer = ours.deliver(news("1", "2"))
    assert answer.status_code == 202 and not answer.cookies
    assert not Item.objects.exists(), "nothing is read in the request"
    watch.poll(GAP)
    item = Item.objects.get(name="2")
    assert (item.source, item.title, item.at.hour) == (source, "News 2 of the ferry and the bread", 8)
    assert item.thread in Thread.objects.all() and Item.objects.count() == 2
    assert (again(source).next_check, source.etag, source.news_at) == (due, etag, watch.now)
    assert (only().deliveries, only().delivered_at, HubDelivery.objects.count()) == (1, watch.now - GAP, 0)
    assert watch.poller.tally.delivered == 1


def test_a_delivery_without_the_right_signature_is_thrown_away_and_counted(watch, ours):
    subscribed(watch)
    for wrong in ({"algorithm": ""}, {"algorithm": "md5"}, {"secret": "guessed"}):
        assert ours.deliver(news("2"), **wrong).status_code == 202
    watch.poll(GAP)
    assert not Item.objects.exists() and not HubDelivery.objects.exists()
    assert (only().refused, only().refused_at, only().deliveries) == (3, watch.now - GAP, 0)


def test_a_delivery_that_is_too_large_or_too_many_or_unreadable_says_so(watch, ours, monkeypatch):
    source = subscribed(watch)
    monkeypatch.setattr(deliveries, "MOST_WAITING", 2)
    statuses = [ours.deliver(body).status_code for body in (b"<html>none", b"no feed", news("9"))]
    assert statuses == [202, 202, 503]
    WatchedSource.objects.update(next_check=watch.now + 20 * HOUR)
    watch.poll(3 * HOUR)
    assert "can't be read" in only().said and not Item.objects.filter(name="9").exists()
    assert watch.site.paths().count("/feed") == 1, "the source is asked for what may have been lost"
    monkeypatch.setattr("standfirst.wire.hub_views.MOST_BYTES", 1000)
    monkeypatch.setattr(deliveries, "MOST_BYTES", 1000)
    assert ours.deliver(b"x" * 5000).status_code == 413
    assert "more than" in only().said and not HubDelivery.objects.exists()
    assert again(source).health == "well"


def test_one_delivery_that_breaks_us_does_not_stop_the_next(watch, ours, monkeypatch):
    subscribed(watch)
    ours.deliver(news("2"))
    ours.deliver(news("3"))
    noted, broken = noting.note_delivery, []

    def note(*given):
        if not broken:
            broken.append(given)
            raise RuntimeError
        return noted(*given)

    monkeypatch.setattr(noting, "note_delivery", note)
    watch.poll(GAP)
    assert list(Item.objects.values_list("name", flat=True)) == ["3"]
    assert "could not be kept" in only().said and not HubDelivery.objects.exists()


def test_while_it_is_pushed_a_source_is_asked_once_a_day_and_the_lease_is_renewed(watch, ours):
    source = subscribed(watch)
    watch.poll_until_due(source)
    for _ in range(3):
        assert 24 * HOUR <= again(source).next_check - watch.now <= 26.5 * HOUR
        watch.poll_until_due(source)
    first = only()
    watch.poll(first.next_check - watch.now)
    assert watch.now < first.lease_ends_at
    assert [each["hub.mode"] for each in ours.asked] == ["subscribe", "subscribe"]
    assert ours.asked[0]["hub.callback"] == ours.asked[1]["hub.callback"]
    ours.verify()
    assert (only().since, only().lease_ends_at) == (first.since, watch.now + 10 * DAY)


def test_a_source_whose_lease_ends_is_asked_as_usual_again(watch, ours):
    source = subscribed(watch)
    ours.answers = [(500, "away")]
    WatchedSource.objects.update(next_check=watch.now + 9.9 * DAY)
    row = only()
    watch.poll(row.next_check - watch.now)
    assert "answer 500" in only().said and "away" in only().said
    assert again(source).next_check <= watch.now + HOUR, "the hub failed: it is asked at once"
    watch.poll(row.lease_ends_at - watch.now + GAP)
    assert again(source).next_check - watch.now < 6 * HOUR
    assert not only().in_force(watch.now)
    assert ours.deliver(news("2")).status_code == 202
    assert only().refused == 1, "what comes after the lease isn't read"


def test_a_hub_that_never_verifies_is_a_failure_and_asked_less_and_less(watch, ours):
    source = asked(watch)
    watch.poll(HOUR)
    assert "never came back" in only().said and len(ours.asked) == 1
    assert again(source).next_check - watch.now < 6 * HOUR
    watch.poll(HOUR)
    watch.poll(HOUR)
    assert (only().failures, only().next_check, len(ours.asked)) == (2, watch.now + 2 * HOUR, 2)
    assert ours.verify().status_code == 200, "late, but it is what we asked for"
    assert (only().failures, only().said) == (0, "")


def test_a_denial_is_kept_with_its_reason_and_the_source_asked_as_usual(watch, ours):
    source = subscribed(watch)
    watch.poll_until_due(source)
    slow = again(source).next_check
    refused = ours.verify(mode="denied", topic="http://tide.example/other", reason="x")
    assert refused.status_code == 404 and only().in_force(watch.now)
    assert ours.verify(mode="denied", reason="<i>Not for\x00 you").status_code == 200
    assert only().said == "The hub denied it: <i>Not for  you" and not only().in_force(watch.now)
    assert again(source).next_check <= watch.now + HOUR < slow
    assert ours.verify().status_code == 404, "nothing is asked of it now"
    watch.poll(7 * DAY)
    assert len(ours.asked) == 2


@pytest.mark.parametrize("how", ["not watched", "deleted", "another hub", "gone"])
def test_what_is_not_wanted_any_more_is_ended(watch, ours, how):
    source = subscribed(watch)
    if how == "deleted":
        source.delete()
    else:
        changes = {
            "not watched": {"active": False},
            "another hub": {"hub": "http://other.example/"},
            "gone": {"health": "gone"},
        }
        WatchedSource.objects.update(**changes[how])
    hubs.tend(watch.now)
    assert ours.deliver(news("2")).status_code == 410
    watch.poll(GAP)
    last = next(each for each in ours.asked if each["hub.mode"] == "unsubscribe")
    assert (last["hub.topic"], "hub.secret" in last) == ("http://tide.example/topic", False)
    ending = HubSubscription.objects.get(ending=True)
    assert ours.verify(mode="subscribe", lease_seconds="60").status_code == 404
    assert (
        ours.client.get(
            ending.callback.removeprefix(BASE),
            {"hub.mode": "unsubscribe", "hub.topic": ending.topic, "hub.challenge": "bye"},
        ).content
        == b"bye"
    )
    assert [each.hub for each in HubSubscription.objects.all()] == (
        ["http://other.example/"] if how == "another hub" else []
    )


def test_a_hub_that_does_not_answer_a_goodbye_is_forgotten(watch, ours):
    subscribed(watch)
    WatchedSource.objects.update(active=False)
    ours.answers = [(404, "")]
    hubs.tend(watch.now)
    for _ in range(5):
        watch.poll(5 * HOUR)
    assert not HubSubscription.objects.exists()
    assert [each["hub.mode"] for each in ours.asked] == ["subscribe"] + 3 * ["unsubscribe"]


def test_without_a_public_address_no_hub_is_asked_and_the_source_says_so(watch, ours, settings, client):
    settings.BASE_URL = "http://digest.example"
    source = asked(watch)
    assert not ours.asked and not HubSubscription.objects.exists()
    shown = as_chief(client).get(f"/admin/snippets/wire/watchedsource/edit/{source.pk}/").content.decode()
    assert "only at a public address with https" in shown
    for base in ("https://localhost", "https://127.0.0.1:8000", "https://10.1.1.1", "https://desk.local"):
        settings.BASE_URL = base
        assert not hubs.is_reachable()
    settings.BASE_URL, settings.FOLDER = BASE, replace(settings.FOLDER, demo=True)
    assert not hubs.is_reachable(), "a demo asks nobody"


def test_a_hub_in_a_private_network_is_never_visited(watch, ours):
    watch.site.script["/feed"] = [said(news("1"), Link="<http://10.0.0.1/hub>; rel=hub")]
    watch.source()
    watch.poll()
    hubs.tend(watch.now)
    watch.poll(GAP)
    assert "private network" in only().said and only().failures == 1
    assert not ours.asked


def test_a_secret_does_not_go_over_plain_http_where_the_feed_has_https(watch, ours):
    source = watch.source(hub=ours.url, topic="http://tide.example/topic")
    WatchedSource.objects.update(url="https://tide.example/feed")
    assert not hubs.is_safe(again(source))
    hubs.tend(watch.now)
    assert not HubSubscription.objects.exists()


def test_a_busy_hub_is_left_alone_as_long_as_it_asks(watch, ours, monkeypatch):
    busy = Answered(429, "busy", {"retry-after": "36000"})
    monkeypatch.setattr("standfirst.wire.polling.hubs.ask", lambda *given, **named: busy)
    asked(watch)
    assert only().next_check == watch.now + 10 * HOUR


def test_what_a_hub_sends_wakes_the_thread_that_watches(settings, monkeypatch):
    steps = threading.Semaphore(0)

    class Idle:
        def step(self) -> int:
            steps.release()
            return 0

        def rest(self) -> timedelta:
            return timedelta(minutes=1)

        def close(self) -> None:
            pass

    monkeypatch.setattr(thread, "Poller", Idle)
    watching = thread.Watching()
    watching.daemon = True
    watching.start()
    assert steps.acquire(timeout=5) and not steps.acquire(timeout=0.2)
    thread.wake()
    assert steps.acquire(timeout=5)
    watching.stop()
    watching.join(5)
    assert not watching.is_alive()


def test_the_form_of_a_source_tells_of_its_hub(watch, ours, client, monkeypatch):
    monkeypatch.setattr("standfirst.wire.admin.sources.timezone.now", lambda: watch.now)
    source = subscribed(watch)
    ours.deliver(news("2"))
    ours.deliver(news("2"), secret="guessed")
    editor = as_chief(client)

    def shown() -> str:
        return editor.get(f"/admin/snippets/wire/watchedsource/edit/{source.pk}/").content.decode()

    text = shown()
    assert f"Pushed by the hub {ours.url} since" in text and "sent something once" in text
    assert "1 delivery without the hub" in text
    assert only().secret not in text and only().token not in text
    ours.verify(mode="denied", reason="<script>")
    text = shown()
    assert "denied it: &lt;script&gt;" in text and "asked again" in text and "asked by the clock" in text
