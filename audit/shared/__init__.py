"""What the audits have in common. Importing it makes the project and its tests' tools importable."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
