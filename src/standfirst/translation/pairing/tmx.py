"""Translation memories as files: TMX 1.4b (LISA OSCAR, 2005), read within limits and written whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml import etree

MAX_BYTES = 64 * 1024 * 1024
MAX_TEXT = 20_000
"""Characters of one text: longer ones are no paragraphs."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT_INSIDE = {"hi", "sub"}
"""Elements in a segment whose words are the text's; the others hold another program's codes."""


class NotTmx(Exception):
    """The file can't be used. ``reason`` is one of ``size``, ``entities``, ``xml``, ``root``."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Pair:
    """One text with its translation, as a memory keeps it."""

    source: str
    target: str
    source_language: str
    target_language: str
    made_at: datetime | None = None
    made_by: str = ""


def read(content: bytes) -> tuple[list[Pair], int]:
    """Return the pairs in a TMX file, and how many of its units can't be used (no two texts, no language, too long).

    A unit in several languages gives a pair from its first text to each other.

    Raises:
        NotTmx: over 64 MB, not XML, not TMX, or it declares entities.
    """
    if len(content) > MAX_BYTES:
        raise NotTmx("size")
    parser = etree.iterparse(
        BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    pairs: list[Pair] = []
    unused = 0
    header_language = ""
    try:
        for event, element in parser:
            if event == "start":
                _check(element)
                continue
            if element.tag == "header":
                header_language = element.get("srclang") or ""
            if element.tag == "tu":
                found = list(_pairs(element, header_language))
                pairs += found
                unused += not found
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.LxmlError as error:
        raise NotTmx("xml", str(error)[:200]) from error
    if parser.root is None or parser.root.tag != "tmx":
        raise NotTmx("root")
    return pairs, unused


def _check(element: Any) -> None:
    if element.getparent() is None:
        document = element.getroottree().docinfo.internalDTD
        if document is not None and next(document.iterentities(), None) is not None:
            raise NotTmx("entities")
        if element.tag != "tmx":
            raise NotTmx("root")


def _pairs(unit: Any, header_language: str) -> Iterator[Pair]:
    texts: list[tuple[str, str, Any]] = []
    for variant in unit.iterchildren("tuv"):
        language = variant.get(_LANG) or variant.get("lang") or ""
        segment = variant.find("seg")
        text = "".join(_words(segment)) if segment is not None else ""
        if _TAG.fullmatch(language) and text.strip() and len(text) <= MAX_TEXT:
            texts.append((language.replace("_", "-"), text, variant))
    wanted = (unit.get("srclang") or header_language).lower()
    texts.sort(key=lambda each: each[0].lower() != wanted)
    for language, text, variant in texts[1:]:
        first_language, first, _ = texts[0]
        if language.lower() != first_language.lower():
            made = _moment(variant.get("creationdate") or unit.get("creationdate") or "")
            by = (variant.get("creationid") or unit.get("creationid") or "")[:200]
            yield Pair(first, text, first_language, language, made, by)


def _words(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _KEPT_INSIDE:
            yield from _words(child)
        yield child.tail or ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def write(pairs: Iterable[Pair], version: str, source_language: str = "*all*") -> Iterator[bytes]:
    """Yield a TMX file in UTF-8, piece by piece. Characters that XML can't hold are left out."""
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    header = etree.Element(
        "header",
        {
            "creationtool": "Standfirst",
            "creationtoolversion": version,
            "segtype": "paragraph",
            "o-tmf": "Standfirst",
            "adminlang": "en",
            "srclang": source_language,
            "datatype": "plaintext",
        },
    )
    yield etree.tostring(header) + b"\n<body>\n"
    for pair in pairs:
        unit = etree.Element("tu", {"srclang": pair.source_language})
        if pair.made_at:
            unit.set("creationdate", pair.made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"))
        if by := _clean(pair.made_by):
            unit.set("creationid", by)
        for language, text in ((pair.source_language, pair.source), (pair.target_language, pair.target)):
            variant = etree.SubElement(unit, "tuv", {_LANG: language})
            etree.SubElement(variant, "seg").text = _clean(text)
        yield etree.tostring(unit, encoding="utf-8") + b"\n"
    yield b"</body>\n</tmx>\n"


def _clean(text: str) -> str:
    # XML reads a carriage return as a line end.
    return _NOT_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
