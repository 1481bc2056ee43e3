"""Cited addresses are looked at, politely, against a server of our own that says what it is told to."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import timezone

from standfirst import __version__
from standfirst.fetch import Network
from standfirst.fetch.addresses import parse_network
from standfirst.fetch.hosts import host_of
from standfirst.fetch.turns import HostBusy, Turns
from standfirst.provenance import actions, keeping
from standfirst.provenance.actions import check_link, check_portion, due
from standfirst.provenance.models import Agent, LinkCheck, Source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANSWERS: dict[str, tuple[int, int, dict[str, str]]] = {
    "/ok": (200, 200, {}),
    "/gone": (404, 404, {}),
    "/no-head": (405, 200, {}),
    "/no-head-404": (404, 200, {}),
    "/shut": (403, 403, {}),
    "/busy": (429, 429, {"Retry-After": "172800"}),
    "/fault": (503, 503, {}),
    "/to-front": (302, 302, {"Location": "/"}),
    "/moved": (301, 301, {"Location": "/ok"}),
    "/inside": (302, 302, {"Location": "http://10.0.0.1/"}),
    "/": (200, 200, {}),
}


class _Site(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, str]] = []

    def _answer(self, which: int) -> None:
        self.seen.append((self.command, self.path, self.headers.get("User-Agent", "")))
        answer = ANSWERS[self.path]
        self.send_response(answer[which])
        for name, value in answer[2].items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self._answer(0)

    def do_GET(self) -> None:
        self._answer(1)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    _Site.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(actions, "NETWORK", Network(allow=(parse_network("127.0.0.0/8"),)))
    monkeypatch.setattr(actions, "TURNS", Turns(timedelta(0)))
    monkeypatch.setattr(keeping, "room", lambda: 0)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def source(url: str) -> Source:
    outlet = Agent.objects.get_or_create(
        slug="gazette", defaults={"kind": "outlet", "name": {"en": "Gazette"}}
    )[0]
    return Source.objects.create(outlet=outlet, url=url)


@pytest.mark.parametrize(
    ("path", "problem", "broken", "days"),
    [
        ("/ok", "", False, 30),
        ("/no-head", "", False, 30),
        ("/no-head-404", "", False, 30),
        ("/moved", "", False, 30),
        ("/gone", "gone", True, 1),
        ("/to-front", "front", True, 1),
        ("/inside", "nowhere", True, 1),
        ("/shut", "shut", False, 30),
        ("/busy", "busy", False, 2),
        ("/fault", "fault", False, 1 / 24),
    ],
)
def test_each_answer_means_something(site: str, path: str, problem: str, broken: bool, days: float) -> None:
    check = check_link(source(site + path), NOON)
    assert (check.problem, check.broken) == (problem, broken)
    assert check.next_at == NOON + timedelta(days=days)
    assert str(check)


def test_a_site_in_trouble_is_broken_only_once_it_lasts_and_is_asked_ever_less(site: str) -> None:
    cited = source(f"{site}/fault")
    at, pauses = NOON, []
    for expected in (False, False, True, True):
        check = check_link(cited, at)
        assert check.broken is expected
        assert check.next_at is not None
        pauses.append(check.next_at - at)
        at = check.next_at
    assert pauses == sorted(pauses) and at - NOON > timedelta(days=3)


def test_readers_are_told_of_a_gone_page_when_it_was_missed_twice_a_day_apart(site: str) -> None:
    cited = source(f"{site}/gone")
    found = [check_link(cited, NOON + timedelta(hours=hours)).gone_since for hours in (0, 1, 24, 24 * 9)]
    assert found == [None, None, NOON, NOON]
    Source.objects.filter(pk=cited.pk).update(url=f"{site}/ok")
    cited.refresh_from_db()
    check = check_link(cited, NOON + timedelta(days=10))
    assert (check.gone_since, check.failing_since) == (None, None)


def test_a_link_that_answers_again_is_no_longer_broken(site: str) -> None:
    cited = source(f"{site}/gone")
    check_link(cited, NOON)
    Source.objects.filter(pk=cited.pk).update(url=f"{site}/ok")
    cited.refresh_from_db()
    check = check_link(cited, NOON)
    assert (check.broken, check.failures, check.problem) == (False, 0, "")
    assert LinkCheck.objects.get().broken is False


def test_private_addresses_are_never_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "NETWORK", Network())
    check = check_link(source(f"{site}/ok"), NOON)
    assert check.broken
    assert _Site.seen == []


def test_it_says_who_asks(site: str, settings: Any) -> None:
    check_link(source(f"{site}/ok"), NOON)
    assert _Site.seen == [("HEAD", "/ok", f"Standfirst/{__version__} (+{settings.BASE_URL})")]


def test_a_portion_asks_each_host_once(site: str) -> None:
    for path in ("/ok", "/gone", "/moved"):
        source(site + path)
    assert check_portion(Source.objects.all(), NOON) == 1
    assert Counter(path for _method, path, _agent in _Site.seen) == {"/ok": 1}


def test_a_second_request_to_a_busy_host_is_not_made(site: str) -> None:
    with actions.TURNS.waited_for(host_of(site)), pytest.raises(HostBusy):
        check_link(source(f"{site}/ok"), NOON, patience=0)
    assert _Site.seen == []


def test_a_host_that_asks_us_to_wait_is_left_alone_by_everybody(site: str) -> None:
    check_link(source(f"{site}/busy"), NOON)
    assert not actions.TURNS.take(host_of(site), timezone.now() + timedelta(hours=23))
    assert check_portion(Source.objects.filter(pk=source(f"{site}/ok").pk), NOON) == 0
    assert actions.TURNS.take(host_of(site), timezone.now() + timedelta(hours=25))


def test_what_was_looked_at_waits_for_its_time_unless_its_address_changed(site: str) -> None:
    cited, other = source(f"{site}/ok"), source(f"{site}/moved")
    check_link(cited, NOON)
    assert list(due(Source.objects.all(), NOON)) == [other]
    assert list(due(Source.objects.all(), NOON + timedelta(days=31))) == [other, cited]
    Source.objects.filter(pk=cited.pk).update(url=f"{site}/gone")
    assert set(due(Source.objects.all(), NOON)) == {cited, other}


def test_a_source_without_an_address_is_left_alone() -> None:
    source("")
    assert not due(Source.objects.all(), NOON).exists()
