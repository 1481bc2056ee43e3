"""Two hundred sequences of changes, each of which ends with the folder that a full bake makes. ``make test`` runs fifty."""

from __future__ import annotations

import os
import subprocess
import sys

from shared import ROOT

FILES = ["tests/bake/test_sequences_first.py", "tests/bake/test_sequences_second.py"]


def main() -> int:
    """Run them in two processes, and return 1 where one differs."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *FILES]
    return int(subprocess.run(command, cwd=ROOT, env={**os.environ, "SEQUENCES": "100"}).returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
