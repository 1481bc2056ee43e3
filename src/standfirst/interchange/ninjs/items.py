"""From the object of a line to an item."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.fetch.cleaning import safe_link
from standfirst.interchange.ninjs.item import Item, ItemSource
from standfirst.interchange.ninjs.lines import LineRefused
from standfirst.interchange.ninjs.parts import (
    body,
    byline,
    correction,
    credits_of,
    original,
    picture,
    subjects,
)
from standfirst.interchange.ninjs.values import (
    MAX_NAME,
    UNPRINTABLE,
    URI,
    alt,
    dicts,
    licence,
    line_of,
    moment,
    named,
    text_of,
)

MAX_URI, MAX_HEADLINE = 1000, 255


def item_of(value: Mapping[str, Any]) -> Item:
    """Return what a line's object says.

    Raises:
        LineRefused: it has no usable ``uri``, language or headline, isn't a text, or breaks a limit.
    """
    uri = value.get("uri")
    if not isinstance(uri, str) or not uri.strip():
        raise LineRefused(_("“uri” is missing: without it the story can't be known again."))
    uri = UNPRINTABLE.sub("", uri.strip())
    if len(uri) > MAX_URI or not URI.fullmatch(uri):
        raise LineRefused(
            _("“uri” isn't an address or urn of at most %(most)d characters.") % {"most": MAX_URI}
        )
    if value.get("type", "text") != "text":
        raise LineRefused(
            _("The item's type is “%(kind)s”; only texts become stories.") % {"kind": value["type"]}
        )
    if value.get("representationType") == "partial":
        raise LineRefused(_("The item is partial: it names a story and doesn't hold it."))
    title = line_of(value, "headlines", "main", "headline") or text_of(value.get("title"))
    if not title:
        raise LineRefused(_("The headline is missing."))
    if len(title) > MAX_HEADLINE:
        raise LineRefused(
            _("The headline has %(size)d characters; at most %(most)d are taken.")
            % {"size": len(title), "most": MAX_HEADLINE}
        )
    language = text_of(value.get("language"))
    if not language:
        raise LineRefused(_("“language” is missing."))
    status = value.get("pubStatus", "usable")
    if status not in {"usable", "withheld", "canceled"}:
        raise LineRefused(_("“pubStatus” must be usable, withheld or canceled."))
    credits = list(credits_of(value))
    section, topics, others = subjects(value)
    origin = alt(value, "origin")
    item = Item(
        uri=uri,
        language=language,
        title=title,
        standfirst=line_of(value, "descriptions", "standfirst", "summary", "abstract"),
        html=body(value),
        status=status,
        first_created=moment(value, "firstCreated") or moment(value, "contentCreated"),
        version_created=moment(value, "versionCreated"),
        embargo=moment(value, "embargoedUntil"),
        credits=(*credits, *byline(value, credits)),
        section=section,
        topics=tuple(dict.fromkeys(topics)),
        others=tuple(dict.fromkeys(others)),
        genre=next((text_of(entry.get("name")).casefold() for entry in dicts(value, "genres")), ""),
        origin=origin if origin in {"exclusive", "translation", "reprint", "summary"} else "",
        original=original(value),
        sources=tuple(
            ItemSource(named(each), text_of(each.get("role")), text_of(each.get("literal"), 500))
            for each in dicts(value, "infoSources")
        ),
        holder=text_of(value.get("copyrightHolder"), MAX_NAME),
        licence=licence(value)[:200],
        address=safe_link(alt(value, "address")) or "",
        picture=picture(value),
        correction=correction(value),
        note=text_of(value.get("edNote"), 2000),
    )
    return Item(**{**vars(item), "digest": digest(item)})


def digest(item: Item) -> str:
    """Return the SHA-256 of everything an item says but its own digest."""
    said = json.dumps({**vars(item), "digest": ""}, default=_plain, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else vars(value)
