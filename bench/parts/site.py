"""``python -m bench.parts.site FOLDER``: makes the Hugo site of the publication that ``STANDFIRST_DIR`` names."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()
from bench.parts import hugo  # noqa: E402

print(len(hugo.write(Path(sys.argv[1]), datetime(2026, 11, 1, tzinfo=UTC))))
