"""Which characters the bytes of a page stand for."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META_WITHIN = 4096
_SAMPLE = 64 * 1024
# Encoding Standard, 4.2: what pages call Latin-1 is windows-1252.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_LATIN = frozenset({"cp1252"})


def decode(content: bytes, content_type: str | None = None) -> str:
    """Return the text of a page. Never fails: what no encoding explains is replaced by U+FFFD.

    In order: the byte order mark; UTF-8, where the bytes are that and not plain ASCII; the header's charset
    (one of Latin-1, which servers add unasked, only after the page's own); the page's; a guess from a sample.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if content.isascii() and not _declared(content, content_type):
        return content.decode("ascii")
    if not content.isascii() and (text := _strict(content, "utf-8")) is not None:
        return text
    for encoding in _declared(content, content_type):
        if (text := _strict(content, encoding)) is not None:
            return text
    for encoding in _declared(content, content_type):
        # One broken byte in a page that names its encoding is no reason to guess another.
        text = content.decode(encoding, "replace")
        if text.count("�") * 1000 <= len(text):
            return text
    best = from_bytes(content[:_SAMPLE]).best()
    return content.decode(best.encoding if best else "utf-8", "replace")


def _declared(content: bytes, content_type: str | None) -> list[str]:
    header = _codec(match.group(1)) if (match := _HEADER.search(content_type or "")) else None
    found = _META.search(content[:_META_WITHIN])
    meta = _codec(found.group(1).decode("ascii", "replace")) if found else None
    if meta is not None and meta.startswith(("utf-16", "utf-32")):
        meta = "utf-8"  # Encoding Standard: bytes in which we could read this can't be that
    ordered = [meta, header] if header in _LATIN else [header, meta]
    return list(dict.fromkeys(encoding for encoding in ordered if encoding))


def _codec(name: str) -> str | None:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not info._is_text_encoding or info.name in {"idna", "punycode", "undefined", "unicode_escape"}:
        return None
    return _AS_BROWSERS_DO.get(info.name, info.name)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, ValueError):
        return None
