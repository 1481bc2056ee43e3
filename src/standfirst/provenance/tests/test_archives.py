"""A public archive is asked for copies of cited pages only where the publication says so, and politely."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from standfirst.fetch.hosts import host_of
from standfirst.fetch.tests.sites import LOOPBACK, Answer, answer, redirect, site
from standfirst.fetch.turns import Turns
from standfirst.provenance import archiving
from standfirst.provenance.archives import Memento, find, mementos, nearest
from standfirst.provenance.archiving import archive_due, ask_archive, ask_archive_portion
from standfirst.provenance.models import Agent, LinkCheck, Source
from standfirst.publication.models import Publication

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CITED = "https://outlet.example/news/1"
GATE, SAVE = f"/timegate/{CITED}", f"/save/{CITED}"
MARCH = "Sat, 14 Mar 2026 09:30:00 GMT"
MAP = f"""<{CITED}>; rel="original",
 </web/2020/{CITED}>; rel="first memento"; datetime="Fri, 20 Nov 2020 10:00:00 GMT",
 </web/2026/{CITED}>; rel="last memento"; datetime="{MARCH}",
 <javascript:alert(1)>; rel="memento"; datetime="{MARCH}",
 </web/odd>; rel="memento"; datetime="yesterday",
 </timemap>; rel="self"; type="application/link-format"
"""


def kept(at: str, headers: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nMemento-Datetime: {at}\r\n{headers}Content-Length: 0\r\n\r\n".encode()


def named(link: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nLink: {link}\r\nContent-Length: 0\r\n\r\n".encode()


def busy(seconds: int) -> bytes:
    return f"HTTP/1.1 429 Busy\r\nRetry-After: {seconds}\r\nContent-Length: 0\r\n\r\n".encode()


def test_a_time_map_names_copies_and_what_is_no_address_or_date_is_left_out() -> None:
    found = mementos(MAP, "https://archive.example/timemap/x")
    assert [each.at.year for each in found] == [2020, 2026]
    assert found[1].url == f"https://archive.example/web/2026/{CITED}"
    assert nearest(found, datetime(2021, 1, 1, tzinfo=UTC)) == found[0]
    assert mementos("<" * 5000 + ">; rel=memento") == []


@pytest.mark.parametrize(
    ("answers", "year", "said"),
    [
        ({GATE: redirect("/web/a"), "/web/a": kept(MARCH)}, 2026, ""),
        ({GATE: answer(MAP.encode(), "application/link-format")}, 2026, ""),
        (
            {GATE: named(f'</web/b>; rel="memento"; datetime="{MARCH}"')},
            2026,
            "",
        ),
        ({}, None, "none"),
        ({GATE: answer(b"<p>Nothing found</p>")}, None, "none"),
        ({GATE: answer(b"", status="500 Oh")}, None, "failed"),
        ({GATE: b"not HTTP at all"}, None, "failed"),
    ],
)
def test_each_answer_of_an_archive_means_something(
    answers: dict[str, Answer], year: int | None, said: str
) -> None:
    with site(answers) as address:
        told = find(f"{address}/timegate/", CITED, NOON, contact="", network=LOOPBACK)
    assert told.said == said
    assert (told.memento.at.year if told.memento else None) == year


@pytest.fixture
def answers() -> dict[str, Answer]:
    return {}


@pytest.fixture
def archive(db: None, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(archiving, "NETWORK", LOOPBACK)
    monkeypatch.setattr(archiving, "TURNS", Turns(timedelta(0)))
    monkeypatch.setattr(archiving, "PATIENCE", 0.5)
    with site(answers) as address:
        Publication.objects.create(
            name={"en": "Digest"}, asks_archive=True, archive_lookup=f"{address}/timegate/",
            archive_save=f"{address}/save/",
        )  # fmt: skip
        yield address


def cited(**look: object) -> Source:
    outlet = Agent.objects.get_or_create(
        slug="gazette", defaults={"kind": "outlet", "name": {"en": "Gazette"}}
    )[0]
    source = Source.objects.create(outlet=outlet, url=CITED)
    LinkCheck.objects.create(
        source=source, **{"url": CITED, "checked_at": NOON, "archive_due_at": NOON} | look
    )
    return source


def test_nobody_is_asked_unless_the_publication_says_so(archive: str) -> None:
    cited()
    assert archive_due(Source.objects.all(), NOON).exists()
    Publication.objects.update(asks_archive=False)
    assert not archive_due(Source.objects.all(), NOON).exists()
    assert ask_archive_portion(Source.objects.all(), NOON) == 0
    assert Publication._meta.get_field("asks_archive").default is False


def test_where_there_is_no_copy_the_archive_is_asked_to_keep_one_and_again_a_day_later(
    archive: str, answers: dict[str, Answer]
) -> None:
    source = cited()
    answers[SAVE] = answer(b"<p>We will.</p>")
    assert ask_archive_portion(Source.objects.all(), NOON) == 1
    source.link_check.refresh_from_db()
    assert (source.link_check.archive_said, source.link_check.archive_due_at) == (
        "asked",
        NOON + timedelta(days=1),
    )
    answers[GATE] = kept("Mon, 04 May 2026 12:01:00 GMT")
    assert ask_archive_portion(Source.objects.all(), NOON + timedelta(days=1)) == 1
    copy = source.copies.get()
    assert (copy.url, copy.captured_at) == (archive + GATE, NOON + timedelta(minutes=1))
    source.link_check.refresh_from_db()
    assert (source.link_check.archive_said, source.link_check.archive_due_at) == ("", None)


def test_a_saved_copy_is_taken_at_once_and_an_old_one_where_saving_fails(
    archive: str, answers: dict[str, Answer]
) -> None:
    source = cited()
    answers |= {GATE: kept(MARCH), SAVE: answer(b"", status="500 Oh")}
    assert ask_archive(source, NOON).memento == Memento(
        archive + GATE, datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
    )
    answers[SAVE] = redirect("/web/new")
    answers["/web/new"] = kept("Mon, 04 May 2026 12:00:00 GMT")
    told = ask_archive(source, NOON)
    assert told.memento == Memento(f"{archive}/web/new", NOON)
    assert source.copies.count() == 2


@pytest.mark.parametrize(
    "look", [{"not_kept": "noarchive"}, {"not_kept": "reserved"}, {"problem": "gone", "broken": True}]
)
def test_an_archive_is_never_asked_to_keep_what_its_site_does_not_want_kept_or_what_is_gone(
    archive: str, answers: dict[str, Answer], look: dict[str, object]
) -> None:
    answers[SAVE] = kept("Mon, 04 May 2026 12:00:00 GMT")
    source = cited(**look)
    assert ask_archive(source, NOON).said == "none"
    answers[GATE] = kept(MARCH)
    assert ask_archive(source, NOON).said == ""
    assert source.copies.get().url == archive + GATE


def test_an_archive_that_asks_us_to_wait_is_left_alone(archive: str, answers: dict[str, Answer]) -> None:
    answers[GATE] = busy(7200)
    source, _other = cited(), cited()
    assert ask_archive_portion(Source.objects.all(), NOON) == 1
    assert not archiving.TURNS.take(host_of(archive), datetime.now(UTC) + timedelta(hours=1))
    source.link_check.refresh_from_db()
    assert source.link_check.archive_said == "failed" and not source.copies.exists()


def test_asking_needs_an_address_to_ask_at() -> None:
    with pytest.raises(ValidationError, match="Say where the archive finds a page"):
        Publication(name={"en": "Digest"}, asks_archive=True).clean()
