"""What pages say to machines as JSON-LD: read out, and held to the types of schema.org."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.tools.crawling import Answer
from tests.tools.validators import installed

OPTIONS = {
    "compilerOptions": {
        "strict": True,
        "noEmit": True,
        "skipLibCheck": True,
        "target": "es2022",
        "module": "nodenext",
        "types": [],
    },
    "files": ["blocks.ts"],
}


def blocks(page: Answer) -> list[dict[str, Any]]:
    """Return the JSON-LD of a page, in its order."""
    return [json.loads(text) for text in page.tree.xpath("//script[@type='application/ld+json']/text()")]


def shape(value: Any) -> Any:
    """Return what of ``value`` the type check looks at: two blocks of one shape pass or fail together."""
    if isinstance(value, dict):
        return tuple(
            sorted(
                (name, each if name in {"@type", "@context"} else shape(each)) for name, each in value.items()
            )
        )
    if isinstance(value, list):
        return ("list", tuple(sorted({shape(each) for each in value}, key=repr)))
    return type(value).__name__


def type_errors(found: Iterable[tuple[str, dict[str, Any]]], folder: Path) -> list[str]:
    """Return what the types of schema.org say against the blocks, given with the page each is from.

    ``folder`` is an empty one to work in. A misspelt property, or one that the type hasn't, is an error.
    """
    distinct: dict[Any, tuple[str, dict[str, Any]]] = {}
    for path, block in found:
        distinct.setdefault(shape(block), (path, block))
    types = sorted({block["@type"] for _, block in distinct.values()})
    lines = [f'import type {{ WithContext, {", ".join(types)} }} from "schema-dts";']
    for number, (path, block) in enumerate(distinct.values()):
        text = json.dumps(block, ensure_ascii=True)
        lines.append(f"export const of{number}: WithContext<{block['@type']}> = {text}; // {path}")
    (folder / "blocks.ts").write_text("\n".join(lines))
    (folder / "tsconfig.json").write_text(json.dumps(OPTIONS))
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "node_modules").symlink_to(installed())
    command = ["node", str(installed() / "typescript/bin/tsc"), "--pretty", "false", "-p", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True)
    errors = [line[:600] for line in ended.stdout.splitlines() if "error TS" in line]
    assert bool(errors) == bool(ended.returncode), ended.stdout + ended.stderr
    return [
        f"{error} | {lines[int(error.split('(')[1].split(',')[0]) - 1].rpartition('//')[2]}"
        for error in errors
    ]
