"""The process that reads feeds for us: whatever a feed does to it, it does to this process alone.

On its input come lines of JSON, each followed by as many bytes as it says; for each it answers with one line of JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from typing import Any

from .parsing import read
from .values import FeedRefused, Refusal, as_json


def limit(memory_bytes: int) -> None:
    """Hold this process to its memory, and let it write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    """Return what is answered to one question."""
    try:
        today = datetime.fromisoformat(asked["today"])
        feed = read(
            content,
            url=asked["url"],
            content_type=asked["content_type"],
            today=today,
            page=asked["page"],
        )
    except FeedRefused as refused:
        return {"refused": refused.why, "found": refused.found}
    except (MemoryError, RecursionError):
        return {"refused": Refusal.TOO_MUCH, "found": ()}
    except Exception as error:  # noqa: BLE001 (a parser's mistake is the feed's refusal)
        return {"refused": Refusal.UNKNOWN, "found": (), "error": f"{type(error).__name__}: {error}"[:300]}
    return {"feed": as_json(feed)}


def main() -> None:
    """Answer until the input ends."""
    limit(int(sys.argv[1]))
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while said := incoming.readline():
        asked = json.loads(said)
        content = incoming.read(asked["bytes"])
        written = json.dumps(answer(asked, content)).encode("ascii")
        outgoing.write(written + b"\n")
        outgoing.flush()


if __name__ == "__main__":
    main()
