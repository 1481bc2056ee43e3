"""Lead pictures of items, fetched only where whoever imports asked for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from standfirst.fetch import FetchError
from standfirst.interchange.ninjs.drafting import known_picture
from standfirst.interchange.ninjs.preparing import Prepared
from standfirst.interchange.ninjs.records import uid_of
from standfirst.media.actions import add_picture
from standfirst.media.models import Picture
from standfirst.media.uploads import UploadRefused
from standfirst.provenance import licences

Fetch = Callable[[str], bytes]
"""Gets the bytes at an address, within limits.

Raises:
    standfirst.fetch.FetchError: it can't be had, or isn't a place we go to.
"""


def lead_pictures(prepared: Sequence[Prepared], fetch: Fetch) -> dict[str, Picture]:
    """Return the pictures of items by their uri, fetched where they aren't here. What can't be had is left out.

    Outside any transaction: it waits for other sites.
    """
    found: dict[str, Picture] = {}
    for each in prepared:
        said = each.item.picture
        if said is None or known_picture(each.item) is not None or not said.url:
            continue
        uid = uid_of(said.uri)
        same: dict[str, Any] = {"uid": uid} if uid else {}
        try:
            found[each.item.uri] = add_picture(
                fetch(said.url),
                title=(said.alternative_text or each.item.title)[:255],
                alternative_text={each.language: said.alternative_text} if said.alternative_text else {},
                credit=said.credit,
                licence=code if (code := licences.normalise(said.licence)) != "UNKNOWN" else "",
                source_url=said.url[:500],
                **same,
            )
        except (FetchError, UploadRefused, ValidationError):
            continue
    return found
