"""The configurations that `standfirst config` prints, in the web servers they are for."""

import gzip
import http.client
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from standfirst.project.headers import DOCUMENT, MEDIA
from tests.operator.running import serving, standfirst
from tests.tools import web_servers

PAGE = "<!doctype html><title>Home</title>" + "<p>Every line can show its source.</p>" * 40


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": "localhost", **named})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return Answer(answer.status, answer.headers, body)


def write(folder: Path, path: str, text: str, status: str = "", siblings: bool = True) -> None:
    file = folder / "public" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    if siblings:
        file.with_name(file.name + ".gz").write_bytes(gzip.compress(text.encode(), 6, mtime=0))
        file.with_name(file.name + ".br").write_bytes(brotli.compress(text.encode(), quality=5))
    if status:
        file.with_name(file.name + ".status").write_text(status + "\n")


@pytest.fixture(scope="module")
def folder(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("fronted") / "digest"))
    write(folder, "en/2026/11/story/index.html", PAGE)
    write(folder, "en/404.html", "<!doctype html>There is no such page")
    write(folder, "en/503.html", "<!doctype html>This part is away for a while")
    write(folder, "en/2026/11/gone/index.html", "<!doctype html>withdrawn", status="410")
    write(folder, "en/sections/old/index.html", "<!doctype html>moved", status="301 /en/sections/new/")
    write(folder, "en/feeds/rss.xml", "<rss/>")
    write(folder, "en/feeds/feed.json", "{}")
    write(folder, "en/manifest.webmanifest", "{}")
    write(folder, "api/stories/0.json", "{}")
    write(folder, "sitemap.xml", "<urlset/>")
    write(folder, "assets/site.0123.css", "a{}")
    write(folder, "en/2026/11/story/share.png", "png", siblings=False)
    write(folder, ".well-known/security.txt", "Contact: x", siblings=False)
    (folder / "public/en/.sf-1.tmp").write_text("half")
    (folder / "media/numbers.txt").write_text("0123456789")
    return folder


@dataclass
class Front:
    port: int
    app_up: bool


CASES = [(name, up) for name in ("nginx", "caddy") for up in (True, False)]


@pytest.fixture(
    scope="module", params=CASES, ids=[f"{name}-app-{'up' if up else 'down'}" for name, up in CASES]
)
def front(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    name, up = request.param
    with ExitStack() as stack:
        port = (
            stack.enter_context(serving("serve", folder, "--port", "0")).port
            if up
            else web_servers.free_port()
        )
        made = standfirst("config", folder, name, "--port", port)
        assert made.returncode == 0, made.stderr
        run = getattr(web_servers, name)
        yield Front(stack.enter_context(run(made.stdout, tmp_path_factory.mktemp(name))), up)


def test_pages_come_from_the_folder_with_the_embedded_servers_headers(front: Front) -> None:
    page = ask(front.port, "/en/2026/11/story/")
    assert page.status == 200 and page.body == PAGE.encode()
    assert page.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert page.headers["Cache-Control"] == "public, no-cache"
    for name, value in DOCUMENT.items():
        assert page.headers.get_all(name) == [value], name
    assert "max-age" in page.headers["Strict-Transport-Security"]
    assert ask(front.port, "/en/2026/11/story/", If_None_Match=page.headers["ETag"]).status == 304
    assert ask(front.port, "/en/2026/11/story/", "HEAD").headers["Content-Length"] == str(len(PAGE))


def test_compressed_siblings_are_sent_to_who_takes_them(front: Front) -> None:
    small = ask(front.port, "/en/2026/11/story/", Accept_Encoding="gzip")
    assert small.headers["Content-Encoding"] == "gzip" and gzip.decompress(small.body) == PAGE.encode()
    smaller = ask(front.port, "/en/2026/11/story/", Accept_Encoding="br")
    assert smaller.headers["Content-Encoding"] == "br" and brotli.decompress(smaller.body) == PAGE.encode()
    assert "accept-encoding" in smaller.headers["Vary"].lower()
    assert "Content-Encoding" not in ask(front.port, "/en/2026/11/story/", Accept_Encoding="identity").headers


@pytest.mark.parametrize(
    ("path", "type", "cache"),
    [
        ("/en/feeds/rss.xml", "application/rss+xml", "no-cache"),
        ("/en/feeds/feed.json", "application/feed+json", "no-cache"),
        ("/api/stories/0.json", "application/json", "no-cache"),
        ("/sitemap.xml", "application/xml", "no-cache"),
        ("/en/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/assets/site.0123.css", "text/css", "immutable"),
        ("/.well-known/security.txt", "text/plain", "no-cache"),
    ],
)
def test_types_and_lifetimes_are_the_embedded_servers(front: Front, path: str, type: str, cache: str) -> None:
    answer = ask(front.port, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].partition(";")[0] == type
    assert cache in answer.headers["Cache-Control"]


def test_a_share_picture_may_be_shown_by_others(front: Front) -> None:
    assert (
        ask(front.port, "/en/2026/11/story/share.png").headers["Cross-Origin-Resource-Policy"]
        == "cross-origin"
    )


def test_what_was_withdrawn_or_moved_says_so_while_the_app_is_up_and_is_readable_when_it_is_not(
    front: Front,
) -> None:
    gone, moved = ask(front.port, "/en/2026/11/gone/"), ask(front.port, "/en/sections/old/")
    if front.app_up:
        assert gone.status == 410 and moved.status == 301
        assert moved.headers["Location"] == "/en/sections/new/"
    else:
        assert gone.status == 200 and moved.status == 200
    assert gone.body == b"<!doctype html>withdrawn"


def test_where_there_is_nothing_the_language_of_the_address_says_so(front: Front) -> None:
    missing = ask(front.port, "/en/nothing/")
    assert missing.status == 404 and b"There is no such page" in missing.body
    assert missing.headers["Content-Security-Policy"] == DOCUMENT["Content-Security-Policy"]
    assert ask(front.port, "/nothing").status == 404


@pytest.mark.parametrize(
    "path",
    ["/en/.sf-1.tmp", "/en/index.html.br", "/en/2026/11/gone/index.html.status", "/media/../publication.toml",
     "/media/%2e%2e/publication.toml", "/../publication.toml", "/media/"],
)  # fmt: skip
def test_nothing_but_documents_and_media_is_sent(front: Front, path: str) -> None:
    answer = ask(front.port, path)
    assert answer.status in {400, 403, 404}
    assert b"secret_key" not in answer.body


def test_an_address_without_its_slash_leads_to_the_page(front: Front) -> None:
    answer = ask(front.port, "/en")
    assert answer.status in {301, 308} and answer.headers["Location"].endswith("/en/")


def test_media_come_in_parts_and_run_nothing(front: Front) -> None:
    part = ask(front.port, "/media/numbers.txt", Range="bytes=2-4")
    assert (part.status, part.body) == (206, b"234")
    assert part.headers["Content-Security-Policy"] == MEDIA["Content-Security-Policy"]
    assert part.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_apps_pages_work_or_say_politely_that_they_are_away(front: Front) -> None:
    for path in ("/_/en/search/?q=source", "/admin/login/", "/_/en/account/login/"):
        answer = ask(front.port, path)
        if front.app_up:
            assert answer.status in {200, 302}
            assert len(answer.headers.get_all("Content-Security-Policy")) == 1  # type: ignore[arg-type]
        else:
            assert answer.status == 503 and b"away for a while" in answer.body
            assert answer.headers["Retry-After"]


def test_a_page_baked_later_is_there_at_once(front: Front, folder: Path) -> None:
    name = f"later-{front.port}"
    assert ask(front.port, f"/en/{name}/").status == 404
    write(folder, f"en/{name}/index.html", "<!doctype html>later")
    assert ask(front.port, f"/en/{name}/").body == b"<!doctype html>later"


def test_the_service_starts_this_folder(folder: Path) -> None:
    made = standfirst("config", folder, "systemd").stdout
    assert f"serve {folder} --port 8000" in made
    assert (
        subprocess.run(["grep", "-c", "^\\[", "-"], input=made, capture_output=True, text=True).stdout
        == "3\n"
    )
