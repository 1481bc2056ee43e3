"""What one ninjs item says that a story can hold; everything else in it is left alone."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from standfirst.fetch.cleaning import plain_text, safe_link
from standfirst.interchange.ninjs.lines import LineRefused

MAX_URI, MAX_HEADLINE, MAX_NAME = 1000, 255, 200
MAX_BODY = 1_000_000
MAX_NAMED = 100
"""So many credits, subjects or associations an item may have."""
CORRECTION = "https://schema.org/correction"
ROLES = {
    "author": "author", "writer": "author", "reporter": "author", "byline": "author", "creator": "author", "": "author",
    "translator": "translator", "editor": "editor", "photographer": "photographer",
}  # fmt: skip
_RELATIONS = {"translationof": "translation", "translationofwork": "translation", "sameas": "reprint",
              "reprintof": "reprint", "isbasedon": "summary", "summaryof": "summary"}  # fmt: skip
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True)
class Named:
    """Something named, with the address or urn it goes by."""

    name: str
    uri: str = ""


@dataclass(frozen=True)
class ItemCredit:
    """Somebody in a role."""

    who: Named
    role: str
    kind: str


@dataclass(frozen=True)
class ItemOriginal:
    """What the story was made from."""

    kind: str
    title: str
    outlet: Named
    authors: tuple[str, ...]
    url: str
    language: str
    sha256: str


@dataclass(frozen=True)
class ItemSource:
    """A source that the item names: what it is called as printed, and of what kind it is."""

    who: Named
    kind: str
    literal: str


@dataclass(frozen=True)
class ItemPicture:
    """The lead picture: where its largest file is, and what is said of it."""

    uri: str
    url: str
    credit: str
    alternative_text: str
    caption: str
    licence: str


@dataclass(frozen=True)
class Item:
    """One item, its texts plain but for ``html``. ``digest`` names what was understood of it."""

    uri: str
    language: str
    title: str
    standfirst: str
    html: str
    status: str
    first_created: datetime | None
    version_created: datetime | None
    embargo: datetime | None
    credits: tuple[ItemCredit, ...]
    section: Named | None
    topics: tuple[Named, ...]
    others: tuple[Named, ...]
    """Subjects without ``rel``: a section of that name, else topics."""
    genre: str
    origin: str
    original: ItemOriginal | None
    sources: tuple[ItemSource, ...]
    holder: str
    licence: str
    address: str
    picture: ItemPicture | None
    correction: str
    note: str
    digest: str = ""


def _text(value: Any, most: int | None = None) -> str:
    text = " ".join(_UNPRINTABLE.sub("", value).split()) if isinstance(value, str) else ""
    return text if most is None else text[:most]


def _dicts(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = item.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise LineRefused(_("“%(name)s” isn't a list of objects.") % {"name": name})
    if len(value) > MAX_NAMED:
        raise LineRefused(
            _("“%(name)s” has %(count)d entries; at most %(most)d are taken.")
            % {"name": name, "count": len(value), "most": MAX_NAMED}
        )
    return value


def _moment(item: Mapping[str, Any], name: str) -> datetime | None:
    value = item.get(name)
    if value in (None, ""):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as error:
        raise LineRefused(
            _("“%(name)s” isn't a date and time such as 2024-04-22T10:00:00Z.") % {"name": name}
        ) from error


def _valued(item: Mapping[str, Any], name: str, *roles: str) -> tuple[str, bool]:
    """Return the value of the entry with the first of ``roles`` there is, else the first; whether it is HTML."""
    entries = [entry for entry in _dicts(item, name) if isinstance(entry.get("value"), str)]
    if not entries:
        return "", False

    def rank(entry: dict[str, Any]) -> int:
        role = str(entry.get("role") or "").casefold()
        return roles.index(role) if role in roles else len(roles)

    best = min(entries, key=lambda entry: (rank(entry), "html" not in str(entry.get("contentType"))))
    return best["value"], "html" in str(best.get("contentType") or "")


def _line_of(item: Mapping[str, Any], name: str, *roles: str) -> str:
    value, is_html = _valued(item, name, *roles)
    return _text(plain_text(value[:20_000]) if is_html else value)


def _named(entry: Mapping[str, Any]) -> Named:
    uri = entry.get("uri")
    return Named(
        _text(entry.get("name"), MAX_NAME) or _text(entry.get("literal"), MAX_NAME),
        uri if isinstance(uri, str) and len(uri) <= 500 and _URI.fullmatch(uri) else "",
    )


def _credits(item: Mapping[str, Any]) -> Iterator[ItemCredit]:
    for field, kind in (("people", "person"), ("organisations", "organisation")):
        for entry in _dicts(item, field):
            role = ROLES.get(_text(entry.get("rel")).casefold().rpartition("/")[2])
            who = _named(entry)
            if role and who.name and (entry.get("rel") or kind == "person"):
                yield ItemCredit(who, role, kind)


def _byline(item: Mapping[str, Any], credits: list[ItemCredit]) -> list[ItemCredit]:
    """A byline in words counts where nobody is named as an author."""
    by = re.sub(r"^(by|автор:?|müəllif:?)\s+", "", _text(item.get("by"), 1000), flags=re.IGNORECASE)
    if not by or any(credit.role == "author" for credit in credits):
        return []
    names = [name.strip() for name in re.split(r",|;|\s+(?:and|и|və|ve|&)\s+", by)]
    return [ItemCredit(Named(name[:MAX_NAME]), "author", "person") for name in names if name][:20]


def _licence(item: Mapping[str, Any]) -> str:
    rights = item.get("rightsInfo")
    linked = rights.get("linkedRights") if isinstance(rights, dict) else ""
    return _text(linked) if isinstance(linked, str) else ""


def _alt(item: Mapping[str, Any], role: str) -> str:
    return next(
        (_text(entry.get("value")) for entry in _dicts(item, "altIds") if entry.get("role") == role), ""
    )


def _original(item: Mapping[str, Any]) -> ItemOriginal | None:
    for entry in _dicts(item, "associations"):
        kind = _RELATIONS.get(_text(entry.get("rel")).casefold())
        if not kind:
            continue
        outlet = next((_named(source) for source in _dicts(entry, "infoSources")), Named(""))
        if not outlet.name:
            outlet = Named(_text(entry.get("copyrightHolder"), MAX_NAME))
        uri = entry.get("uri")
        sha = _alt(entry, "sha256").lower()
        return ItemOriginal(
            kind=kind,
            title=_text(entry.get("title"), 500) or _line_of(entry, "headlines", "main")[:500],
            outlet=outlet,
            authors=tuple(name for part in _text(entry.get("by"), 1000).split(",") if (name := part.strip())),
            url=(safe_link(uri) or "")[:1000] if isinstance(uri, str) else "",
            language=_text(entry.get("language"), 20) or "und",
            sha256=sha if re.fullmatch(r"[0-9a-f]{64}", sha) else "",
        )
    return None


def _picture(item: Mapping[str, Any]) -> ItemPicture | None:
    for entry in _dicts(item, "associations"):
        if entry.get("type") != "picture":
            continue
        best, widest = "", -1
        for rendition in _dicts(entry, "renditions"):
            width, href = rendition.get("width"), rendition.get("href")
            width = width if isinstance(width, int) else 0
            form = str(rendition.get("contentType") or "")
            address = safe_link(href) if isinstance(href, str) and form in _FORMATS else None
            if address and (width, form == "image/jpeg") > (widest, False):
                best, widest = address, width
        return ItemPicture(
            uri=_named(entry).uri,
            url=best,
            credit=_text(entry.get("by"), 255) or _text(entry.get("copyrightHolder"), 255),
            alternative_text=_line_of(entry, "descriptions", "alternative-text", "alt"),
            caption=_line_of(entry, "descriptions", "caption")[:400],
            licence=_licence(entry)[:200],
        )
    return None


_FORMATS = {"", "image/jpeg", "image/png", "image/webp"}


def _body(item: Mapping[str, Any]) -> str:
    value, is_html = _valued(item, "bodies", "main", "body", "")
    value = _UNPRINTABLE.sub("", value)
    if len(value) > MAX_BODY:
        raise LineRefused(
            _("The body has %(size)d characters; at most %(most)d are taken.")
            % {"size": len(value), "most": MAX_BODY}
        )
    if is_html or not value:
        return value
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n|\r\n\s*\r\n", value))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _subjects(item: Mapping[str, Any]) -> tuple[Named | None, list[Named], list[Named]]:
    section, topics, others = None, [], []
    for entry in _dicts(item, "subjects"):
        who, rel = _named(entry), _text(entry.get("rel")).casefold()
        if not who.name:
            continue
        if rel in {"section", "category", "desk"}:
            section = section or who
        elif rel:
            topics.append(who)
        else:
            others.append(who)
    return section, topics, others


def _correction(item: Mapping[str, Any]) -> str:
    told = (each for each in _dicts(item, "trustIndicators") if each.get("role") == CORRECTION)
    return next((_text(each.get("title"), 2000) for each in told), "")


def item_of(value: Mapping[str, Any]) -> Item:
    """Return what a line's object says.

    Raises:
        LineRefused: it has no usable ``uri``, language or headline, isn't a text, or breaks a limit.
    """
    uri = value.get("uri")
    if not isinstance(uri, str) or not uri.strip():
        raise LineRefused(_("“uri” is missing: without it the story can't be known again."))
    uri = _UNPRINTABLE.sub("", uri.strip())
    if len(uri) > MAX_URI or not _URI.fullmatch(uri):
        raise LineRefused(
            _("“uri” isn't an address or urn of at most %(most)d characters.") % {"most": MAX_URI}
        )
    if value.get("type", "text") != "text":
        raise LineRefused(
            _("The item's type is “%(kind)s”; only texts become stories.") % {"kind": value["type"]}
        )
    if value.get("representationType") == "partial":
        raise LineRefused(_("The item is partial: it names a story and doesn't hold it."))
    title = _line_of(value, "headlines", "main", "headline") or _text(value.get("title"))
    if not title:
        raise LineRefused(_("The headline is missing."))
    if len(title) > MAX_HEADLINE:
        raise LineRefused(
            _("The headline has %(size)d characters; at most %(most)d are taken.")
            % {"size": len(title), "most": MAX_HEADLINE}
        )
    language = _text(value.get("language"))
    if not language:
        raise LineRefused(_("“language” is missing."))
    status = value.get("pubStatus", "usable")
    if status not in {"usable", "withheld", "canceled"}:
        raise LineRefused(_("“pubStatus” must be usable, withheld or canceled."))
    credits = list(_credits(value))
    section, topics, others = _subjects(value)
    origin = _alt(value, "origin")
    item = Item(
        uri=uri,
        language=language,
        title=title,
        standfirst=_line_of(value, "descriptions", "standfirst", "summary", "abstract"),
        html=_body(value),
        status=status,
        first_created=_moment(value, "firstCreated") or _moment(value, "contentCreated"),
        version_created=_moment(value, "versionCreated"),
        embargo=_moment(value, "embargoedUntil"),
        credits=(*credits, *_byline(value, credits)),
        section=section,
        topics=tuple(dict.fromkeys(topics)),
        others=tuple(dict.fromkeys(others)),
        genre=next((_text(entry.get("name")).casefold() for entry in _dicts(value, "genres")), ""),
        origin=origin if origin in {"exclusive", "translation", "reprint", "summary"} else "",
        original=_original(value),
        sources=tuple(
            ItemSource(_named(each), _text(each.get("role")), _text(each.get("literal"), 500))
            for each in _dicts(value, "infoSources")
        ),
        holder=_text(value.get("copyrightHolder"), MAX_NAME),
        licence=_licence(value)[:200],
        address=safe_link(_alt(value, "address")) or "",
        picture=_picture(value),
        correction=_correction(value),
        note=_text(value.get("edNote"), 2000),
    )
    return Item(**{**vars(item), "digest": digest(item)})


def digest(item: Item) -> str:
    """Return the SHA-256 of everything an item says but its own digest."""
    said = json.dumps({**vars(item), "digest": ""}, default=_plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else vars(value)
