"""A run of sequences of changes, each compared with a full bake."""

from pathlib import Path

from tests.bake.conftest import run

FEW = 6
"""Sequences of each file in every test run; a hundred in the long tests."""
PIECE = 47


def equal(template: Path, first: int, count: int) -> None:
    """Run ``count`` sequences from seed ``first`` on: each ends with a folder that equals a full bake's."""
    done = run("driver", template, first, count)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert done.stdout.count(" 0 differences") == count
