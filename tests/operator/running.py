"""A real ``standfirst`` in a process of its own, on a free port of the loopback, ended by its number."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"


def environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("STANDFIRST_", "DJANGO_"))}
    return {**kept, "PYTHONPATH": str(SOURCE), "PYTHONUNBUFFERED": "1"}


def standfirst(*arguments: object, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "standfirst.cli", *map(str, arguments)]
    return subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL
    )


@dataclass
class Running:
    process: subprocess.Popen[str]
    port: int = 0
    lines: list[str] = field(default_factory=list)

    def end(self, number: int = signal.SIGTERM, timeout: float = 40) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout)


@contextmanager
def serving(*arguments: object) -> Iterator[Running]:
    """Run ``standfirst serve`` or ``demo`` until the block ends, once it has said that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standfirst.cli", *map(str, arguments)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    running = Running(process)
    assert process.stdout is not None
    for line in process.stdout:
        running.lines.append(line)
        if found := re.fullmatch(r"ready http://localhost:(\d+)\n", line):
            running.port = int(found[1])
            break
    else:
        raise AssertionError(f"never ready ({process.wait()}):\n{''.join(running.lines)}")
    reading = threading.Thread(target=running.lines.extend, args=(process.stdout,), daemon=True)
    reading.start()
    try:
        yield running
    finally:
        try:
            running.end()
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            reading.join(5)
            process.stdout.close()
