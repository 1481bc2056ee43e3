"""Feeds are read in a process of their own, within limits of time and memory."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime
from typing import Any

from .values import Feed, FeedRefused, Refusal, from_json

log = logging.getLogger("standfirst.wire")

SECONDS = 10.0
MEMORY = 1024 * 1024 * 1024
"""Of addresses, not of pages in use: an empty worker has a quarter of it."""
MOST_BYTES = 15 * 1024 * 1024
_RENEWED_AFTER = 500
_LONGEST_ANSWER = 128 * 1024 * 1024


class Reader:
    """Reads one feed after another; the process is started at need, and anew after one that was ended.

    Threads may share it: they take turns.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        self._ended = False
        self._turn = threading.Lock()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def read(
        self, content: bytes, *, url: str, content_type: str = "", today: datetime, page: bool = False
    ) -> Feed:
        """Return the feed in an answer. ``today`` has a time zone: no news is from later.

        With ``page``, a web page is read for the articles that it leads to.

        Raises:
            FeedRefused: there is none, or reading it takes too much.
        """
        if len(content) > MOST_BYTES:
            raise FeedRefused(Refusal.TOO_MUCH)
        asked = {
            "bytes": len(content),
            "url": url,
            "content_type": content_type,
            "today": today.isoformat(),
            "page": page,
        }
        with self._turn:
            said = self._ask(json.dumps(asked).encode() + b"\n" + content)
        if said is None:
            raise FeedRefused(Refusal.TOO_MUCH)
        if "refused" in said:
            if "error" in said:
                log.warning("A feed could not be read: %s: %s", url, said["error"])
            raise FeedRefused(Refusal(said["refused"]), tuple((title, at) for title, at in said["found"]))
        return from_json(said["feed"])

    def close(self) -> None:
        """End the process; what is read after that is refused."""
        self._ended = True
        self._end()

    def _end(self) -> None:
        process, self._process, self._done = self._process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, written: bytes) -> dict[str, Any] | None:
        if self._ended:
            return None
        if self._process is None or self._process.poll() is not None or self._done >= _RENEWED_AFTER:
            self._end()
            self._process = _started(self._memory)
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        late = threading.Timer(self._seconds, process.kill)
        late.daemon = True
        late.start()
        try:
            process.stdin.write(written)
            process.stdin.flush()
            answered = process.stdout.readline(_LONGEST_ANSWER)
            found: dict[str, Any] = json.loads(answered)
        except (OSError, ValueError):
            process.kill()
            if (ended := process.wait()) != -signal.SIGKILL:
                log.error("The process that reads feeds ended with %s.", ended)
            self._end()
            return None
        finally:
            late.cancel()
        self._done += 1
        return found


def _started(memory: int) -> subprocess.Popen[bytes]:
    kept = {
        name: os.environ[name]
        for name in ("PATH", "PYTHONPATH", "LANG", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return subprocess.Popen(  # noqa: S603 (our own module)
        [sys.executable, "-m", "standfirst.wire.feeds.worker", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept,
    )
