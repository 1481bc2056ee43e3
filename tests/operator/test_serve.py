import http.client
import os
import signal
import socket
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.operator.running import serving, standfirst


def ask(port: int, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_ready_means_that_it_answers_and_a_signal_ends_it_cleanly(publication: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        with serving("serve", publication, "--port", "0") as running:
            assert ask(running.port, "/admin/").status == 302
            assert running.end(number) == 0
        assert not any("Traceback" in line or "ERROR" in line for line in running.lines), running.lines
        assert not list(publication.glob("*-wal"))


def test_a_second_start_on_the_same_folder_is_refused_and_names_the_first(publication: Path) -> None:
    with serving("serve", publication, "--port", "0") as running:
        second = standfirst("serve", publication, "--port", "0")
        assert second.returncode == 1
        assert str(running.process.pid) in second.stderr
        assert f"http://localhost:{running.port}" in second.stderr
        running.process.kill()
        running.process.wait()
        with serving("serve", publication, "--port", "0") as again:
            assert again.port


def test_a_taken_port_is_said_and_without_one_named_the_next_is_taken(publication: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = standfirst("serve", publication, "--port", port)
        assert ended.returncode == 1
        assert "--port" in ended.stderr


def test_no_second_factor_needs_a_demo_on_a_loopback_host(publication: Path) -> None:
    ended = standfirst("serve", publication, "--port", "0", "--no-second-factor")
    assert ended.returncode == 2
    settings = publication / "publication.toml"
    settings.write_text(settings.read_text().replace("demo = false", "demo = true"))
    ended = standfirst("serve", publication, "--port", "0", "--host", "0.0.0.0", "--no-second-factor")
    assert ended.returncode == 2


def test_an_older_database_is_not_served(publication: Path) -> None:
    with sqlite3.connect(publication / "database.sqlite3") as database:
        database.execute("delete from django_migrations where app = 'wagtaildocs' and name like '0014%'")
    ended = standfirst("serve", publication, "--port", "0")
    assert ended.returncode == 1
    assert "standfirst upgrade" in ended.stderr


@pytest.fixture(scope="module")
def port(made: Path, tmp_path_factory: pytest.TempPathFactory):
    import shutil

    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("served") / "digest"))
    (folder / "media" / "drawing.svg").write_text("<svg/>")
    (folder / "media" / "numbers.txt").write_text("0123456789")
    os.symlink(folder / "publication.toml", folder / "media" / "link.txt")
    with serving("serve", folder, "--port", "0") as running:
        yield running.port


@pytest.mark.parametrize(
    "path",
    [
        "/media/../publication.toml",
        "/media/%2e%2e/publication.toml",
        "/media/..%2fpublication.toml",
        "/media//etc/passwd",
        "/media/link.txt",
        "/media/",
        "/media/%00",
        "/static/../../pyproject.toml",
        "/static/%2e%2e/x",
        "/static/",
    ],
)
def test_no_file_outside_of_media_and_static_is_sent(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status in {400, 404}
    assert b"secret_key" not in answer.body  # type: ignore[attr-defined]


def test_uploads_may_run_nothing_and_can_be_asked_for_in_parts(port: int) -> None:
    drawing = ask(port, "/media/drawing.svg")
    assert drawing.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert drawing.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(port, "/media/drawing.svg", If_None_Match=drawing.headers["ETag"]).status == 304
    part = ask(port, "/media/numbers.txt", Range="bytes=2-4")
    assert (part.status, part.body) == (206, b"234")  # type: ignore[attr-defined]
    assert part.headers["Content-Range"] == "bytes 2-4/10"
    last = ask(port, "/media/numbers.txt", Range="bytes=-3")
    assert last.body == b"789"  # type: ignore[attr-defined]
    assert ask(port, "/media/numbers.txt", Range="bytes=10-").status == 416
    assert ask(port, "/media/numbers.txt", "HEAD").headers["Content-Length"] == "10"
    assert ask(port, "/media/numbers.txt", "DELETE").status == 405


def test_the_admins_own_files_are_kept_by_browsers(port: int) -> None:
    plain = ask(port, "/static/wagtailadmin/css/core.css")
    assert plain.status == 200
    assert plain.headers["Cache-Control"] == "no-cache"
    assert "immutable" in ask(port, "/static/wagtailadmin/css/core.css?v=1").headers["Cache-Control"]


def test_a_name_nobody_answers_to_is_refused(port: int) -> None:
    assert ask(port, "/admin/", Host="evil.example").status == 400
    assert ask(port, "/admin/", X_Forwarded_Host="evil.example").status == 302


def test_a_body_too_large_is_refused_before_it_is_read(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as client:
        client.sendall(b"POST /_/en/search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 413")


def test_slow_clients_hold_no_thread(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(40)]
    try:
        for client in slow:
            client.sendall(b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
        time.sleep(0.3)
        begun = time.monotonic()
        assert ask(port, "/admin/login/").status in {200, 302}
        assert time.monotonic() - begun < 5
    finally:
        for client in slow:
            client.close()


def test_a_thousand_slow_clients_keep_nobody_waiting(port: int) -> None:
    slow = []
    try:
        for number in range(1200):
            client = socket.create_connection(("127.0.0.1", port), timeout=10)
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + str(number).encode())
            slow.append(client)
        begun = time.monotonic()
        assert ask(port, "/admin/login/").status in {200, 302}
        assert time.monotonic() - begun < 5
    finally:
        for client in slow:
            client.close()


def test_a_request_under_way_is_finished_after_a_signal(publication: Path) -> None:
    with serving("serve", publication, "--port", "0") as running:
        client = socket.create_connection(("127.0.0.1", running.port), timeout=20)
        client.sendall(b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nab")
        time.sleep(0.3)
        ending = threading.Thread(target=running.end)
        ending.start()
        time.sleep(0.5)
        client.sendall(b"cd")
        assert client.recv(200).startswith(b"HTTP/1.1 403")
        client.close()
        ending.join(30)
        assert running.process.returncode == 0
