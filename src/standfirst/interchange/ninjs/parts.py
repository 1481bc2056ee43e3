"""The parts of an item that take more than one value to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from standfirst.fetch.cleaning import safe_link
from standfirst.interchange.ninjs.item import ItemCredit, ItemOriginal, ItemPicture, Named
from standfirst.interchange.ninjs.lines import LineRefused
from standfirst.interchange.ninjs.values import (
    MAX_NAME,
    UNPRINTABLE,
    alt,
    dicts,
    licence,
    line_of,
    named,
    text_of,
    valued,
)

MAX_BODY = 1_000_000
CORRECTION = "https://schema.org/correction"
ROLES = {
    "author": "author", "writer": "author", "reporter": "author", "byline": "author", "creator": "author", "": "author",
    "translator": "translator", "editor": "editor", "photographer": "photographer",
}  # fmt: skip
_RELATIONS = {"translationof": "translation", "translationofwork": "translation", "sameas": "reprint",
              "reprintof": "reprint", "isbasedon": "summary", "summaryof": "summary"}  # fmt: skip


def credits_of(item: Mapping[str, Any]) -> Iterator[ItemCredit]:
    for field, kind in (("people", "person"), ("organisations", "organisation")):
        for entry in dicts(item, field):
            role = ROLES.get(text_of(entry.get("rel")).casefold().rpartition("/")[2])
            who = named(entry)
            if role and who.name and (entry.get("rel") or kind == "person"):
                yield ItemCredit(who, role, kind)


def byline(item: Mapping[str, Any], credits: list[ItemCredit]) -> list[ItemCredit]:
    """A byline in words counts where nobody is named as an author."""
    by = re.sub(r"^(by|автор:?|müəllif:?)\s+", "", text_of(item.get("by"), 1000), flags=re.IGNORECASE)
    if not by or any(credit.role == "author" for credit in credits):
        return []
    names = [name.strip() for name in re.split(r",|;|\s+(?:and|и|və|ve|&)\s+", by)]
    return [ItemCredit(Named(name[:MAX_NAME]), "author", "person") for name in names if name][:20]


def original(item: Mapping[str, Any]) -> ItemOriginal | None:
    for entry in dicts(item, "associations"):
        kind = _RELATIONS.get(text_of(entry.get("rel")).casefold())
        if not kind:
            continue
        outlet = next((named(source) for source in dicts(entry, "infoSources")), Named(""))
        if not outlet.name:
            outlet = Named(text_of(entry.get("copyrightHolder"), MAX_NAME))
        uri = entry.get("uri")
        sha = alt(entry, "sha256").lower()
        return ItemOriginal(
            kind=kind,
            title=text_of(entry.get("title"), 500) or line_of(entry, "headlines", "main")[:500],
            outlet=outlet,
            authors=tuple(
                name for part in text_of(entry.get("by"), 1000).split(",") if (name := part.strip())
            ),
            url=(safe_link(uri) or "")[:1000] if isinstance(uri, str) else "",
            language=text_of(entry.get("language"), 20) or "und",
            sha256=sha if re.fullmatch(r"[0-9a-f]{64}", sha) else "",
        )
    return None


def picture(item: Mapping[str, Any]) -> ItemPicture | None:
    for entry in dicts(item, "associations"):
        if entry.get("type") != "picture":
            continue
        best, widest = "", -1
        for rendition in dicts(entry, "renditions"):
            width, href = rendition.get("width"), rendition.get("href")
            width = width if isinstance(width, int) else 0
            form = str(rendition.get("contentType") or "")
            address = safe_link(href) if isinstance(href, str) and form in _FORMATS else None
            if address and (width, form == "image/jpeg") > (widest, False):
                best, widest = address, width
        return ItemPicture(
            uri=named(entry).uri,
            url=best,
            credit=text_of(entry.get("by"), 255) or text_of(entry.get("copyrightHolder"), 255),
            alternative_text=line_of(entry, "descriptions", "alternative-text", "alt"),
            caption=line_of(entry, "descriptions", "caption")[:400],
            licence=licence(entry)[:200],
        )
    return None


_FORMATS = {"", "image/jpeg", "image/png", "image/webp"}


def body(item: Mapping[str, Any]) -> str:
    value, is_html = valued(item, "bodies", "main", "body", "")
    value = UNPRINTABLE.sub("", value)
    if len(value) > MAX_BODY:
        raise LineRefused(
            _("The body has %(size)d characters; at most %(most)d are taken.")
            % {"size": len(value), "most": MAX_BODY}
        )
    if is_html or not value:
        return value
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n|\r\n\s*\r\n", value))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def subjects(item: Mapping[str, Any]) -> tuple[Named | None, list[Named], list[Named]]:
    section, topics, others = None, [], []
    for entry in dicts(item, "subjects"):
        who, rel = named(entry), text_of(entry.get("rel")).casefold()
        if not who.name:
            continue
        if rel in {"section", "category", "desk"}:
            section = section or who
        elif rel:
            topics.append(who)
        else:
            others.append(who)
    return section, topics, others


def correction(item: Mapping[str, Any]) -> str:
    told = (each for each in dicts(item, "trustIndicators") if each.get("role") == CORRECTION)
    return next((text_of(each.get("title"), 2000) for each in told), "")
