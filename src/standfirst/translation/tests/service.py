"""A small server on loopback that speaks LibreTranslate's protocol and DeepL's, as their documentation has it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a-key"


class Service:
    """What it was asked, and how it is to behave."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.fail_after = -1
        """Requests that are answered before it has no more; -1: all."""
        self.broken = b""
        """What it answers instead of a translation."""
        self.address = ""


def translated(text: str) -> str:
    """Capitals for words, tags as they were."""
    return "".join(
        part if part[:1] in {"<", "&"} else part.upper() for part in re.split(r"(<[^>]*>|&\w+;)", text)
    )


def _answer(service: Service, path: str, headers: Any, said: Any) -> tuple[int, Any]:
    if 0 <= service.fail_after <= len(service.asked):
        return (456, {"message": "Quota exceeded"}) if "v2" in path else (429, {"error": "Slowdown"})
    if path == "/translate":
        if said.get("api_key") != KEY:
            return 403, {"error": "Invalid API key"}
        if said["target"] == "xx" or said["format"] != "html":
            return 400, {"error": f"{said['target']} is not supported"}
        return 200, {"translatedText": [translated(text) for text in said["q"]]}
    if path == "/v2/translate":
        if headers.get("Authorization") != f"DeepL-Auth-Key {KEY}":
            return 403, {}
        texts = [
            {"detected_source_language": said["source_lang"], "text": translated(each)}
            for each in said["text"]
        ]
        return 200, {"translations": texts}
    return 404, {}


@contextmanager
def service() -> Iterator[Service]:
    """Serve for the block."""
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = _answer(state, self.path, self.headers, said)
            state.asked.append({"path": self.path, **said})
            content = state.broken or json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
