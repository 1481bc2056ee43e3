"""The rooms' own tests once more, on PostgreSQL: what holds on one engine holds on the other."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.postgres import Server

pytestmark = pytest.mark.postgres

ROOT = Path(__file__).parents[2]
STORIES = "src/standfirst/stories/tests"
MODULES = [
    "tests/postgresql/at_once.py",
    "src/standfirst/discovery/tests/test_search.py",
    "src/standfirst/discovery/tests/test_search_page.py",
    f"{STORIES}/test_newest_index.py",
    f"{STORIES}/test_publishing.py",
    f"{STORIES}/test_withdrawing.py",
    f"{STORIES}/test_removed_stays_removed.py",
    f"{STORIES}/test_documents.py",
    "src/standfirst/readers/tests/test_accounts.py",
    "src/standfirst/wire/tests/test_importing.py",
    "src/standfirst/interchange/tests/test_importing.py",
]


def test_search_publishing_accounts_and_imports_work_on_postgresql(server: Server, tmp_path: Path) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    # A folder of its own: pytest's usual place is cleared of the folders of earlier runs, which are large.
    options = ["-q", "-p", "no:xdist", "--tb=short", "--basetemp", tmp_path / "rooms"]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *MODULES],
        cwd=ROOT,
        env={**kept, "STANDFIRST_TEST_DATABASE_URL": server.new_database()},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout[-20_000:] + ended.stderr[-2000:]
    assert " passed" in ended.stdout
