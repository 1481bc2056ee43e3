"""Running the audits' Node programs on the pinned packages of ``audit/package.json``."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

from shared import ROOT

AUDIT = ROOT / "audit"
MODULES = AUDIT / "node_modules"


def wanted() -> dict[str, str]:
    """Return the pinned packages with their versions."""
    packages: dict[str, str] = json.loads((AUDIT / "package.json").read_text())["dependencies"]
    return packages


def install() -> None:
    """Install the pinned packages where they are not there yet."""
    if all((MODULES / name / "package.json").is_file() for name in wanted()):
        return
    print("Installing the audits' packages from npm ...", flush=True)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=AUDIT, check=True)


def run(program: str, order: Any, **environment: str) -> Iterator[dict[str, Any]]:
    """Run ``audit/<program>`` with ``order`` as JSON on its input; yield the JSON lines that it prints.

    Raises:
        RuntimeError: it failed.
    """
    install()
    with subprocess.Popen(
        ["node", program],
        cwd=AUDIT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(order))
        process.stdin.close()
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode:
        raise RuntimeError(f"{program} ended with {process.returncode}.")
