"""A story's body as readers get it: HTML and plain text. Made once, at publication, and stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from standfirst.publication.languages import slug
from standfirst.stories import markup
from standfirst.stories.boxes import box_place
from standfirst.stories.finishing import finished, picture_place
from standfirst.theme import body as theme

Links = Mapping[str, Sequence[markup.Place]]
"""The places to link, by the id of the block they stand in."""


def paragraphs(body: Any) -> list[tuple[str, str]]:
    """Return ``(block id, plain text)`` of each block of running text, in order."""
    return [
        (block.id or "", markup.plain(markup.clean(block.value.source)))
        for block in body
        if block.block_type == "paragraph"
    ]


def body_text(body: Any) -> str:
    """Return the body as plain text, a paragraph a line: for search, the word count and the difference."""
    lines: list[str] = []
    for block in body:
        lines.extend(_TEXTS[block.block_type](block.value))
    return "\n".join(line for line in (line.strip() for line in lines) if line)


def body_html(body: Any, language: str, links: Links | None = None) -> str:
    """Return the body as stored: safe HTML with the places in ``links`` linked. No style, no script.

    Pictures and links to our own pages are left to ``finishing.finished``.
    """
    taken: set[str] = set()
    out = []
    for block in body:
        value = block.value
        match block.block_type:
            case "paragraph":
                html = markup.clean(value.source)
                places = list((links or {}).get(block.id or "", ()))
                out.append(markup.with_links(html, places) if places else html)
            case "heading":
                out.append(str(theme.heading(value, _heading_id(value, language, taken), language)))
            case "picture":
                out.append(_picture(value))
            case "quote":
                out.append(str(theme.quote(value["text"], value["who"], language)))
            case "table":
                rows = [list(row) for row in value["rows"]]
                out.append(str(theme.table(value["caption"], rows, language)))
            case "embed":
                out.append(_embed(value, language))
            case "dossier":
                out.append(box_place(value))
    return "\n".join(part.strip() for part in out if part)


def whole_html(body: Any, language: str) -> str:
    """Return a body that isn't stored (a standing page's) as readers get it."""
    return finished(body_html(body, language), language)


def _heading_id(text: str, language: str, taken: set[str]) -> str:
    base = f"h-{slug(text, language, 60) or 'part'}"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def _picture(value: Any) -> str:
    return picture_place(value["picture"].uid, value["caption"]) if value["picture"] else ""


def _embed(value: Any, language: str) -> str:
    address = urlsplit(value["url"])
    if address.scheme not in {"http", "https"} or not address.hostname:
        return ""
    return str(theme.embed(value["url"], value["title"], language))


_TEXTS: dict[str, Callable[[Any], list[str]]] = {
    "paragraph": lambda value: markup.plain(markup.clean(value.source)).split("\n"),
    "heading": lambda value: [value],
    "picture": lambda value: [value["caption"]],
    "quote": lambda value: [*value["text"].splitlines(), value["who"]],
    "table": lambda value: [value["caption"], *(" | ".join(row) for row in value["rows"])],
    "embed": lambda value: [value["title"]],
    # What stands there is the dossier's, and changes with it.
    "dossier": lambda value: [],
}
