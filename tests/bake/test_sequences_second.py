"""After any row of changes the folder is, byte for byte, what a full bake by a new process makes of the same database.

In two files, so that two processes share them: a few sequences here, a hundred in the long tests.
"""

from pathlib import Path

import pytest

from tests.bake.conftest import run

FEW = 6


def equal(template: Path, first: int, count: int) -> None:
    done = run("driver", template, first, count)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert done.stdout.count(" 0 differences") == count


def test_incremental_equals_full(template: Path) -> None:
    equal(template, 101, FEW)


@pytest.mark.long
@pytest.mark.parametrize("first", range(101 + FEW, 201, 47))
def test_incremental_equals_full_in_a_hundred_sequences(template: Path, first: int) -> None:
    equal(template, first, 47)
