"""Validators of formats: the HTML checker (vnu) and the accessibility rules (axe)."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
# What still fades in has colours of its own for the moment; what turns for ever is not waited for.
# What passed is neither described nor handed over: there is a hundred times more of it.
AXE = """
async tags => {
  const ends = (each) => each.playState === "running" && each.effect.getComputedTiming().endTime !== Infinity;
  await Promise.allSettled(document.getAnimations().filter(ends).map((each) => each.finished));
  return (await axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})).violations;
}
"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")


@cache
def installed() -> Path:
    """Install the pinned npm packages beside this file once, and return where they are.

    Raises:
        subprocess.CalledProcessError: npm could not install them.
    """
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    if not all((MODULES / name).is_dir() for name in wanted):
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    return MODULES


def html_errors(*files: Path, kind: str = "html") -> list[str]:
    """Return what the checker says of the files, errors and warnings; needs Java 17 or newer.

    ``kind`` is ``html``, ``css`` or ``svg``.
    """
    jar = next((installed() / "vnu-jar").rglob("vnu.jar"))
    command = ["java", "-Xss1m", "-jar", str(jar), "--format", "json", "--exit-zero-always", "--stdout"]
    command += [] if kind == "html" else [f"--{kind}"]
    answer = subprocess.run([*command, *map(str, files)], check=True, capture_output=True, text=True)
    found = json.loads(answer.stdout)["messages"]
    return [
        f"{Path(each.get('url', '')).name}:{each.get('lastLine', 0)}: {each['message']} | {each.get('extract', '')}"
        for each in found
        if each["type"] != "info" or each.get("subType") == "warning"
    ]


def bring_axe(page: Any) -> None:
    """Have axe on every document that ``page`` opens from now on: one that is opened anyway needs no second script."""
    page.add_init_script((installed() / "axe-core" / "axe.min.js").read_text())


def axe_violations(page: Any) -> list[str]:
    """Run axe (WCAG 2.2 AA and best practice) in an open page, a Playwright ``Page``; return what it found."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate((installed() / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate(AXE, WCAG)
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]


def axe_violations_by_scheme(page: Any) -> dict[str, list[str]]:
    """Run axe in an open page in each of ``SCHEMES``, without loading it again; return what it found in each."""
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = axe_violations(page)
    return found
