"""From a dossier file to its records, or to the list of everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .building import BUILDERS, KEYS, head
from .checks import check
from .fields import Faults, Fields, shorten
from .records import Dossier
from .tree import MAX_BYTES, Node, Unreadable, plain_tree, tree_of

FORMAT = "standfirst-dossier/1"
MAX_RECORDS = 200_000


class DossierErrors(Exception):
    """The file cannot be used; `errors` holds a text per fault: file, line, id, what is expected."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def read_file(path: Path) -> Dossier:
    """Read a dossier file; raises DossierErrors."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise DossierErrors([f"{path.name}: cannot be opened: {error.strerror}"]) from None
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str = "dossier") -> Dossier:
    """Read a dossier from the bytes of a file; `name` stands in the errors. Raises DossierErrors."""
    if len(content) > MAX_BYTES:
        raise DossierErrors([f"{name}: larger than {MAX_BYTES // 1024 // 1024} MB; split the dossier"])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DossierErrors([f"{name}:{line}: expected UTF-8 text"]) from None
    try:
        return _records(tree_of(text), Faults(name))
    except Unreadable as error:
        where = f"{name}:{error.line}" if error.line else name
        raise DossierErrors([f"{where}: {error.message}"]) from None


def read_data(data: dict[str, Any], name: str = "dossier") -> Dossier:
    """Read a dossier from plain data of the file's shape, by the same checks. Raises DossierErrors."""
    try:
        return _records(plain_tree(data), Faults(name))
    except Unreadable as error:
        raise DossierErrors([f"{name}: {error.message}"]) from None


def _records(root: Node, faults: Faults) -> Dossier:
    if root.kind != "map":
        raise Unreadable(f"expected a dossier file that starts with format: {FORMAT}", root.line)
    ids: dict[str, str] = {}
    nodes: dict[str, Node] = {}
    top = Fields(root, faults, "", ("format", "dossier", *BUILDERS), ids)
    top.require("format", "dossier")
    if top.has("format") and (top.fields["format"].kind != "str" or top.fields["format"].value != FORMAT):
        top.fault("format", f"expected {FORMAT}")
    sections: dict[str, list[Node]] = {}
    for section in BUILDERS:
        item = top.fields.get(section)
        sections[section] = item.value if item is not None and item.kind == "list" else []
        if item is not None and item.kind != "list":
            top.fault(section, "expected a list of records")
        for node in sections[section]:
            _note_id(node, section, ids, nodes, faults)
    if sum(map(len, sections.values())) > MAX_RECORDS:
        raise Unreadable(f"the file has more than {MAX_RECORDS} records; split the dossier")
    first = top.part("dossier", KEYS["dossier"])
    faults.languages = _languages(first)
    built: dict[str, Any] = {}
    for section, build in BUILDERS.items():
        built[section] = tuple(
            build(Fields(node, faults, _where(node, section, number), KEYS[section], ids))
            for number, node in enumerate(sections[section], 1)
        )
    dossier = Dossier(head(_named(first)), **built) if first is not None else None
    if dossier is None:
        raise DossierErrors(faults.lines())
    check(dossier, nodes, sections["overrides"], faults)
    if faults:
        raise DossierErrors(faults.lines())
    return dossier


def _languages(first: Fields | None) -> tuple[str, ...]:
    item = first.fields.get("languages") if first is not None else None
    return (
        tuple(part.value for part in item.value if part.kind == "str") if item and item.kind == "list" else ()
    )


def _named(fields: Fields) -> Fields:
    fields.where = "dossier"
    return fields


def _note_id(node: Node, section: str, ids: dict[str, str], nodes: dict[str, Node], faults: Faults) -> None:
    item = node.value.get("id") if node.kind == "map" else None
    if item is None or item.kind not in ("str", "int"):
        return
    if item.value in ids:
        line = nodes[item.value].line
        faults.add(item.line, shorten(item.value), f"id: expected an id of its own; line {line} has the same")
        return
    ids[item.value] = section
    nodes[item.value] = node


def _where(node: Node, section: str, number: int) -> str:
    item = node.value.get("id") if node.kind == "map" else None
    if item is not None and isinstance(item.value, str) and item.value and len(item.value) <= 100:
        return f"{section} {item.value if item.value.isprintable() else shorten(item.value)}"
    return f"{section} number {number}"
