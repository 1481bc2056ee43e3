"""Whether a page, or the text on it, is here already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from standfirst.provenance.models import Original
from standfirst.wire.copies import SAME_TEXT_EDITED, normalised, runs, share

_NEAR = timedelta(days=7)
_MOST_COMPARED = 200
_MOST_SHOWN = 5


def same_address(url: str) -> Original | None:
    """Return the original that has this address, however it is written; None where there is none."""
    wanted = normalised(url)
    if not url or not wanted:
        return None
    without_query = wanted.partition("?")[0]
    near = Original.objects.filter(url__icontains=without_query).order_by("pk").only("pk", "url", "title")
    return next((each for each in near.iterator() if normalised(each.url) == wanted), None)


def waits(original: Original) -> bool:
    """Tell whether an original is there for its permission alone, and its page has never been read."""
    return (
        not original.text
        and not original.text_withheld
        and original.fetched_at is None
        and not original.stories.exists()
    )


def same_text(text: str) -> Original | None:
    """Return the original with exactly this text; None where there is none."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Original.objects.filter(text_sha256=digest).select_related("outlet").first()


def similar(original: Original) -> list[dict[str, Any]]:
    """Return which originals of about the same days have much the same text, and how much of it they share.

    At most 200 are compared, so this takes tenths of a second: call it outside a transaction.
    """
    own = runs(original.text)
    found: list[dict[str, Any]] = []
    for uid, text in _near(original):
        shared = share(own, runs(text))
        if shared >= SAME_TEXT_EDITED:
            found.append({"original": uid, "share": round(shared, 2)})
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
