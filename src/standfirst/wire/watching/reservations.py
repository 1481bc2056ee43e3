"""What a page reserves: no machine may translate or summarise what is reserved. Linking stays allowed.

TDM Reservation Protocol (final report of 10 May 2024: header, or meta element of the same name, over the site's file)
and the ``Content-Usage`` header of the IETF's aipref drafts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NO = re.compile(r"(?:^|[,;\s])(?:train-ai|ai|bots|tdm|automated|ai-output|ai-use)\s*=\s*\"?n\b", re.I)


@dataclass(frozen=True)
class Reservation:
    """Whether machine use is reserved, by what, and where the terms are."""

    reserved: bool
    by: str = ""
    policy: str = ""


def reservation(
    headers: Mapping[str, str], meta: Mapping[str, str], site: Reservation = Reservation(False)
) -> Reservation:
    """Return what holds for one page: its headers, else its meta elements, else what the site's file says for it.

    ``headers`` and ``meta`` have lower-case names. A ``Content-Usage`` that says no reserves whatever else is said.
    """
    if _NO.search(headers.get("content-usage", "")):
        return Reservation(True, "Content-Usage")
    for said, by in ((headers, "header"), (meta, "page")):
        value = said.get("tdm-reservation", "").strip()
        if value in {"0", "1"}:
            return Reservation(value == "1", f"TDM {by}", said.get("tdm-policy", "").strip())
    return site
