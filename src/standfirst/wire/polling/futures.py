"""Work in a thread, and its result when it comes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


def begun(function: Callable[..., Any], *given: Any, **named: Any) -> Future[Any]:
    """Call a function in a thread that doesn't keep the process from ending: a request may take long."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(function(*given, **named))
        except BaseException as error:  # noqa: BLE001 (whoever waits is told)
            future.set_exception(error)

    threading.Thread(target=run, name="asking", daemon=True).start()
    return future
