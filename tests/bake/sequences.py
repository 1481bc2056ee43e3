"""A run of sequences of changes, each compared with a full bake."""

import os
from pathlib import Path

from tests.bake.conftest import run

EACH = int(os.environ.get("SEQUENCES", "25"))
"""Sequences of each of the two files; ``make audit`` asks for a hundred."""


def equal(template: Path, first: int) -> None:
    """Run sequences from seed ``first`` on: each ends with a folder that equals a full bake's."""
    done = run("driver", template, first, EACH)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert done.stdout.count(" 0 differences") == EACH
