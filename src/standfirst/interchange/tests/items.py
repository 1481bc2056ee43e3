"""Small items and files of them, for the tests of this room."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FIRST = datetime(2024, 3, 1, 8, tzinfo=UTC)
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def item(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return an item that passes every check, with a citation in its body."""
    moment = (FIRST + timedelta(hours=5 * number)).isoformat()
    whole = {
        "uri": f"https://archive.example/{number}",
        "type": "text",
        "firstCreated": moment,
        "versionCreated": moment,
        "language": "en",
        "headlines": [{"role": "main", "value": f"The bridge opens, part {number}"}],
        "descriptions": [{"role": "standfirst", "value": "Who may stand on it."}],
        "bodies": [
            {
                "contentType": "text/html",
                "value": f"<p>The guards left (Gazette, February {number % 27 + 1}, 2024).</p>"
                '<h2>After</h2><p>It is <b>open</b>, says <a href="https://x.example/">the mayor</a>.</p>',
            }
        ],
        "people": [{"name": f"Author {number % 3}", "rel": "author"}],
        "subjects": [
            {"name": "World", "rel": "section"},
            {"name": "Bridges", "rel": "topic"},
            {"name": f"Topic {number % 2}", "rel": "topic"},
        ],
        "genres": [{"name": "analysis"}],
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not None}


def write(path: Path, items: list[Any]) -> Path:
    """Write ``items`` as lines; texts as they are."""
    lines = [each if isinstance(each, str) else json.dumps(each) for each in items]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
