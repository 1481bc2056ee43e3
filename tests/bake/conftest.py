import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(module: str, *arguments: object, timeout: float = 1500) -> subprocess.CompletedProcess[str]:
    """Run a module of these tests in a process of its own, without this one's settings."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "STANDFIRST"))
    }
    environment["PYTHONPATH"] = f"{ROOT / 'src'}{os.pathsep}{ROOT}"
    return subprocess.run(
        [sys.executable, "-m", f"tests.bake.{module}", *map(str, arguments)],
        cwd=ROOT, env=environment, text=True, capture_output=True, timeout=timeout, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small publication, made once for all processes of the test run."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    made = shared / "bake-template"
    with (shared / "bake-template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "database.sqlite3").exists():
            done = run("making", made)
            assert done.returncode == 0, done.stderr[-4000:]
    return made
