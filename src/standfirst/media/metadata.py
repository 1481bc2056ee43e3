"""Credit in a picture's own metadata: read at upload, written into every file that readers get.

IPTC Photo Metadata 2023.1: Creator, Credit Line and Copyright Notice, each in three places
(IIM, XMP, EXIF). Nothing else is read, and location least of all.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree
from PIL import ImageFile, IptcImagePlugin

from standfirst.fetch.xml import xml_parser

_LONGEST = 255
_MAX_XMP = 512 * 1024
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_EXIF_ARTIST, _EXIF_COPYRIGHT = 0x013B, 0x8298
_IIM_CHARSET, _IIM_CREATOR, _IIM_CREDIT, _IIM_COPYRIGHT = (1, 90), (2, 80), (2, 110), (2, 116)
_UTF8_IN_ISO_2022 = b"\x1b%G"
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, struct.error)


@dataclass(frozen=True)
class Found:
    """What a file said of itself; empty texts where it said nothing."""

    creator: str = ""
    credit: str = ""
    copyright_notice: str = ""

    def as_fields(self) -> dict[str, str]:
        """Return the texts by the name of the picture's field."""
        return {"creator": self.creator, "credit": self.credit, "copyright_notice": self.copyright_notice}

    def otherwise(self, other: Found) -> Found:
        """Return this with ``other``'s text where this has none."""
        return Found(
            self.creator or other.creator,
            self.credit or other.credit,
            self.copyright_notice or other.copyright_notice,
        )


def read_metadata(image: ImageFile.ImageFile) -> Found:
    """Return what XMP, else IIM, else EXIF says. Metadata that can't be read says nothing."""
    return _from_xmp(image).otherwise(_from_iim(image)).otherwise(_from_exif(image))


def _clean(text: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:_LONGEST]


def _from_xmp(image: ImageFile.ImageFile) -> Found:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes) or len(packet) > _MAX_XMP or b"<!DOCTYPE" in packet:
        return Found()
    try:
        root = etree.fromstring(packet.strip(b"\x00 \r\n\t"), xml_parser())
    except (etree.XMLSyntaxError, ValueError):
        return Found()
    return Found(
        creator=_clean(", ".join(_items(root, f"{{{_DC}}}creator"))),
        credit=_clean(_property(root, f"{{{_PHOTOSHOP}}}Credit")),
        copyright_notice=_clean(next(iter(_items(root, f"{{{_DC}}}rights")), "")),
    )


def _items(root: etree._Element, name: str) -> list[str]:
    for element in root.iter(name):
        items = [item.text or "" for item in element.iter(f"{{{_RDF}}}li")]
        return [item for item in items or [element.text or ""] if item.strip()]
    return []


def _property(root: etree._Element, name: str) -> str:
    for element in root.iter(name):
        return element.text or ""
    return next((value for node in root.iter() if (value := node.get(name))), "")


def _from_iim(image: ImageFile.ImageFile) -> Found:
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except _BROKEN:
        return Found()
    utf8 = records.get(_IIM_CHARSET) == _UTF8_IN_ISO_2022

    def text(key: tuple[int, int]) -> str:
        value = records.get(key, b"")
        parts = value if isinstance(value, list) else [value]
        return _clean(", ".join(_decoded(part, utf8) for part in parts if part))

    return Found(text(_IIM_CREATOR), text(_IIM_CREDIT), text(_IIM_COPYRIGHT))


def _decoded(raw: bytes, utf8: bool) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8" if utf8 else "latin-1", errors="replace")


def _from_exif(image: ImageFile.ImageFile) -> Found:
    try:
        exif = image.getexif()
        artist, notice = exif.get(_EXIF_ARTIST, ""), exif.get(_EXIF_COPYRIGHT, "")
    except _BROKEN:
        return Found()
    return Found(creator=_clean(_latin(artist)), copyright_notice=_clean(_latin(notice)))


def _latin(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # Pillow reads EXIF as Latin-1; most programs write UTF-8 there.
    try:
        return value.encode("latin-1").decode("utf-8").replace("\x00", " ")
    except UnicodeError:
        return value.replace("\x00", " ")


def xmp_packet(found: Found, licence_url: str = "", source_url: str = "") -> bytes:
    """Return an XMP packet (ISO 16684-1) that says ``found`` and nothing else; empty where there is nothing."""
    parts = []
    if found.creator:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_xml(found.creator)}</rdf:li></rdf:Seq></dc:creator>")
    if found.credit:
        parts.append(f"<photoshop:Credit>{_xml(found.credit)}</photoshop:Credit>")
    if found.copyright_notice:
        parts.append(
            '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">'
            f"{_xml(found.copyright_notice)}</rdf:li></rdf:Alt></dc:rights>"
            "<xmpRights:Marked>True</xmpRights:Marked>"
        )
    if licence_url:
        parts.append(f"<xmpRights:WebStatement>{_xml(licence_url)}</xmpRights:WebStatement>")
    if source_url:
        parts.append(f"<photoshop:Source>{_xml(source_url)}</photoshop:Source>")
    if not parts:
        return b""
    names = " ".join(
        f"xmlns:{prefix}={quoteattr(name)}"
        for prefix, name in (("dc", _DC), ("photoshop", _PHOTOSHOP), ("xmpRights", _RIGHTS))
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about="" {names}>{"".join(parts)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _xml(text: str) -> str:
    return escape("".join(char for char in text if char.isprintable()))
