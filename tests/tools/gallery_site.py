"""The theme's gallery as a folder on loopback, with the header set that readers get."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageDraw

from standfirst.theme import assets, palette
from standfirst.theme.tests import gallery

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "manifest-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """Return every address of the gallery with its media type and bytes."""
    html = "text/html; charset=utf-8"
    found = {"/": (html, gallery.chooser())}
    for language in gallery.LANGUAGES:
        for path, body in gallery.pages(language).items():
            found[f"/{language}/{path}"] = (html, body)
    for path, name in assets.by_path().items():
        found[path] = (assets.media_type(name), assets.contents(name))
    shell = gallery.shell("en")
    found[shell.style_path] = ("text/css", palette.css(shell))
    return found


@contextmanager
def served() -> Iterator[str]:
    """Serve the gallery for the block; yields its base address."""
    site = files()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            kind, body = site.get(path, ("text/plain", b""))
            if path.startswith("/media/"):
                kind, body = _picture(path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@cache
def _picture(path: str) -> tuple[str, bytes]:
    """Draw a picture of the size that its name says."""
    name = PurePosixPath(path)
    digits = name.stem.rpartition("-")[2]
    width = int(digits) if digits.isdigit() else 160
    image = Image.new("RGB", (width, width * 2 // 3 if digits.isdigit() else 40), "#cdbf9f")
    pen = ImageDraw.Draw(image)
    for step in range(0, width, max(width // 9, 1)):
        pen.line((step, 0, width - step, image.height), fill="#6d5a3a", width=max(width // 200, 1))
    kinds = {".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
    out = BytesIO()
    image.save(out, kinds[name.suffix])
    return f"image/{kinds[name.suffix].lower()}", out.getvalue()
