"""After any row of changes the folder is, byte for byte, what a full bake by a new process makes of the same database.

In two files of a hundred, so that two processes share them.
"""

from pathlib import Path

import pytest

from tests.bake.conftest import run


@pytest.mark.parametrize("first", range(101, 201, 25))
def test_incremental_equals_full(template: Path, first: int) -> None:
    done = run("driver", template, first, 25)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]
    assert done.stdout.count(" 0 differences") == 25
