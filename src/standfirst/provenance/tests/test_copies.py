"""Copies of cited pages are kept as files others can read, within limits, and only of pages that may be kept."""

import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from standfirst.fetch import Response, fetch
from standfirst.fetch.tests.sites import LOOPBACK, Answer, answer, redirect, site
from standfirst.fetch.turns import Turns
from standfirst.provenance import actions, keeping, warc
from standfirst.provenance.actions import check_link
from standfirst.provenance.copies import Page, Site, changed_much, refusal
from standfirst.provenance.models import Agent, KeptCopy, LinkCheck, Source
from standfirst.publication.models import Publication

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MONTH = timedelta(days=31)
WORDS = "The commission met by the river and published its minutes on the same evening. "
PAGE = f"<html><head><title>Minutes</title></head><body><p>{WORDS * 3}</p></body></html>".encode()
OTHER = b"<html><body><p>This site has been sold. Buy shoes, hats and gloves here today.</p></body></html>"


def response(body: bytes = PAGE, url: str = "https://outlet.example/news/1", **headers: str) -> Response:
    said = {"content-type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url, url, 200, said, body, NOON)


def meta(name: str, content: str) -> bytes:
    return PAGE.replace(b"<title>", f'<meta NAME="{name}" content="{content}"><title>'.encode())


@pytest.mark.parametrize(
    ("page", "host", "why"),
    [
        (response(), Site(), ""),
        (response(), Site("User-agent: *\nDisallow: /admin/"), ""),
        (response(), Site("User-agent: Standfirst\nDisallow: /news/"), "robots"),
        (response(), Site(is_open=False), "robots"),
        (response(x_robots_tag="noindex, NoArchive"), Site(), "noarchive"),
        (response(x_robots_tag="noindex"), Site(), ""),
        (response(meta("robots", "max-snippet:50, noarchive")), Site(), "noarchive"),
        (response(meta("Standfirst", "noarchive")), Site(), "noarchive"),
        (response(meta("description", "How noarchive works")), Site(), ""),
        (response(content_usage="train-ai=n"), Site(), "reserved"),
        (response(content_usage="train-ai=y"), Site(), ""),
        (response(tdm_reservation="1"), Site(), "reserved"),
        (response(meta("tdm-reservation", "1")), Site(), "reserved"),
        (response(), Site(rules=({"location": "/news/*", "tdm-reservation": 1},)), "reserved"),
        (response(tdm_reservation="0"), Site(rules=({"location": "/", "tdm-reservation": 1},)), ""),
        (response(), Site("User-agent: *\nContent-Usage: /news/ train-ai=n"), "reserved"),
        (response(b"<meta " * 3000 + b"name='robots' content='noarchive'>"), Site(), "noarchive"),
    ],
)
def test_what_a_site_does_not_want_kept_is_not_kept(page: Response, host: Site, why: str) -> None:
    assert refusal(page, host) == why


def test_a_page_says_something_else_when_its_words_do() -> None:
    page, html = Page(PAGE, "text/html"), "text/html; charset=utf-8"
    assert not changed_much(page, Page(PAGE.replace(b"Minutes", b"Records"), html))
    assert not changed_much(page, Page(PAGE.replace(b"<p>", b"<div class='x'>"), html))
    assert changed_much(page, Page(OTHER, html))
    assert changed_much(page, Page(b"", html))
    pdf = Page(b"%PDF-1.7 one", "application/pdf")
    assert not changed_much(pdf, Page(b"%PDF-1.7 one", "application/pdf"))
    assert changed_much(pdf, Page(b"%PDF-1.7 two", "application/pdf"))


def packed(body: bytes) -> bytes:
    data = gzip.compress(body)
    head = "HTTP/1.1 200 Fine\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nSet-Cookie: a=b\r\nX-Note: né\r\n"
    return f"{head}Transfer-Encoding: chunked\r\n\r\n{len(data):x}\r\n".encode() + data + b"\r\n0\r\n\r\n"


def test_a_copy_is_a_warc_that_others_read_with_the_bytes_as_they_came(tmp_path: Path) -> None:
    with site({"/old": redirect("/new", "301 Moved"), "/new": packed(PAGE)}) as address:
        came = fetch(f"{address}/old", network=LOOPBACK, contact="https://digest.example", record=True)
    file = tmp_path / "2026" / "05" / "copy.warc.gz"
    size = warc.write(file, came.exchanges, "https://digest.example")
    assert size == file.stat().st_size and file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["copy.warc.gz"]
    kinds, answers = [], []
    for record in ArchiveIterator(BytesIO(file.read_bytes()), check_digests="raise"):
        kinds.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
        assert record.rec_headers.protocol == "WARC/1.1"
        if record.rec_type == "response":
            answers.append((record.http_headers.get_statuscode(), record.content_stream().read()))
            assert record.http_headers.get_header("Set-Cookie") is None
        elif record.rec_type == "request":
            assert "digest.example" in record.http_headers.get_header("user-agent")
        else:
            assert b"Standfirst" in record.content_stream().read()
    old, new = f"{address}/old", f"{address}/new"
    assert kinds == [
        ("warcinfo", None),
        ("response", old),
        ("request", old),
        ("response", new),
        ("request", new),
    ]
    assert answers == [("301", b""), ("200", PAGE)]
    checked = Checker(type("Options", (), {"inputs": [str(file)], "verbose": False})())
    checked.process_all()
    assert checked.exit_value == 0
    assert warc.read(file) == Page(PAGE, "text/html")


def test_a_damaged_or_flooding_copy_is_said_to_be_one(tmp_path: Path) -> None:
    with site({"/": packed(PAGE), "/bomb": packed(b"0" * 9_000_000)}) as address:
        came = fetch(f"{address}/", network=LOOPBACK, record=True)
        flood = fetch(f"{address}/bomb", network=LOOPBACK, record=True)
    file, bomb = tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"
    warc.write(file, came.exchanges, "")
    warc.write(bomb, flood.exchanges, "")
    cut = tmp_path / "c.warc.gz"
    cut.write_bytes(file.read_bytes()[:200])
    for path in (bomb, cut, tmp_path / "none.warc.gz"):
        with pytest.raises(warc.UnreadableCopy):
            warc.read(path)


@pytest.fixture
def archive(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "archive"
    monkeypatch.setattr(actions, "NETWORK", LOOPBACK)
    monkeypatch.setattr(actions, "TURNS", Turns(timedelta(0)))
    actions._site_on.cache_clear()
    return settings.ARCHIVE_ROOT


@pytest.fixture
def answers(archive: Path) -> dict[str, Answer]:
    return {"/news/1": answer(PAGE)}


@pytest.fixture
def cited(db: None, answers: dict[str, Answer]) -> Iterator[Source]:
    outlet = Agent.objects.create(kind="outlet", slug="gazette", name={"en": "Gazette"})
    with site(answers) as address:
        yield Source.objects.create(outlet=outlet, url=f"{address}/news/1")


def files(archive: Path) -> list[str]:
    return sorted(path.relative_to(archive).as_posix() for path in archive.rglob("*") if path.is_file())


def test_the_first_good_answer_is_kept_and_again_only_when_it_says_something_else(
    cited: Source, answers: dict[str, Answer], archive: Path
) -> None:
    check = check_link(cited, NOON)
    copy = KeptCopy.objects.get()
    assert files(archive) == [copy.file] == [f"2026/05/{copy.uid}.warc.gz"]
    assert (check.kept_at, check.whole_at, check.not_kept) == (NOON, NOON, "")
    answers["/news/1"] = answer(OTHER)
    check_link(cited, NOON + timedelta(days=3))
    assert KeptCopy.objects.count() == 1, "not more often than once a month"
    answers["/news/1"] = answer(PAGE.replace(b"Minutes", b"Notes"))
    check_link(cited, NOON + MONTH)
    assert KeptCopy.objects.count() == 1, "it says about the same"
    answers["/news/1"] = answer(OTHER)
    assert check_link(cited, NOON + 2 * MONTH).kept_at == NOON + 2 * MONTH
    assert KeptCopy.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"/robots.txt": answer(b"User-agent: *\nDisallow: /news/", "text/plain")}, "robots"),
        ({"/robots.txt": answer(b"", status="503 Busy")}, "robots"),
        (
            {"/.well-known/tdmrep.json": answer(b'[{"location":"/*","tdm-reservation":1}]', "text/json")},
            "reserved",
        ),
        ({"/news/1": answer(meta("robots", "noarchive"))}, "noarchive"),
        ({"/news/1": answer(b"x" * 2_200_000)}, "size"),
    ],
)
def test_no_copy_is_kept_and_it_is_said_why(
    cited: Source, answers: dict[str, Answer], archive: Path, changed: dict[str, Answer], why: str
) -> None:
    answers.update(changed)
    check = check_link(cited, NOON)
    assert (check.problem, check.not_kept, check.kept_at) == ("", why, None)
    assert not KeptCopy.objects.exists() and not archive.exists()


def test_the_oldest_copies_make_room_and_what_backs_a_dead_link_stays(
    cited: Source,
    answers: dict[str, Answer],
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    answers |= {f"/news/1?{name}": answer(PAGE) for name in (*range(4), "late", "another")}
    check_link(cited, NOON)
    first = KeptCopy.objects.get()
    made = []
    for number in range(4):
        source = Source.objects.create(outlet=cited.outlet, url=f"{cited.url}?{number}")
        check_link(source, NOON + timedelta(hours=number + 1))
        made.append(source.kept.get())
    LinkCheck.objects.filter(source=made[0].source).update(failures=1)
    monkeypatch.setattr(keeping, "room", lambda: first.size * 3 + 100)
    late = Source.objects.create(outlet=cited.outlet, url=f"{cited.url}?late")
    with django_capture_on_commit_callbacks(execute=True):
        check = check_link(late, NOON + timedelta(days=1))
    kept = list(KeptCopy.objects.order_by("captured_at"))
    assert kept == [made[0], made[3], late.kept.get()] and check.kept_at == NOON + timedelta(days=1)
    assert files(archive) == sorted(copy.file for copy in kept)
    assert LinkCheck.objects.get(source=cited).kept_at is None
    LinkCheck.objects.update(failures=1)
    another = Source.objects.create(outlet=cited.outlet, url=f"{cited.url}?another")
    assert check_link(another, NOON + timedelta(days=2)).not_kept == "full"
    assert files(archive) == sorted(copy.file for copy in kept)


def test_a_copy_that_cannot_be_written_is_said_and_the_link_is_looked_at_all_the_same(
    cited: Source, archive: Path
) -> None:
    archive.write_text("a file where the folder should be")
    check = check_link(cited, NOON)
    assert (check.problem, check.not_kept, check.kept_at) == ("", "unwritten", None)
    assert not KeptCopy.objects.exists()


def test_without_room_nothing_is_kept_and_only_heads_are_asked_for(
    cited: Source, answers: dict[str, Answer]
) -> None:
    Publication.objects.create(name={"en": "Digest"}, kept_copies_mb=0)
    check = check_link(cited, NOON)
    assert (check.problem, check.whole_at, KeptCopy.objects.count()) == ("", None, 0)


def test_a_page_that_is_gone_keeps_its_copy_and_a_deleted_source_takes_it_along(
    cited: Source, answers: dict[str, Answer], archive: Path, django_capture_on_commit_callbacks: Any
) -> None:
    check_link(cited, NOON)
    del answers["/news/1"]
    for days in (31, 33):
        check = check_link(cited, NOON + timedelta(days=days))
    assert (check.gone_since, check.kept_at) == (NOON + MONTH, NOON)
    assert len(files(archive)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        cited.delete()
    assert files(archive) == []


@pytest.fixture
def editor(client: Client, signed_in_editors_may_edit: None) -> Client:
    user = get_user_model().objects.create_superuser(email="e@digest.example", password="x")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


HOSTILE = b"""<html><body><script>alert(1)</script><p onclick="alert(2)">It was said <a href="javascript:alert(3)">here</a>.</p>
<img src=x onerror=alert(4)><iframe src="https://evil.example"></iframe></article></body></html>"""


def test_editors_see_what_a_copy_says_and_never_its_scripts(
    cited: Source, answers: dict[str, Answer], editor: Client
) -> None:
    answers["/news/1"] = answer(HOSTILE)
    check_link(cited, NOON)
    copy = KeptCopy.objects.get()
    page = editor.get(reverse("standfirst_provenance:copy_text", args=[copy.uid])).content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert "It was said" in article
    for word in ("alert", "onclick", "javascript:", "<img", "<iframe", "<script"):
        assert word not in article
    sent = editor.get(reverse("standfirst_provenance:copy_file", args=[copy.uid]))
    assert sent["Content-Disposition"].startswith("attachment") and sent["Content-Type"] == "application/gzip"
    assert b"".join(sent.streaming_content) == keeping.path_of(copy).read_bytes()
    form = editor.get(reverse("wagtailsnippets_provenance_source:edit", args=[cited.pk])).content.decode()
    assert "A copy of May 4, 2026 is kept." in form
    keeping.path_of(copy).unlink()
    again = editor.get(reverse("standfirst_provenance:copy_text", args=[copy.uid])).content.decode()
    assert "The file of this copy is missing or damaged." in again


def test_editors_write_down_the_address_of_an_archived_copy_and_delete_kept_ones(
    cited: Source, editor: Client
) -> None:
    check_link(cited, NOON)
    place = reverse("standfirst_provenance:copies", args=[cited.pk])
    good = {"url": "https://archive.example/1", "captured_at": "2026-03-14 09:30"}
    for bad in ({"url": "javascript:alert(1)"}, {"captured_at": "2090-01-01"}, {"captured_at": "soon"}):
        assert editor.post(place, good | bad).context["form"].errors
    assert not cited.copies.exists()
    for _again in range(2):
        assert editor.post(place, good).status_code == 302
    copy = cited.copies.get()
    assert (copy.url, copy.captured_at) == (good["url"], datetime(2026, 3, 14, 9, 30, tzinfo=UTC))
    assert "https://archive.example/1" in editor.get(place).content.decode()
    editor.post(reverse("standfirst_provenance:remove_archived", args=[copy.uid]))
    editor.post(reverse("standfirst_provenance:remove_kept", args=[cited.kept.get().uid]))
    assert not cited.copies.exists() and not cited.kept.exists()
    cited.link_check.refresh_from_db()
    assert cited.link_check.kept_at is None


def test_copies_are_not_for_everybody(cited: Source, client: Client) -> None:
    check_link(cited, NOON)
    uid = KeptCopy.objects.get().uid
    user = get_user_model().objects.create_user(email="r@digest.example", password="x")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name, key in (("copies", cited.pk), ("copy_text", uid), ("copy_file", uid)):
        assert client.get(reverse(f"standfirst_provenance:{name}", args=[key])).status_code in {302, 403}
