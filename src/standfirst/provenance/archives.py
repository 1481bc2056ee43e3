"""Public archives: where a page is kept (RFC 7089, Memento), and asking one to keep it. Nothing is stored here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from django.utils.translation import gettext as _

from standfirst.fetch import FetchError, Limits, Network, Response, fetch
from standfirst.fetch.cleaning import safe_link
from standfirst.fetch.waits import http_date, retry_after

LIMITS = Limits(total_seconds=30, content_bytes=2 * 1024 * 1024, compressed_bytes=2 * 1024 * 1024)
NONE, ASKED, FAILED = "none", "asked", "failed"
_LONGEST = 1000
_LINK = re.compile(r"<([^<>]{1,2048})>([^<]{0,1000})")
_REL = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.I)
_AT = re.compile(r";\s*datetime\s*=\s*\"([^\"]*)\"", re.I)


@dataclass(frozen=True)
class Memento:
    """An archived copy: its address, and when it was made."""

    url: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """What an archive answered."""

    memento: Memento | None = None
    said: str = ""
    """``none``, ``asked`` or ``failed``; empty where there is a copy."""
    wait: timedelta | None = None
    """How long it asked us to stay away."""


def find(lookup: str, url: str, near: datetime, *, contact: str, network: Network) -> Told:
    """Ask a TimeGate or TimeMap at ``lookup`` for the copy of ``url`` that was made nearest to ``near``. Never raises."""
    wish = {"accept-datetime": format_datetime(near.astimezone(UTC), usegmt=True)}
    try:
        answer = fetch(lookup + url, headers=wish, limits=LIMITS, contact=contact, network=network)
    except FetchError:
        return Told(said=FAILED)
    if answer.status in {404, 410}:
        return Told(said=NONE)
    if not 200 <= answer.status < 300:
        return Told(said=FAILED, wait=_wish(answer))
    found = nearest(_offered(answer), near)
    return Told(found, "" if found else NONE)


def ask_to_keep(save: str, url: str, near: datetime, *, contact: str, network: Network) -> Told:
    """Ask an archive at ``save`` to keep ``url`` now. Never raises; ``asked`` where it took that without saying where."""
    try:
        answer = fetch(save + url, limits=LIMITS, contact=contact, network=network)
    except FetchError:
        return Told(said=FAILED)
    if not 200 <= answer.status < 300:
        return Told(said=FAILED, wait=_wish(answer))
    found = nearest(_offered(answer), near)
    return Told(found, "" if found else ASKED)


def _offered(answer: Response) -> list[Memento]:
    """Return the copies that an answer is or names."""
    at = http_date(answer.headers.get("memento-datetime", ""))
    if at is not None and (here := _usable(answer.url)):
        return [Memento(here, at)]
    found = mementos(answer.headers.get("link", ""), answer.url)
    if answer.headers.get("content-type", "").lower().startswith("application/link-format"):
        found += mementos(answer.content.decode("utf-8", "replace"), answer.url)
    return found


def mementos(links: str, base: str = "") -> list[Memento]:
    """Return the copies that a Link header or a TimeMap in link format names (RFC 7089, 2.2 and 5)."""
    found = []
    for match in _LINK.finditer(links):
        rel, when = _REL.search(match[2]), _AT.search(match[2])
        if rel is None or when is None or "memento" not in (rel[1] or rel[2] or "").lower().split():
            continue
        address, at = _usable(match[1], base), http_date(when[1])
        if address and at is not None:
            found.append(Memento(address, at))
    return found


def nearest(found: Iterable[Memento], near: datetime) -> Memento | None:
    """Return the copy that was made nearest to an instant; the earlier of two."""
    return min(found, key=lambda each: (abs(each.at - near), each.at, each.url), default=None)


def _usable(url: str, base: str = "") -> str:
    address = safe_link(url, base or None) or ""
    return address if len(address) <= _LONGEST else ""


def _wish(answer: Response) -> timedelta | None:
    return retry_after(answer.headers.get("retry-after", ""), answer.fetched_at)


def said(code: str) -> str:
    """Return what asking an archive came to, for an editor; empty where it found a copy, or nobody asked."""
    texts = {
        NONE: _("The public archive has no copy."),
        ASKED: _("The public archive was asked to keep the page. Its copy is looked for again."),
        FAILED: _("The public archive couldn't be asked, or didn't answer well."),
    }
    return texts.get(code, "")
