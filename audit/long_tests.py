"""The tests that take many minutes: two hundred sequences of changes, and every missing registration.

Run with `python audit/long_tests.py`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run them and return pytest's exit status."""
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", "-q", "-m", "long"]
    return subprocess.run(command, cwd=root, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
