"""Which encoding a feed is in, where it and its server may both be wrong."""

from __future__ import annotations

import codecs
import re

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CHARSET = re.compile(r";?\s*charset\s*=\s*[\"']?([\w.:+-]+)[\"']?", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)
_LATIN = frozenset({"iso8859-1", "ascii", "cp1252"})


def media_type_for(content: bytes, content_type: str) -> tuple[str, bool]:
    """Return the Content-Type to read ``content`` by, and whether the feed or its server says a wrong encoding.

    Bytes that are UTF-8 and not plain ASCII are UTF-8, whatever is said. A server's Latin-1, which many add
    unasked, doesn't outrank what the feed says itself.
    """
    found = _CHARSET.search(content_type)
    said = _codec(found[1]) if found else ""
    declared = _DECLARED.match(content[:1024])
    own = _codec(declared[1].decode("ascii", "replace")) if declared else ""
    plain = _CHARSET.sub("", content_type).strip() or "application/xml"
    if content.startswith(_BOMS) or b"\0" in content[:200]:
        return plain, False
    if not content.isascii() and _is_utf8(content):
        # An XML type: of text/* the standard takes US-ASCII where no charset is said.
        return "application/xml; charset=utf-8", bool(
            {said, own} - {"", "utf-8"} and (own or said) != "utf-8"
        )
    if said in _LATIN and own and own != said:
        return f"application/xml; charset={own}", said != own
    if not said:
        return "application/xml", False
    return content_type, False


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
