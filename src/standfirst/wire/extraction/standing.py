"""What a page says of its own standing: when it was changed, what was corrected, whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from standfirst.wire.extraction import linked_data, metadata
from standfirst.wire.extraction.page import tree_of

_OPENING = 600
_ASIDE = frozenset({"nav", "footer", "aside", "form"})


@dataclass(frozen=True)
class Standing:
    """A page's own words of itself; empty where it has none."""

    title: str = ""
    opening: str = ""
    """Its first lines, also where there is no article in it."""
    modified: str = ""
    """schema.org's ``dateModified``, or Open Graph's, as it stands there."""
    correction: str = ""
    """schema.org's ``correction``: the text of it, else its address."""
    status: str = ""
    """schema.org's ``creativeWorkStatus``."""


def standing_of(content: bytes, *, url: str, content_type: str | None = None) -> Standing:
    """Return what a page says of its own standing.

    Raises:
        ExtractionRefused: not HTML, over 5 MB, or tangled markup.
    """
    page = metadata.Page(tree_of(content, content_type), url)
    return Standing(
        title=str(metadata.title(page).value),
        opening=_opening(page.tree),
        modified=linked_data.text(page.node.get("dateModified")) or page.meta("article:modified_time"),
        correction=_correction(page.node.get("correction")),
        status=linked_data.text(page.node.get("creativeWorkStatus")),
    )


def _correction(value: Any) -> str:
    found: list[str] = []
    for each in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(each, dict):
            said = linked_data.text(each.get("text")) or linked_data.text(each.get("name"))
            found.append(said or linked_data.address(each))
        elif isinstance(each, str):
            found.append(linked_data.clean(each))
    return "\n".join(each for each in found if each)


def _opening(tree: Any) -> str:
    lines: list[str] = []
    for element in tree.iter("h1", "h2", "h3", "p"):
        if any(each.tag in _ASIDE for each in element.iterancestors()):
            continue
        if line := linked_data.clean("".join(element.itertext())[:_OPENING]):
            lines.append(line)
        if sum(map(len, lines)) >= _OPENING:
            break
    return "\n".join(lines)[:_OPENING]
