"""A dossier file as a tree that knows its lines, read within limits of size, depth and number.

YAML is resolved by the core schema of YAML 1.2.2 (section 10.3.2): dates, `yes` and `no` stay text. JSON has
its own reader, for YAML's would differ (surrogate pairs, tabs).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 4_000_000

_NULL = re.compile(r"|~|null|Null|NULL")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_CORE_TAGS = {"tag:yaml.org,2002:" + name: name for name in ("str", "int", "float", "bool", "null")}


class Unreadable(Exception):
    """The file is no tree that can be read within the limits."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Node:
    """A scalar (its text as written), a mapping or a list, and the line where its field starts."""

    __slots__ = ("kind", "line", "value")

    def __init__(self, kind: str, value: Any, line: int | None) -> None:
        self.kind = kind
        self.value = value
        self.line = line


def resolve(text: str) -> str:
    """The kind of a plain scalar by the core schema: null, bool, int, float or str."""
    first = text[:1]
    if first.isalpha() and first not in "nNtTfF":
        return "str"
    if _INT.fullmatch(text):
        return "int"
    if _FLOAT.fullmatch(text):
        return "float"
    if _NULL.fullmatch(text):
        return "null"
    return "bool" if _BOOL.fullmatch(text) else "str"


def tree_of(text: str) -> Node:
    """The tree of a YAML or JSON text; raises Unreadable."""
    if text.lstrip()[:1] == "{":
        try:
            found = json.loads(text, parse_int=_Number, parse_float=_Number, object_pairs_hook=_Pairs)
        except (ValueError, RecursionError):
            found = None
        if found is not None:
            return _located(found, text)
    try:
        return _compose(CParser(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(
            f"this is no YAML: {error.problem or error.context}", mark.line + 1 if mark else None
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"this is no YAML: {error}"[:300]) from None


def _compose(parser: Any) -> Node:
    """One document from the parser's events, without recursion."""
    root: Node | None = None
    stack: list[tuple[Node, Any]] = []
    key: Any = None
    count = documents = 0
    while parser.check_event():
        event = parser.get_event()
        kind = type(event)
        if kind is ScalarEvent:
            node = _scalar(event)
        elif kind is MappingStartEvent:
            node = Node("map", {}, event.start_mark.line + 1)
        elif kind is SequenceStartEvent:
            node = Node("list", [], event.start_mark.line + 1)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            _, key = stack.pop()
            continue
        elif kind is AliasEvent:
            raise Unreadable("aliases (*name) are not read; write the value out", event.start_mark.line + 1)
        else:
            documents += kind is DocumentStartEvent
            if documents > 1:
                raise Unreadable("expected one document in the file", event.start_mark.line + 1)
            continue
        count += 1
        if count > MAX_NODES:
            raise Unreadable(f"the file has more than {MAX_NODES} values", node.line)
        if not stack:
            root = node
        else:
            parent = stack[-1][0]
            if parent.kind == "list":
                parent.value.append(node)
            elif key is None:
                key = _key(node, parent)
                continue
            else:
                node.line = key[1]
                parent.value[key[0]] = node
                key = None
        if node.kind in ("map", "list"):
            if len(stack) >= MAX_DEPTH:
                raise Unreadable(f"nested deeper than {MAX_DEPTH} levels", node.line)
            stack.append((node, key))
            key = None
    if root is None:
        raise Unreadable("the file is empty")
    return root


def _scalar(event: Any) -> Node:
    line = event.start_mark.line + 1
    text: str = event.value
    if event.tag in (None, "!"):
        return Node(resolve(text) if event.implicit[0] and event.tag is None else "str", text, line)
    kind = _CORE_TAGS.get(event.tag)
    if kind is None or (kind != "str" and resolve(text) != kind):
        raise Unreadable(f"the tag {event.tag[:60]} is not read here; leave it out", line)
    return Node(kind, text, line)


def _key(node: Node, parent: Node) -> tuple[str, int | None]:
    if node.kind in ("map", "list"):
        raise Unreadable("a key must be text", node.line)
    if node.value in parent.value:
        raise Unreadable(f'the key "{node.value[:60]}" is there twice', node.line)
    return node.value, node.line


class _Number(str):
    """A JSON number as written."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object in order."""


def _located(found: Any, text: str) -> Node:
    """JSON data as a tree. Lines are found by walking the text's strings in the same order as the data."""
    lines = _string_lines(text)
    count = 0

    def walk(data: Any, line: int, depth: int) -> Node:
        nonlocal count
        count += 1
        if depth > MAX_DEPTH:
            raise Unreadable(f"nested deeper than {MAX_DEPTH} levels", line)
        if count > MAX_NODES:
            raise Unreadable(f"the file has more than {MAX_NODES} values", line)
        if isinstance(data, _Pairs):
            members: dict[str, Node] = {}
            first = line
            for key, item in data:
                at = next(lines)
                if key in members:
                    raise Unreadable(f'the key "{key[:60]}" is there twice', at)
                if not members:
                    first = at
                members[key] = walk(item, at, depth + 1)
                members[key].line = at
            return Node("map", members, first)
        if isinstance(data, list):
            items = [walk(item, line, depth + 1) for item in data]
            return Node("list", items, line)
        if isinstance(data, _Number):
            return Node("int" if _INT.fullmatch(data) else "float", str(data), line)
        if isinstance(data, str):
            return Node("str", data, next(lines))
        return Node("null" if data is None else "bool", "" if data is None else str(data).lower(), line)

    return walk(found, 1, 0)


def plain_tree(data: Any, depth: int = 0) -> Node:
    """The tree of plain data (mappings, lists, texts, numbers, Decimal), which has no lines; raises Unreadable."""
    if depth > MAX_DEPTH:
        raise Unreadable(f"nested deeper than {MAX_DEPTH} levels")
    if isinstance(data, dict):
        return Node("map", {str(key): plain_tree(item, depth + 1) for key, item in data.items()}, None)
    if isinstance(data, list | tuple):
        return Node("list", [plain_tree(item, depth + 1) for item in data], None)
    if data is None or isinstance(data, bool):
        return Node("null" if data is None else "bool", "" if data is None else str(data).lower(), None)
    if isinstance(data, int | float | Decimal):
        text = f"{data:f}" if isinstance(data, Decimal) and data.is_finite() else str(data)
        return Node("int" if _INT.fullmatch(text) else "float", text, None)
    return Node("str", str(data), None)


def plain_of(node: Node) -> Any:
    """A tree as plain data again: numbers are Decimal, so that they stay as written."""
    if node.kind == "map":
        return {key: plain_of(item) for key, item in node.value.items()}
    if node.kind == "list":
        return [plain_of(item) for item in node.value]
    if node.kind in ("int", "float"):
        try:
            return Decimal(int(node.value, 0) if node.value[:2] in ("0x", "0o") else node.value)
        except ArithmeticError:
            return node.value
    return {"null": None, "bool": node.value.lower() == "true"}.get(node.kind, node.value)


def _string_lines(text: str) -> Iterator[int]:
    """The line of each string of a JSON text, in order."""
    line, seen = 1, 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*"', text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield line
