"""After any row of changes the folder is, byte for byte, what a full bake by a new process makes of the same database.

In two files, so that two processes share them.
"""

from pathlib import Path

from tests.bake.sequences import equal


def test_incremental_equals_full(template: Path) -> None:
    equal(template, 101)
