"""The poller's rules, P1 to P12, against a site that answers by a script, with a clock moved by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standfirst import __version__
from standfirst.fetch.hosts import GAP
from standfirst.stories.tests.factories import make_publication
from standfirst.wire.models import Item, KeptAnswer, WatchedHost, WatchedSource
from standfirst.wire.tests.test_feeds import BOMB, item, rss
from standfirst.wire.tests.watched import NOW, Watch, news, said, site

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def publication():
    return make_publication(contact_email="desk@digest.example")


@pytest.fixture
def served():
    with site({}) as made:
        yield made


@pytest.fixture
def watch(served):
    made = Watch(served)
    yield made
    made.poller.close()


def again(source: WatchedSource) -> WatchedSource:
    source.refresh_from_db()
    return source


def test_news_comes_in_once_with_where_each_value_is_from(watch, served):
    served.script["/feed"] = [said(news("1", "2")), said(news("1", "2", "3"))]
    source = watch.source(licence="CC BY 4.0", language="")
    watch.poll()
    first = Item.objects.get(name="1")
    assert (first.title, first.text, first.language, first.licence) == (
        "News 1 of the ferry and the bread",
        "No bread.",
        "en",
        "CC BY 4.0",
    )
    assert first.url == f"http://tide.example:{served.port}/news/1"
    assert (first.origins["language"], first.origins["licence"], first.published.hour) == (
        "feed",
        "source",
        8,
    )
    assert (again(source).health, source.title, source.kind) == ("well", "The Tide", "RSS 2.0")
    watch.poll_until_due(source)
    assert sorted(Item.objects.values_list("name", flat=True)) == ["1", "2", "3"]
    assert [line["new"] for line in again(source).answers] == [1, 2]
    assert KeptAnswer.objects.count() == 2


def test_p1_validators_go_back_byte_for_byte_and_304_refreshes_them(watch, served):
    served.script["/feed"] = [
        said(news("1"), ETag='W/"å b"', Last_Modified="Mon, 2 Mar 2026 8:00 GMT"),
        said(status="304 Not Modified", ETag='"second"'),
        said(news("1")),
    ]
    source = watch.source()
    watch.poll()
    watch.poll_until_due(source)
    sent = served.asked[1].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('W/"å b"', "Mon, 2 Mar 2026 8:00 GMT")
    assert (again(source).etag, source.last_modified) == ('"second"', "Mon, 2 Mar 2026 8:00 GMT")
    watch.poll_until_due(source)
    assert again(source).etag == ""
    watch.poll_until_due(source)
    assert "if-none-match" not in served.asked[3].headers


def test_p2_when_it_is_asked_next_survives_a_restart(watch, served):
    served.script["/feed"] = [said(news("1"), Cache_Control="max-age=18000")]
    source = watch.source()
    watch.poll()
    due = again(source).next_check
    assert NOW + 5 * HOUR <= due <= NOW + 5.5 * HOUR
    watch.poller.close()
    watch.started()
    watch.poll(due - watch.now - GAP)
    assert len(served.asked) == 1
    watch.poll(2 * GAP)
    assert served.paths() == ["/feed", "/robots.txt"] or served.paths() == ["/feed", "/feed"]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("wish", ["7200", "Mon, 02 Mar 2026 14:00:00 GMT"])
def test_p3_retry_after_stops_the_whole_host_also_after_a_restart(watch, served, status, wish):
    served.script["/feed"] = [said(status=status, Retry_After=wish), said(news("1"))]
    served.script["/other"] = [said(news("2"))]
    source, other = watch.source(), watch.source("/other")
    elsewhere = watch.source("/other", "port.example")
    other.next_check = NOW + timedelta(minutes=1)
    other.save()
    watch.poll()
    assert (again(source).health, again(elsewhere).health) == ("asks us to wait", "well")
    watch.poller.close()
    watch.started()
    watch.poll(1.9 * HOUR)
    assert [each.path for each in served.asked if each.host == "tide.example"] == ["/feed"]
    watch.poll(0.2 * HOUR)
    assert "/other" in [each.path for each in served.asked if each.host == "tide.example"]


def test_p3_without_a_wish_the_source_backs_off_alone(watch, served):
    served.script["/feed"] = [said(status="503 Service Unavailable")]
    served.script["/other"] = [said(news("1"))]
    source, other = watch.source(), watch.source("/other")
    watch.poll()
    watch.poll(GAP)
    assert again(source).next_check > NOW + 3 * HOUR
    assert again(other).health == "well"


def test_p4_a_move_is_taken_after_five_sightings_over_days_and_only_where_the_feed_is_the_same(watch, served):
    to = f"http://tide.example:{served.port}/new"
    served.script |= {
        "/feed": [said(status="301 Moved Permanently", Location="/new")],
        "/new": [said(news("1"))],
        "/few": [said(status="308 Permanent Redirect", Location="/newer")],
        "/newer": [said(news("1"))],
    }
    served.script["/old"] = [said(news("1")), said(status="301 Moved Permanently", Location="/parked")]
    served.script["/parked"] = [
        said(
            rss(item("9"), "<atom:id xmlns:atom='http://www.w3.org/2005/Atom'>x</atom:id>").replace(
                b"https://tide.example/<", b"https://parked.example/<"
            )
        )
    ]
    often, seldom, other = watch.source(), watch.source("/few"), watch.source("/old")
    was, few = often.url, seldom.url
    for hours in (0, 6, 6, 6, 6, 47):
        watch.ask_alone(often, hours * HOUR)
    assert (again(often).url, often.moving_to, often.moving_seen) == (was, to, 6)
    watch.ask_alone(often, HOUR - timedelta(seconds=10))
    assert (again(often).url, often.moving_seen) == (was, 7)
    watch.ask_alone(often, timedelta(seconds=10))
    assert (again(often).url, often.former, often.moving_to) == (to, [was], "")
    for _ in range(4):
        watch.ask_alone(seldom, 25 * HOUR)
    assert (again(seldom).url, seldom.moving_seen) == (few, 4)
    watch.ask_alone(seldom, HOUR)
    assert (again(seldom).url, seldom.former) == (f"{to}er", [few])
    for _ in range(45):
        watch.ask_alone(other, 3 * HOUR)
    assert (served.paths().count("/old"), served.paths().count("/parked")) == (45, 44)
    assert (again(other).url, other.former) == (f"http://tide.example:{served.port}/old", [])
    assert (other.moving_to, other.moving_seen) == ("", 0)


def test_p5_gone_is_the_end_and_missing_is_not(watch, served):
    served.script["/feed"] = [said(status="410 Gone")]
    gone, missing = watch.source(), watch.source("/lost", "port.example")
    watch.poll()
    assert (again(gone).health, gone.next_check) == ("gone", None)
    assert "no page" in gone.answers[0]["said"]
    assert again(missing).health == "failing" and missing.next_check is not None
    assert missing.answers[0]["status"] == 404


def test_p6_no_source_leads_into_our_own_network(watch, served):
    served.script["/feed"] = [said(status="302 Found", Location="http://169.254.169.254/latest/")]
    source = watch.source()
    private = WatchedSource.objects.create(
        outlet=source.outlet, url="http://10.0.0.1/feed", added_at=NOW, next_check=NOW
    )
    WatchedHost.objects.create(host="10.0.0.1", robots_at=NOW, reservations_at=NOW)
    watch.network = type(watch.network)(allow=watch.network.allow)
    watch.poller.close()
    watch.started()
    loopback = WatchedSource.objects.create(
        outlet=source.outlet, url=f"http://127.0.0.1:{served.port}/feed", added_at=NOW, next_check=NOW
    )
    WatchedHost.objects.create(host=f"127.0.0.1:{served.port}", robots_at=NOW, reservations_at=NOW)
    watch.poll()
    for each in (private, loopback):
        assert "private network" in again(each).answers[0]["said"]


def test_p7_endless_and_packed_answers_end_and_the_others_go_on(watch, served):
    import gzip

    served.script["/bomb"] = [said(gzip.compress(bytes(40_000_000)), Content_Encoding="gzip")]
    served.script["/loop"] = [said(status="302 Found", Location="/loop")]
    served.script["/feed"] = [said(news("1"))]
    bomb, loop, well = (
        watch.source("/bomb"),
        watch.source("/loop", "loop.example"),
        watch.source("/feed", "well.example"),
    )
    watch.poll()
    assert "more than" in again(bomb).answers[0]["said"] and "redirecting" in again(loop).answers[0]["said"]
    assert {bomb.health, loop.health} == {"failing"} and again(well).health == "well"


def test_p8_entities_neither_explode_nor_read_files(watch, served):
    bomb = rss(item(title="&a8;"), declaration=f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]>')
    outside = rss(item(title="&x;"), declaration='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
    served.script |= {"/bomb": [said(bomb)], "/outside": [said(outside)]}
    watch.source("/bomb"), watch.source("/outside", "port.example")
    watch.poll()
    assert Item.objects.count() == 2
    assert all(len(each.title) < 100 and "root:" not in each.title for each in Item.objects.all())


def test_p9_one_request_at_a_time_for_a_host_with_a_pause_whatever_the_number_of_sources(watch, served):
    served.pause = 0.05
    for name in ("/a", "/b", "/c"):
        served.script[name] = [said(news(name[1:]))]
        watch.source(name)
        watch.source(name, "port.example")
    watch.poll()
    assert sorted(each.host for each in served.asked) == ["port.example", "tide.example"]
    assert served.most_at_once == 1
    watch.poll(GAP - timedelta(seconds=1))
    assert len(served.asked) == 2
    watch.poll(timedelta(seconds=1))
    watch.poll(GAP)
    assert (len(served.asked), served.most_at_once) == (6, 1)


def test_p10_robots_are_read_first_and_daily_and_a_feed_is_left_where_they_name_us(watch, served):
    served.script["/robots.txt"] = [
        said(b"User-agent: *\nDisallow: /\n"),
        said(b"User-agent: standfirst\nDisallow: /feed\n"),
    ]
    served.script["/feed"] = [said(news("1"))]
    source = watch.source(files=True)
    for _ in range(3):
        watch.poll(GAP)
    assert served.paths() == ["/robots.txt", "/.well-known/tdmrep.json", "/feed"]
    assert again(source).health == "well"
    watch.poll(25 * HOUR)
    watch.poll(GAP)
    watch.poll(GAP)
    assert served.paths()[3:] == ["/robots.txt", "/.well-known/tdmrep.json"]
    assert again(source).health == "failing" and "robots.txt" in source.answers[0]["said"]


def test_p11_reservations_are_recorded_with_each_item(watch, served):
    served.script["/.well-known/tdmrep.json"] = [
        said(b'[{"location": "/news/1*", "tdm-reservation": 1, "tdm-policy": "https://a.example/p"}]')
    ]
    served.script["/robots.txt"] = [said(b"User-agent: *\nContent-Usage: /news/2 train-ai=n\nAllow: /\n")]
    served.script["/feed"] = [said(news("1", "2", "3")), said(news("4"), Content_Usage="train-ai=n")]
    source = watch.source(files=True)
    for _ in range(3):
        watch.poll(GAP)
    watch.poll_until_due(source)
    found = {each.name: (each.reserved, each.reserved_by) for each in Item.objects.all()}
    assert found == {
        "1": (True, "tdmrep.json"), "2": (True, "robots.txt"), "3": (False, ""), "4": (True, "Content-Usage"),
    }  # fmt: skip


def test_p12_we_say_who_we_are(watch, served):
    served.script["/feed"] = [said(status="403 Forbidden")]
    source = watch.source(files=True)
    for _ in range(3):
        watch.poll(GAP)
    watch.poll_until_due(source)
    assert len(served.asked) >= 4
    assert {each.headers["user-agent"] for each in served.asked} == {
        f"Standfirst/{__version__} (+desk@digest.example)"
    }
    assert not any({"cookie", "referer"} & set(each.headers) for each in served.asked)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html><head><link rel=alternate type='application/rss+xml' title='News' href='/rss'>", "web page"),
        (b"nothing of the kind", "neither RSS"),
        (b"", "empty"),
    ],
)
def test_what_is_no_feed_is_said_and_asked_less_and_in_full(watch, served, content, says):
    served.script["/feed"] = [said(content, ETag='"1"')]
    source = watch.source()
    watch.poll()
    assert says in again(source).answers[0]["said"]
    assert (source.health, source.etag, source.failures) == ("failing", "", 1)


def test_the_same_from_two_sources_is_said_and_not_merged(watch, served):
    served.script |= {"/feed": [said(news("1"))], "/other": [said(news("1"))]}
    watch.source()
    watch.poll()
    watch.source("/other", "port.example")
    watch.poll(GAP)
    first, second = Item.objects.order_by("pk")
    assert (second.same_as, second.sameness, first.same_as) == (first, "exact", None)
    assert first.thread == second.thread and first.thread.item_count == 2


def test_a_source_that_an_editor_changes_meanwhile_keeps_the_change(watch, served):
    served.script["/feed"] = [said(news("1"))]
    source = watch.source()
    watch.poller.step(0)
    WatchedSource.objects.filter(pk=source.pk).update(url="https://elsewhere.example/feed")
    watch.poller.finish()
    assert again(source).url == "https://elsewhere.example/feed" and not Item.objects.exists()


def test_what_cannot_be_kept_stops_nobody_else(watch, served, monkeypatch):
    from standfirst.wire.polling import noting

    served.script |= {"/feed": [said(news("1"))], "/other": [said(news("2"))]}
    bad = watch.source()
    good = watch.source("/other", "port.example")
    real = noting.note

    def failing(pk, *rest):
        if pk == bad.pk:
            raise ValueError("x")
        return real(pk, *rest)

    monkeypatch.setattr(noting, "note", failing)
    watch.poll()
    assert (again(good).health, again(bad).health) == ("well", "failing")
    assert bad.next_check == NOW + HOUR
