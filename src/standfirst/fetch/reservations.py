"""What a page reserves: no machine may translate or summarise what is reserved. Linking stays allowed.

TDM Reservation Protocol (final report of 10 May 2024: header, or meta element of the same name, over the site's file)
and the ``Content-Usage`` header of the IETF's aipref drafts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_LONGEST = 2000
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


def for_address(rules: object, url: str) -> Reservation:
    """Return what a site's ``tdmrep.json`` says of ``url``: its first rule whose ``location`` fits (TDMRep, 6.2).

    ``rules`` is what the file holds, whatever that is.
    """
    path = urlsplit(url).path or "/"
    for rule in rules if isinstance(rules, list) else ():
        location = rule.get("location") if isinstance(rule, dict) else None
        if isinstance(location, str) and len(location) <= _LONGEST and _fits(location, path):
            policy = rule.get("tdm-policy")
            return Reservation(
                str(rule.get("tdm-reservation")) == "1",
                "tdmrep.json",
                policy if isinstance(policy, str) else "",
            )
    return Reservation(False)


def of_usage(preferences: str) -> Reservation:
    """Return what a ``Content-Usage`` of robots.txt says."""
    return Reservation(bool(_NO.search(preferences)), "robots.txt" if _NO.search(preferences) else "")


def _fits(location: str, path: str) -> bool:
    """As paths of robots.txt: a beginning, ``*`` for anything, ``$`` for the end."""
    end = location.endswith("$")
    parts = location.removesuffix("$").split("*")
    if not path.startswith(parts[0]):
        return False
    place = len(parts[0])
    for part in parts[1:]:
        found = path.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return not end or place == len(path) or (len(parts) > 1 and path.endswith(parts[-1]))
