import gzip
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from standfirst.project.server import site as module
from standfirst.project.server.files import FileAnswer
from standfirst.project.server.site import Site, accepted


class _Headers(dict[str, str]):
    pass


@dataclass
class Request:
    path: str
    method: str = "GET"
    query_string: str = ""
    headers: Any = field(default_factory=_Headers)


def asked(site: Site, path: str, method: str = "GET", query: str = "", **headers: str) -> FileAnswer | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site(Request(path, method, query, _Headers(named)))  # type: ignore[arg-type]


def value(answer: FileAnswer, name: str) -> str:
    return dict(answer.headers)[name]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in {
        "en/index.html": "<h1>Home</h1>",
        "en/404.html": "<h1>Nothing here</h1>",
        "az/404.html": "<h1>Burada heç nə yoxdur</h1>",
        "en/2026/11/gone/index.html": "<h1>Withdrawn</h1>",
        "en/2026/11/gone/index.html.status": "410\n",
        "en/sections/old/index.html": "moved",
        "en/sections/old/index.html.status": "301 /en/sections/new/\n",
        ".well-known/security.txt": "Contact: x",
        ".hidden/index.html": "secret",
        "en/feeds/rss.xml": "<rss/>",
        "assets/site.0123.css": "a{}",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Site:
    return Site(folder)


def test_a_page_is_sent_with_its_policy_and_its_mark(site: Site) -> None:
    answer = asked(site, "/en/")
    assert answer and answer.status == 200 and answer.body == b"<h1>Home</h1>"
    assert value(answer, "content-type") == "text/html; charset=utf-8"
    assert value(answer, "content-security-policy").startswith("default-src 'none'")
    assert value(answer, "content-length") == "13"
    again = asked(site, "/en/", if_none_match=value(answer, "etag"))
    assert again and again.status == 304 and again.body is None
    weak = asked(site, "/en/", if_none_match=f'"x", W/{value(answer, "etag")}')
    assert weak and weak.status == 304


def test_what_another_process_replaces_is_seen_by_the_next_request(site: Site, folder: Path) -> None:
    first = asked(site, "/en/")
    new = folder / "en" / ".sf-1.tmp"
    new.write_text("<h1>Hemo</h1>")
    os.utime(new, ns=(1, (folder / "en/index.html").stat().st_mtime_ns))
    os.replace(new, folder / "en/index.html")
    second = asked(site, "/en/")
    assert first and second and second.body == b"<h1>Hemo</h1>"
    assert value(first, "etag") != value(second, "etag")
    (folder / "en/index.html").unlink()
    assert asked(site, "/en/") is None


def test_a_page_baked_after_the_start_is_there(site: Site, folder: Path) -> None:
    assert asked(site, "/en/new/") is None
    (folder / "en/new").mkdir()
    (folder / "en/new/index.html").write_text("new")
    answer = asked(site, "/en/new/")
    assert answer and answer.body == b"new"


def test_a_client_gets_the_smallest_encoding_that_it_takes(site: Site, folder: Path) -> None:
    plain = asked(site, "/en/", accept_encoding="gzip, br")
    assert plain and "content-encoding" not in dict(plain.headers)
    (folder / "en/index.html.gz").write_bytes(gzip.compress(b"<h1>Home</h1>"))
    (folder / "en/index.html.br").write_bytes(b"brotli bytes")
    both = asked(site, "/en/", accept_encoding="gzip, deflate, br;q=0.9")
    assert both and value(both, "content-encoding") == "br" and both.body == b"brotli bytes"
    only = asked(site, "/en/", accept_encoding="gzip, br;q=0")
    assert only and value(only, "content-encoding") == "gzip"
    assert value(only, "vary") == "accept-encoding"
    assert value(only, "etag") != value(both, "etag")
    none = asked(site, "/en/", accept_encoding="identity")
    assert none and none.body == b"<h1>Home</h1>"


def test_a_sibling_is_never_older_than_its_page(site: Site, folder: Path) -> None:
    (folder / "en/index.html.br").write_bytes(b"old")
    assert asked(site, "/en/", accept_encoding="br")
    (folder / "en/index.html.br").unlink()
    (folder / "en/index.html").write_text("<h1>A new home</h1>")
    answer = asked(site, "/en/", accept_encoding="br")
    assert answer and answer.body == b"<h1>A new home</h1>"


def test_withdrawn_and_moved_pages_answer_with_their_status(site: Site, folder: Path) -> None:
    gone = asked(site, "/en/2026/11/gone/")
    assert gone and gone.status == 410 and gone.body == b"<h1>Withdrawn</h1>"
    moved = asked(site, "/en/sections/old/")
    assert moved and moved.status == 301 and value(moved, "location") == "/en/sections/new/"
    (folder / "en/2026/11/gone/index.html.status").unlink()
    back = asked(site, "/en/2026/11/gone/")
    assert back and back.status == 200


def test_an_address_without_its_slash_leads_to_the_page(site: Site) -> None:
    answer = asked(site, "/en", query="a=1")
    assert answer and answer.status == 301 and value(answer, "location") == "/en/?a=1"


def test_head_says_the_same_without_the_bytes(site: Site) -> None:
    assert asked(site, "/en/", "HEAD") == asked(site, "/en/")


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/en/../../x", "/.hidden/", "/en//", "/en/index.html.br", "/en/.sf-1.tmp", "/en\\x", "/\0",
     "/en/2026/11/gone/index.html.status", "x", "", "/admin/", "/_/en/search/", "/static/x.css", "/media/x.png"],
)  # fmt: skip
def test_nothing_hidden_and_nothing_outside_is_answered(site: Site, folder: Path, path: str) -> None:
    (folder / "en/index.html.br").write_bytes(b"x")
    (folder / "en/.sf-1.tmp").write_bytes(b"x")
    site.complete = lambda: True
    answer = asked(site, path)
    assert answer is None or answer.status in {301, 404}


def test_other_methods_are_left_to_the_app(site: Site) -> None:
    assert asked(site, "/en/", "POST") is None


def test_a_whole_site_says_itself_that_there_is_nothing(site: Site) -> None:
    assert asked(site, "/en/nothing/") is None
    site.complete = lambda: True
    missing = asked(site, "/en/nothing/")
    assert missing and missing.status == 404 and missing.body == b"<h1>Nothing here</h1>"
    wished = asked(site, "/nothing", accept_language="fr;q=0.1, az-AZ")
    assert wished and wished.status == 404 and wished.body == "<h1>Burada heç nə yoxdur</h1>".encode()
    assert asked(site, "/_/en/search/") is None


def test_types_and_lifetimes_follow_the_address(site: Site) -> None:
    feed, style, contact = (asked(site, path) for path in ("/en/feeds/rss.xml", "/assets/site.0123.css",
                                                           "/.well-known/security.txt"))  # fmt: skip
    assert feed and value(feed, "content-type").startswith("application/rss+xml")
    assert style and "immutable" in value(style, "cache-control")
    assert contact and value(contact, "content-type").startswith("text/plain")


def test_a_date_is_given_and_compared_once_the_file_has_settled(site: Site, folder: Path) -> None:
    young = asked(site, "/en/")
    assert young and "last-modified" not in dict(young.headers)
    before = time.time() - 100
    os.utime(folder / "en/index.html", (before, before))
    old = asked(site, "/en/")
    assert old
    date = value(old, "last-modified")
    same = asked(site, "/en/", if_modified_since=date)
    assert same and same.status == 304
    other = asked(site, "/en/", if_modified_since="Mon, 01 Jan 2001 00:00:00 GMT")
    assert other and other.status == 200
    assert asked(site, "/en/", if_modified_since="nonsense").status == 200  # type: ignore[union-attr]


def test_a_large_file_is_not_kept_in_memory(
    site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_KEPT", 10)
    answer = asked(site, "/en/")
    assert answer and answer.body is None and answer.path == str(folder / "en/index.html")


def test_memory_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 3000)
    site = Site(folder)
    for number in range(10):
        (folder / f"en/{number}.html").write_text("x" * 1000)
        asked(site, f"/en/{number}.html")
    assert site._bytes <= 3000
    assert site._bytes == sum(kept.size for kept in site._kept.values())


def test_what_a_client_takes_is_understood_as_the_standard_says() -> None:
    assert accepted("gzip;q=0, *") == {"br"}
    assert "gzip" in accepted("GZIP") and "br" not in accepted("gzip, identity")
    assert not accepted("br; q=0.000") & {"br"}
    assert accepted("") & {"br", "gzip"} == set()
