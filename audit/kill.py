"""A thousand kill -9 while a publication publishes and bakes."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shared import ROOT, results

KILLS = 1000
TEXT = """\
A process publishes and bakes until `kill -9`: once at each named step of a batch, else at a random moment, in one round of
four already while it makes good what the last one left. Another polls the folder's files as a web server would. After each
kill, before the next start, siblings are held against their page; after every tenth start the folder against a full bake by
a new process of the same database without anything derived.

"""


def _run(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", f"tests.bake.{module}", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)


def main() -> int:
    """Kill as often as the first argument says, for as many minutes as the second does, and write down what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    about = results.machine()
    seed = datetime.date.today().toordinal()
    with tempfile.TemporaryDirectory() as place:
        template = Path(place, "template")
        _run("making", template).check_returncode()
        begun = time.monotonic()
        done = _run("kill", template, kills, seed, *sys.argv[2:3])
    if not done.stdout:
        return results.end(["the test ended before it could say anything"])
    found = json.loads(done.stdout.splitlines()[-1])
    found |= {"seconds": round(time.monotonic() - begun), "seed": seed}
    text = TEXT
    rows = [
        ["kill -9", str(found["kills"])],
        ["starts that made good", str(found["recoveries"])],
        ["versions of files published", str(found["versions"])],
        ["different ones the reader got", str(found["seen"])],
        [
            "wrong: half pages, siblings of another page, changes forgotten, files left over",
            str(len(found["wrong"])),
        ],
        ["minutes", f"{found['seconds'] / 60:.0f}"],
    ]
    text += results.table(["what", "how often"], rows)
    results.write("kill", "Kill test", text, found, about, results.versions())
    return results.end(found["wrong"])


if __name__ == "__main__":
    sys.exit(main())
