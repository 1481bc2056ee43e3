"""Whether a page, or the text on it, is here already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from standfirst.provenance.models import Original

SAME_COPY, SAME_TEXT_EDITED = 0.8, 0.5
"""Shares of common runs of words (Jaccard) from which two texts are called one copy, and one text edited."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|yclid|mc_[ce]id|igshid|ref|ref_src|cmpid|ocid", re.I)
_RUN = 3
_NEAR = timedelta(days=7)
_MOST_COMPARED = 200
_MOST_SHOWN = 5
_LONGEST = 100_000


def normalised(url: str) -> str:
    """Return an address as compared: without scheme, ``www.``, fragment, tracking parameters and a last slash."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(key)
    ]
    return f"{host}{port}{parts.path.rstrip('/')}" + (f"?{urlencode(sorted(query))}" if query else "")


def same_address(url: str) -> Original | None:
    """Return the original that has this address, however it is written; None where there is none."""
    wanted = normalised(url)
    if not url or not wanted:
        return None
    without_query = wanted.partition("?")[0]
    near = Original.objects.filter(url__icontains=without_query).order_by("pk").only("pk", "url", "title")
    return next((each for each in near.iterator() if normalised(each.url) == wanted), None)


def same_text(text: str) -> Original | None:
    """Return the original with exactly this text; None where there is none."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Original.objects.filter(text_sha256=digest).select_related("outlet").first()


def similar(original: Original) -> list[dict[str, Any]]:
    """Return which originals of about the same days have much the same text, and how much of it they share.

    At most 200 are compared, so this takes tenths of a second: call it outside a transaction.
    """
    own = _runs(original.text)
    found: list[dict[str, Any]] = []
    for uid, text in _near(original):
        other = _runs(text)
        share = len(own & other) / len(own | other) if own and other else 0.0
        if share >= SAME_TEXT_EDITED:
            found.append({"original": uid, "share": round(share, 2)})
    return sorted(found, key=lambda each: each["share"], reverse=True)[:_MOST_SHOWN]


def _near(original: Original) -> Iterable[tuple[str, str]]:
    others = Original.objects.exclude(pk=original.pk).exclude(text="").order_by("-pk")
    try:
        day = date.fromisoformat(original.date)
    except ValueError:
        pass
    else:
        others = others.filter(date__gte=(day - _NEAR).isoformat(), date__lte=(day + _NEAR).isoformat() + "~")
    return others.values_list("uid", "text")[:_MOST_COMPARED]


def _runs(text: str) -> set[int]:
    words = re.findall(r"\w+", text[:_LONGEST].casefold())
    return {hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}
