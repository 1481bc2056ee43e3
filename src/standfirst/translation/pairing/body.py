"""The places of a story's body that hold words to translate, and the body with other words in them.

A body is what Wagtail stores: a list of ``{"type", "value", "id"}``. Pictures, tables and embeds stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standfirst.translation.pairing.units import Unit, literal, pieces, plain

Block = dict[str, Any]
HEADING_LENGTH = 200
_EMPTY = re.compile(r"<(p|li|ul|ol)\b[^>]*>\s*</\1>", re.I)


@dataclass(frozen=True)
class Place:
    """One paragraph of a body: the ``n``-th of its block."""

    block: str
    n: int
    kind: str
    unit: Unit

    @property
    def key(self) -> str:
        """A name for it that lasts as long as its block isn't rearranged."""
        return f"{self.block}.{self.n}"


@dataclass(frozen=True)
class Added:
    """A new paragraph, after the place ``after`` (a key); None: before everything."""

    after: str | None
    key: str
    """Its name: another new one may stand after it. Where it gets a block of its own, that block's id."""
    unit: Unit


def places(body: Sequence[Block]) -> list[Place]:
    """Return the paragraphs, headings and quotations of a body, in order."""
    out: list[Place] = []
    for block in body:
        units = [part for part in _parts(block) if isinstance(part, Unit)]
        out += [Place(str(block.get("id") or ""), n, block["type"], unit) for n, unit in enumerate(units)]
    return out


def _parts(block: Block) -> list[str | Unit]:
    value = block["value"]
    match block["type"]:
        case "paragraph":
            return pieces(str(value))
        case "heading":
            return [Unit(literal(str(value)))] if str(value).strip() else []
        case "quote":
            text = str(value.get("text") or "")
            return [Unit(literal(text))] if text.strip() else []
    return []


def with_texts(
    body: Sequence[Block], texts: Mapping[str, Unit | None], added: Sequence[Added] = ()
) -> tuple[list[Block], dict[str, str]]:
    """Return the body with other words at the places of these keys (None: without that paragraph), and with new ones.

    With it goes the key that each paragraph, old or new, has in it now. A block without words left is gone.
    """
    following: dict[str | None, list[Added]] = {}
    for each in added:
        following.setdefault(each.after, []).append(each)
    out: list[Block] = []
    keys: dict[str, str] = {}
    _own_blocks(_chain(None, following), out, keys)
    for block in body:
        parts = _parts(block)
        own = [f"{block.get('id') or ''}.{n}" for n in range(sum(isinstance(part, Unit) for part in parts))]
        if own:
            _Rewritten(block, parts, own, out, keys).write(texts, following)
        else:
            out.append(block)
    return out, keys


class _Rewritten:
    """One block on its way into the new body."""

    def __init__(
        self, block: Block, parts: list[str | Unit], own: list[str], out: list[Block], keys: dict[str, str]
    ) -> None:
        self.block, self.parts, self.own, self.out, self.keys = block, parts, own, out, keys
        self.html: list[str] = []
        self.units: list[Unit] = []

    def write(self, texts: Mapping[str, Unit | None], following: Mapping[str | None, list[Added]]) -> None:
        """Add the block with its words, and what is new after them."""
        waiting: list[Added] = []
        number = 0
        for part in self.parts:
            if isinstance(part, str):
                self.html.append(part)
                # Between two paragraphs of one block a new one is a paragraph of it; in a list it comes after the list.
                if part.lower() == "</p>" and number < len(self.own):
                    for each in waiting:
                        self._unit(each.key, each.unit, f"<p>{each.unit.html}</p>")
                    waiting = []
                continue
            key = self.own[number]
            number += 1
            unit = texts.get(key, part)
            if unit is not None and unit.text:
                self._unit(key, unit, unit.html)
            waiting += _chain(key, following)
        if self.units:
            self.out.append({**self.block, "value": self._value()})
        _own_blocks(waiting, self.out, self.keys)

    def _unit(self, key: str, unit: Unit, html: str) -> None:
        self.keys[key] = f"{self.block.get('id') or ''}.{len(self.units)}"
        self.html.append(html)
        self.units.append(unit)

    def _value(self) -> Any:
        if self.block["type"] == "heading":
            return self.units[0].text[:HEADING_LENGTH]
        if self.block["type"] == "quote":
            lines = (plain(line) for line in self.units[0].marked.splitlines())
            return {**self.block["value"], "text": "\n".join(line for line in lines if line)}
        html, before = "".join(self.html), ""
        while before != html:
            before, html = html, _EMPTY.sub("", html)
        return html


def _own_blocks(added: Sequence[Added], out: list[Block], keys: dict[str, str]) -> None:
    for each in added:
        out.append({"type": "paragraph", "value": f"<p>{each.unit.html}</p>", "id": each.key})
        keys[each.key] = f"{each.key}.0"


def _chain(key: str | None, following: Mapping[str | None, list[Added]]) -> list[Added]:
    """Return what is new after ``key``, and what is new after that."""
    return [found for each in following.get(key, ()) for found in (each, *_chain(each.key, following))]
