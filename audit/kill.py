"""A thousand kill -9 while a publication publishes and bakes. Writes ``audit/kill.md``."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
KILLS = 1000


def _run(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", f"tests.bake.{module}", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)


def main() -> int:
    """Kill, and write down what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory() as place:
        template = Path(place, "template")
        _run("making", template).check_returncode()
        done = _run("kill", template, kills, datetime.now(UTC).toordinal())
    found = json.loads(done.stdout.splitlines()[-1])
    lines = [
        "# Kill test",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.system()} {platform.machine()}.",
        "",
        f"- kill -9: {found['kills']}, of them one at each named step; starts that made good: {found['recoveries']}",
        f"- versions of files published: {found['versions']}; different ones a polling reader got: {found['seen']}",
        f"- wrong (half pages, siblings of another page, forgotten changes, files left over): {len(found['wrong'])}",
        *(f"  - {line}" for line in found["wrong"]),
        "",
    ]
    (ROOT / "audit/kill.md").write_text("\n".join(lines))
    print("\n".join(lines))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
