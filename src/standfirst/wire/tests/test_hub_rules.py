"""What hubs may promise and prove, as decisions."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.wire.actions.hubs import named
from standfirst.wire.feeds import Feed
from standfirst.wire.watching import hubs

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha384", "sha512"])
@given(body=st.binary(max_size=200), secret=st.text("abc", min_size=1, max_size=5))
def test_a_body_is_signed_by_its_secret_and_by_no_other(algorithm, body, secret):
    digits = hmac.new(secret.encode(), body, algorithm).hexdigest()
    assert hubs.is_signed(body, f"{algorithm}={digits}", secret)
    assert hubs.is_signed(body, f" {algorithm.upper()}={digits.upper()}", secret)
    assert not hubs.is_signed(body, f"{algorithm}={digits}", secret + "x")
    assert not hubs.is_signed(body + b"x", f"{algorithm}={digits}", secret)


@pytest.mark.parametrize(
    "header", ["", "sha256=", "=", "sha256", "sha256=ü", "none=", "md5={md5}", "{sha256}"]
)
def test_what_is_no_signature_signs_nothing(header):
    digits = {name: hmac.new(b"secret", b"body", name).hexdigest() for name in ("md5", "sha256")}
    assert not hubs.is_signed(b"body", header.format(**digits), "secret")


@pytest.mark.parametrize(
    ("said", "lasts"),
    [
        ("3600", HOUR),
        ("99999999999999999999", 30 * DAY),
        ("", None),
        ("0", None),
        ("-1", None),
        ("x", None),
        ("٣", None),
    ],
)
def test_a_lease_is_what_the_hub_says_up_to_thirty_days(said, lasts):
    assert hubs.lease(said) == lasts


def test_a_lease_is_renewed_before_it_ends_and_not_within_the_hour():
    assert hubs.renewal(NOW, 10 * DAY) == NOW + 8 * DAY
    assert hubs.renewal(NOW, timedelta(seconds=1)) == NOW + HOUR


def test_a_hub_that_fails_is_asked_less_and_less():
    assert [hubs.again(failures) for failures in (1, 2, 99)] == [HOUR, 2 * HOUR, 7 * DAY]


@given(st.integers(0, 100), st.integers(-5, 1000))
def test_a_source_that_is_pushed_waits_a_day_and_never_past_the_lease(due, ends):
    usual, lease = NOW + due * HOUR, NOW + ends * HOUR
    slow = hubs.slowed(usual, lease, NOW, "s")
    assert slow >= usual
    if lease <= NOW:
        assert slow == usual
    elif ends < 24:
        assert slow == max(usual, lease)
    else:
        assert slow >= NOW + DAY and (slow == usual or slow <= lease)


def test_a_source_that_is_not_asked_any_more_stays_so():
    assert hubs.slowed(None, NOW + DAY, NOW, "s") is None


@pytest.mark.parametrize(
    ("link", "feed", "found"),
    [
        ("", Feed("RSS 2.0", hub="https://h.example/", topic="https://t.example/f"), ("https://h.example/", "https://t.example/f")),
        ("", Feed("RSS 2.0", hub="https://h.example/"), ("https://h.example/", "https://t.example/feed")),
        ("", Feed("RSS 2.0", topic="https://t.example/f"), ("", "")),
        ("<//[x>; rel=hub", Feed("RSS 2.0"), ("", "")),
        ("<ftp://h.example/>; rel=hub", Feed("RSS 2.0"), ("", "")),
        ("", Feed("RSS 2.0", hub="javascript:1", topic="https://t.example/f"), ("", "")),
        ("", Feed("RSS 2.0", hub="https://h.example/" + "x" * 1000), ("", "")),
        (
            '</f>; rel="self alternate", <https://g.example/a,b>; title="x, y"; rel=hub, <https://z.example/>;rel="hub"',
            Feed("RSS 2.0", hub="https://h.example/"),
            ("https://g.example/a,b", "https://t.example/f"),
        ),
    ],
)  # fmt: skip
def test_hub_and_topic_are_named_by_headers_then_by_the_feed(link, feed, found):
    assert named(feed, {"link": link} if link else {}, "https://t.example/feed") == found


def test_a_long_link_header_is_read_in_no_time():
    assert hubs.linked("<a>" + ";a" * 100_000, "hub") == ""
    assert hubs.linked("<a>;" * 100_000 + '"' * 5000, "hub") == ""
