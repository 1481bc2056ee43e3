"""``python -m standfirst.bake.helper``: renders and writes what standard input names. Started by ``bake.pool``."""

from __future__ import annotations

import gc
import json
import resource
import signal
import sys
from datetime import datetime
from typing import Any

from standfirst.starting import start_django


def peak() -> int:
    """Return the most memory that this process has used, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> int:
    """Work until standard input ends: it does when the baker ends, however it does."""
    # Ctrl-C goes to the whole group: the baker decides, and closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start_django()
    from standfirst.bake.baking import baker
    from standfirst.bake.engine import Baker
    from standfirst.bake.pool import as_row

    here: Baker = baker()
    # What is there now stays; what a piece makes goes with it. Between the two nothing is worth looking for.
    gc.freeze()
    gc.disable()
    for line in sys.stdin.buffer:
        order = json.loads(line)
        answer: dict[str, Any] = {"outcomes": [], "written": 0, "error": ""}
        try:
            if order["first"] and not here.first:
                here.join_first()
            outcomes = here.rendered(order["paths"], datetime.fromisoformat(order["instant"]))
            answer["written"] = here.keep(outcomes).written
            answer["outcomes"] = [as_row(each) for each in outcomes]
        except Exception as error:  # noqa: BLE001 (the baker decides what becomes of it)
            answer["error"] = f"{type(error).__name__}: {error}"
        gc.collect()
        answer["peak"] = peak()
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
