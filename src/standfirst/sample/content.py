"""The files of the sample, read: stories, notes and records. No database here."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
_NAMESPACE = uuid.UUID("6f0f5d1e-6c0f-4d3c-9d1e-2f6a0c7e9b11")

Block = tuple[str, Any]
"""A body block as ``StreamField`` takes it: its type and its value."""


@dataclass(frozen=True)
class Text:
    """A file with a head of YAML and a body of Markdown."""

    name: str
    head: dict[str, Any]
    body: str

    @property
    def language(self) -> str:
        """The language the file's name begins with, or that its head names."""
        return str(self.head.get("language") or self.name.partition("-")[0])


def uid(*name: str) -> str:
    """Return the identifier of a sample record: the same in every copy of the sample."""
    return uuid.uuid5(_NAMESPACE, "/".join(name)).hex


def _read(path: Path) -> Text:
    _, head, body = re.split(r"^---$\n?", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    return Text(path.stem, yaml.safe_load(head), body.strip() + "\n" if body.strip() else "")


@cache
def records() -> dict[str, Any]:
    """Return what the sample is made of besides its texts."""
    return dict(yaml.safe_load((HERE / "records.yaml").read_text(encoding="utf-8")))


@cache
def standing() -> list[dict[str, Any]]:
    """Return the standing pages."""
    return list(yaml.safe_load((HERE / "standing.yaml").read_text(encoding="utf-8")))


@cache
def notes() -> dict[str, Text]:
    """Return the project's notes, the originals of reprints and translations, by name."""
    return {path.stem: _read(path) for path in sorted((HERE / "notes").glob("*.md"))}


@cache
def stories() -> list[Text]:
    """Return the stories, the oldest first."""
    found = [_read(path) for path in (HERE / "stories").glob("*.md")]
    return sorted(found, key=lambda text: (-text.head["hours_ago"], text.name))


def dossiers() -> list[Path]:
    """Return the dossiers' files."""
    return sorted((HERE / "dossiers").glob("*.yaml"))


def body_of(story: Text) -> str:
    """Return the story's text: a reprint's is its note's, word for word."""
    return story.body or notes()[story.head["original"]].body


def headline_of(story: Text) -> str:
    """Return the story's headline: a reprint's is its note's."""
    return str(story.head.get("headline") or notes()[story.head["original"]].head["title"])


def blocks(markdown: str) -> list[Block]:
    """Turn Markdown into body blocks: headings, running text with lists, quotations and tables."""
    parser = MarkdownIt("commonmark").enable("table")
    found: list[Block] = []
    for group in _groups(parser.parse(markdown)):
        kind = group[0].type
        if kind == "heading_open":
            found.append(("heading", group[1].content))
        elif kind == "blockquote_open":
            found.append(
                ("quote", {"text": " ".join(t.content for t in group if t.type == "inline"), "who": ""})
            )
        elif kind == "table_open":
            # Markdown has no captions: a table is named by the cells of its head.
            rows = _rows(group)
            found.append(("table", {"caption": ", ".join(rows[0]), "rows": rows}))
        else:
            found.append(("paragraph", _html(parser, group)))
    return found


def _groups(tokens: list[Token]) -> list[list[Token]]:
    groups: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            groups.append([])
        groups[-1].append(token)
    return groups


def _html(parser: MarkdownIt, group: list[Token]) -> str:
    html: str = parser.renderer.render(group, parser.options, {})
    for theirs, ours in (("strong>", "b>"), ("em>", "i>")):
        html = html.replace(theirs, ours)
    return html.strip()


def _rows(group: list[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in group:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(token.content)
    return rows


@cache
def alternative_texts() -> dict[str, dict[str, str]]:
    """Return what each picture shows, by file name and language."""
    return dict(yaml.safe_load((PICTURES / "alternative.yaml").read_text(encoding="utf-8")))
