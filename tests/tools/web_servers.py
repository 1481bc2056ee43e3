"""nginx and Caddy with the configurations that ``standfirst config`` prints, on free loopback ports."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODULES = ("ngx_http_brotli_static_module.so",)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise AssertionError(log.read_text())
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}: {log.read_text()}")


@contextmanager
def _running(command: list[str], port: int, work: Path) -> Iterator[int]:
    log = work / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=work)
        try:
            _wait(port, process, log)
            yield port
        finally:
            process.terminate()
            process.wait(20)


def nginx_text(configuration: str, port: int, work: Path) -> str:
    """Return a whole nginx configuration around the one printed: without TLS and names, on ``port``."""
    text = re.sub(r"    listen \[::\].*\n", "", configuration)
    text = re.sub(r"    ssl_.*\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    folder = re.search(
        r"--modules-path=(\S+)", subprocess.run([binary, "-V"], capture_output=True, text=True).stderr
    )
    assert folder
    modules = "".join(f"load_module {folder[1]}/{name};\n" for name in MODULES)
    temporary = "".join(
        f"{name}_temp_path {work}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""{modules}
daemon off; worker_processes 1; pid {work}/pid; error_log stderr;
user {_owner(work)};
events {{ worker_connections 2048; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
{temporary}
{text}
}}
"""


def _owner(work: Path) -> str:
    import getpass

    return getpass.getuser()


@contextmanager
def nginx(configuration: str, work: Path) -> Iterator[int]:
    """Run nginx with a configuration as printed; yields its port."""
    port = free_port()
    file = work / "nginx.conf"
    file.write_text(nginx_text(configuration, port, work))
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    with _running([binary, "-c", str(file), "-e", "stderr", "-p", str(work)], port, work) as listening:
        yield listening


@contextmanager
def caddy(configuration: str, work: Path) -> Iterator[int]:
    """Run Caddy with a configuration as printed, without TLS; yields its port."""
    port = free_port()
    text = re.sub(
        r"(?m)^(localhost|[a-z0-9.-]+\.[a-z]+) \{$", f"http://:{port} {{\n\tbind 127.0.0.1", configuration
    )
    file = work / "Caddyfile"
    file.write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text)
    with _running(["caddy", "run", "--adapter", "caddyfile", "--config", str(file)], port, work) as listening:
        yield listening
