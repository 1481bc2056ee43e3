"""After any row of changes the folder is, byte for byte, what a full bake by a new process makes of the same database.

In two files, so that two processes share them.
"""

from pathlib import Path

import pytest

from tests.bake.sequences import FEW, PIECE, equal


def test_incremental_equals_full(template: Path) -> None:
    equal(template, 101, FEW)


@pytest.mark.long
@pytest.mark.parametrize("first", range(101 + FEW, 201, PIECE))
def test_incremental_equals_full_in_a_hundred_sequences(template: Path, first: int) -> None:
    equal(template, first, PIECE)
