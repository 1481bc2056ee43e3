"""The poller's rules, one by one, as decisions on a source and an answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.fetch.hosts import GAP, Hosts
from standfirst.fetch.reservations import Reservation, reservation
from standfirst.fetch.turns import TURNS
from standfirst.fetch.waits import retry_after
from standfirst.provenance import actions as links
from standfirst.wire.actions import articles
from standfirst.wire.actions import sources as trying
from standfirst.wire.polling import poller
from standfirst.wire.watching.answers import OVER, SIGHTINGS, Answer, Feed, Health, Source, after, conditions
from standfirst.wire.watching.intervals import (
    JITTER,
    LEAST,
    LEAST_WITHOUT_VALIDATORS,
    MOST,
    by_activity,
    wait,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://tide.example/feed"
SOURCE = Source("s1", URL, etag='W/"a b"', last_modified="Mon, 2 Mar 2026 08:00:00 GMT", identity="tag:tide")


def answer(status=200, url=URL, hops=(), **headers):
    return Answer(status, url, {name.replace("_", "-"): value for name, value in headers.items()}, hops)


def every(gap, count=10, last=HOUR):
    return tuple(NOW - last - gap * number for number in range(count))


def test_p1_validators_go_back_byte_for_byte():
    kept = after(Source("s", URL), answer(etag='W/"x"y', last_modified="sometime"), Feed(), NOW).source
    assert conditions(kept) == {"If-None-Match": 'W/"x"y', "If-Modified-Since": "sometime"}


def test_p1_no_validator_is_invented_and_a_lost_one_is_dropped():
    assert conditions(Source("s", URL)) == {}
    assert conditions(after(SOURCE, answer(), Feed(), NOW).source) == {}


def test_p1_nothing_new_refreshes_what_it_names_and_keeps_the_rest():
    kept = after(SOURCE, answer(304, etag='"new"'), Feed(), NOW).source
    assert (kept.etag, kept.last_modified) == ('"new"', SOURCE.last_modified)


def test_p2_a_busy_source_is_asked_more_often_than_a_slow_one():
    busy, slow = by_activity(every(HOUR * 4), NOW), by_activity(every(HOUR * 24), NOW)
    assert (busy, slow) == (HOUR * 2, HOUR * 12)


@pytest.mark.parametrize(("days", "hours"), [(8, 6), (15, 12), (31, 24)])
def test_p2_a_silent_source_is_asked_less_and_less(days, hours):
    assert by_activity(every(HOUR, last=timedelta(days=days)), NOW) == HOUR * hours


@pytest.mark.parametrize(
    ("headers", "ttl", "hours"),
    [
        ({"cache_control": "public, max-age=36000"}, None, 10),
        ({"expires": "Mon, 02 Mar 2026 20:00:00 GMT"}, None, 8),
        ({"cache_control": "s-max-age=36000"}, 420, 7),
        ({"cache_control": "max-age=99999999999"}, None, 24),
        ({"expires": "0"}, -5, 1),
    ],
)
def test_p2_the_longest_wish_of_the_source_counts(headers, ttl, hours):
    source = replace(SOURCE, published=every(HOUR))
    kept = after(source, answer(304, **headers), Feed(ttl_minutes=ttl), NOW).source
    assert HOUR * hours <= kept.next_check - NOW <= HOUR * hours * (1 + JITTER)


def test_p2_how_often_it_publishes_is_remembered_when_nothing_is_new():
    seen = after(SOURCE, answer(etag='"a"'), Feed("tag:tide", every(HOUR * 8)), NOW).source
    again = after(seen, answer(304), Feed(), NOW).source
    assert again.next_check == seen.next_check
    assert HOUR * 4 <= again.next_check - NOW <= HOUR * 4 * (1 + JITTER)


def test_p2_sources_added_together_are_not_asked_together():
    waits = {wait(HOUR, HOUR, f"s{number}", validators=True) for number in range(20)}
    assert len(waits) > 15


@given(
    st.timedeltas(-timedelta(days=900), timedelta(days=900)),
    st.timedeltas(-timedelta(days=900), timedelta(days=900)),
    st.booleans(),
    st.integers(0, 1000),
)
def test_p2_no_wish_and_no_failure_goes_beyond_the_bounds(activity, asked, validators, failures):
    least = LEAST if validators else LEAST_WITHOUT_VALIDATORS
    assert (
        least <= wait(activity, asked, "s", validators=validators, failures=failures) <= MOST * (1 + JITTER)
    )


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("said", ["7200", "Mon, 02 Mar 2026 14:00:00 GMT"])
def test_p3_a_wish_to_wait_is_for_the_whole_host(status, said):
    outcome = after(SOURCE, answer(status, retry_after=said), Feed(), NOW)
    assert outcome.host_waits_until == NOW + HOUR * 2
    assert outcome.source.next_check >= NOW + HOUR * 2
    assert outcome.source.health is Health.BUSY
    assert conditions(outcome.source) == conditions(SOURCE)


@pytest.mark.parametrize("said", ["999999999999", "Thu, 31 Dec 9999 23:59:59 GMT"])
def test_p3_it_is_bounded(said):
    assert retry_after(said, NOW) == MOST


@pytest.mark.parametrize("said", ["", "soon", "-5", "1.5", "Mon, 02 Mar 2026 11:00:00 GMT", "²"])
def test_p3_without_a_usable_wish_the_source_alone_is_asked_later_each_time(said):
    first = after(SOURCE, answer(503, retry_after=said), Feed(), NOW)
    second = after(first.source, answer(503, retry_after=said), Feed(), NOW)
    assert first.host_waits_until is second.host_waits_until is None
    assert NOW + HOUR < first.source.next_check < second.source.next_check


def moved(
    source, times, gap=timedelta(days=1), hops=(301, 308), identity="tag:tide", url="https://new.example/feed"
):
    for number in range(times):
        source = after(source, answer(url=url, hops=hops), Feed(identity), NOW + gap * number).source
    return source


def test_p4_a_permanent_move_is_taken_after_many_sightings_over_days():
    assert moved(SOURCE, SIGHTINGS - 1).url == URL
    taken = moved(SOURCE, SIGHTINGS)
    assert (taken.url, taken.former, taken.moving_to) == ("https://new.example/feed", (URL,), "")


def test_p4_many_sightings_in_one_day_are_not_enough():
    assert moved(SOURCE, SIGHTINGS * 3, gap=OVER / SIGHTINGS / 4).url == URL


@pytest.mark.parametrize(
    ("hops", "identity"), [((301, 302), "tag:tide"), ((307,), "tag:tide"), ((301,), "tag:other")]
)
def test_p4_a_temporary_hop_or_another_feed_is_no_move(hops, identity):
    assert moved(SOURCE, SIGHTINGS * 2, hops=hops, identity=identity).url == URL


def test_p4_one_answer_from_the_old_address_starts_the_count_again():
    source = moved(SOURCE, SIGHTINGS - 1)
    source = after(source, answer(), Feed("tag:tide"), NOW).source
    assert moved(source, SIGHTINGS - 1).url == URL


def test_p5_gone_is_never_asked_again_and_not_found_is_later():
    gone = after(SOURCE, answer(410), Feed(), NOW).source
    assert (gone.health, gone.next_check) == (Health.GONE, None)
    lost = after(SOURCE, answer(404), Feed(), NOW).source
    assert (lost.health, lost.failures) == (Health.FAILING, 1)
    assert lost.next_check > NOW + LEAST
    assert after(lost, answer(304), Feed(), NOW).source.failures == 0


@pytest.mark.parametrize("status", [0, 400, 403, 404, 500, 301])
def test_p5_failures_double_the_wait_up_to_a_day(status):
    source, waits = SOURCE, []
    for _ in range(8):
        source = after(source, answer(status), Feed(), NOW).source
        waits.append(source.next_check - NOW)
    assert waits == sorted(waits)
    assert waits[0] < waits[1]
    assert waits[-1] <= MOST * (1 + JITTER)


def test_p9_a_host_is_asked_once_at_a_time_with_a_pause():
    hosts = Hosts()
    assert hosts.take("tide.example", NOW)
    assert not hosts.take("TIDE.example", NOW + HOUR)
    assert hosts.take("post.example", NOW)
    hosts.release("tide.example", NOW)
    assert not hosts.take("tide.example", NOW + GAP / 2)
    assert hosts.take("tide.example", NOW + GAP)


def test_p9_a_wish_to_be_left_alone_outlasts_the_pause_and_is_forgotten_after():
    hosts = Hosts()
    assert hosts.take("tide.example", NOW)
    hosts.leave_alone("tide.example", NOW + HOUR)
    hosts.release("tide.example", NOW)
    hosts.forget(NOW + GAP)
    assert not hosts.take("tide.example", NOW + HOUR / 2)
    hosts.forget(NOW + HOUR)
    assert hosts.take("tide.example", NOW + HOUR)


@pytest.mark.parametrize(
    ("headers", "meta", "reserved", "by"),
    [
        ({}, {}, False, ""),
        ({"tdm-reservation": "1"}, {"tdm-reservation": "0"}, True, "TDM header"),
        ({"tdm-reservation": "0"}, {"tdm-reservation": "1"}, False, "TDM header"),
        ({}, {"tdm-reservation": " 1 "}, True, "TDM page"),
        ({"tdm-reservation": "yes"}, {}, False, ""),
        ({"content-usage": "train-ai=n"}, {"tdm-reservation": "0"}, True, "Content-Usage"),
        ({"content-usage": "search=y, train-ai=y"}, {}, False, ""),
    ],
)
def test_p11_what_is_reserved_is_known_and_by_what(headers, meta, reserved, by):
    found = reservation(headers, meta)
    assert (found.reserved, found.by) == (reserved, by)


def test_p11_a_page_that_says_nothing_has_what_its_site_says():
    site = Reservation(True, "site", "https://tide.example/terms")
    assert reservation({}, {}, site) == site
    assert not reservation({"tdm-reservation": "0"}, {}, site).reserved


def test_p9_looks_at_links_and_polling_share_each_hosts_turn():
    assert links.TURNS is TURNS is poller.TURNS is articles.TURNS is trying.TURNS
