"""Values of an item's JSON, read within limits: a value of another kind than expected is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from standfirst.fetch.cleaning import plain_text
from standfirst.interchange.ninjs.item import Named
from standfirst.interchange.ninjs.lines import LineRefused

MAX_NAME = 200
MAX_NAMED = 100
"""So many credits, subjects or associations an item may have."""
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def text_of(value: Any, most: int | None = None) -> str:
    text = " ".join(UNPRINTABLE.sub("", value).split()) if isinstance(value, str) else ""
    return text if most is None else text[:most]


def dicts(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
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


def moment(item: Mapping[str, Any], name: str) -> datetime | None:
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


def valued(item: Mapping[str, Any], name: str, *roles: str) -> tuple[str, bool]:
    """Return the value of the entry with the first of ``roles`` there is, else the first; whether it is HTML."""
    entries = [entry for entry in dicts(item, name) if isinstance(entry.get("value"), str)]
    if not entries:
        return "", False

    def rank(entry: dict[str, Any]) -> int:
        role = str(entry.get("role") or "").casefold()
        return roles.index(role) if role in roles else len(roles)

    best = min(entries, key=lambda entry: (rank(entry), "html" not in str(entry.get("contentType"))))
    return best["value"], "html" in str(best.get("contentType") or "")


def line_of(item: Mapping[str, Any], name: str, *roles: str) -> str:
    value, is_html = valued(item, name, *roles)
    return text_of(plain_text(value[:20_000]) if is_html else value)


def named(entry: Mapping[str, Any]) -> Named:
    uri = entry.get("uri")
    return Named(
        text_of(entry.get("name"), MAX_NAME) or text_of(entry.get("literal"), MAX_NAME),
        uri if isinstance(uri, str) and len(uri) <= 500 and URI.fullmatch(uri) else "",
    )


def licence(item: Mapping[str, Any]) -> str:
    rights = item.get("rightsInfo")
    linked = rights.get("linkedRights") if isinstance(rights, dict) else ""
    return text_of(linked) if isinstance(linked, str) else ""


def alt(item: Mapping[str, Any], role: str) -> str:
    return next(
        (text_of(entry.get("value")) for entry in dicts(item, "altIds") if entry.get("role") == role), ""
    )
