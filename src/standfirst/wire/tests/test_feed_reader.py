"""The process that reads feeds: what it is given ends it at worst, and never us."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime

import pytest

from standfirst.fetch import FetchFailed, Limits, Reason, fetch
from standfirst.fetch.tests import sites
from standfirst.wire.feeds import FeedRefused, Reader, Refusal, reader
from standfirst.wire.tests.test_feeds import RUSSIAN, item, rss

TODAY = datetime(2026, 3, 3, tzinfo=UTC)
HUNGRY = """import sys
from standfirst.wire.feeds.worker import limit
limit(400_000_000)
sys.stdin.buffer.readline()
held = bytearray(500_000_000)
print('{"refused": "empty", "found": []}', flush=True)
"""
HANGING = "import time; time.sleep(60)"


@pytest.fixture(scope="module")
def reading():
    with Reader() as started:
        yield started


def read(started: Reader, content: bytes):
    return started.read(content, url="https://tide.example/feed", today=TODAY)


def test_a_feed_comes_back_as_it_was_read(reading):
    found = read(reading, rss(item(title=RUSSIAN) + item("2", date="")))
    assert [entry.title for entry in found.entries] == [RUSSIAN, "No ferry"]
    assert found.entries[0].published == datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_refusal_comes_back_with_what_to_watch_instead(reading):
    page = b"<html><head><link rel=alternate type='application/rss+xml' title='News' href='/feed'>"
    with pytest.raises(FeedRefused) as caught:
        read(reading, page)
    assert caught.value.found == (("News", "https://tide.example/feed"),)


@pytest.mark.parametrize("program", [HUNGRY, HANGING])
def test_what_takes_too_much_is_refused_and_the_next_is_read(program, monkeypatch):
    started = reader._started
    monkeypatch.setattr(reader, "_started", lambda memory: _program(program))
    with Reader(seconds=1.5) as one:
        with pytest.raises(FeedRefused) as caught:
            read(one, rss(item()))
        assert caught.value.why == Refusal.TOO_MUCH
    monkeypatch.setattr(reader, "_started", started)
    with Reader() as one:
        assert read(one, rss(item())).entries


def _program(program: str):
    import subprocess
    import sys

    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def test_the_process_is_ended_with_its_reader():
    with Reader() as one:
        read(one, rss(item()))
        process = one._process
    assert process.poll() is not None


def test_bombs_and_endless_feeds_are_left_while_they_come():
    bomb = (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: application/rss+xml\r\n\r\n"
        + gzip.compress(rss(item()) + bytes(60_000_000))
    )
    with sites.site({"/bomb": bomb, "/endless": sites.endless, "/drip": sites.dripping}) as address:
        for path, reason in (("/bomb", Reason.SIZE), ("/endless", Reason.SIZE), ("/drip", Reason.TIME)):
            began = time.monotonic()
            with pytest.raises(FetchFailed) as caught:
                fetch(address + path, limits=Limits(total_seconds=1.5), network=sites.LOOPBACK)
            assert caught.value.reason == reason
            assert time.monotonic() - began < 4
