"""Whether a cited address still answers. One look takes at most two small requests; nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from standfirst.fetch import FetchError, Limits, Network, Reason, Response, fetch
from standfirst.fetch.waits import retry_after
from standfirst.provenance.copies import MOST_BYTES

LIMITS = Limits(total_seconds=12, content_bytes=1024 * 1024, compressed_bytes=512 * 1024)
WHOLE = Limits(total_seconds=15, content_bytes=MOST_BYTES, compressed_bytes=MOST_BYTES)
"""For a page that is to be kept."""
GONE, FRONT, SHUT, BUSY, FAULT, NOWHERE = "gone", "front", "shut", "busy", "fault", "nowhere"
FINAL = frozenset({GONE, FRONT, NOWHERE})
"""Problems that don't pass by themselves: one look is enough."""
OURS = frozenset({SHUT, BUSY})
"""The site answers, only not to us: never a broken link."""
LONGEST_WISH = timedelta(days=7)
"""What a site may ask for by Retry-After, for one address."""
TOLD_AFTER = timedelta(hours=20)
"""Readers are told of a page that is gone when two looks found so, that far apart."""
LASTS_AFTER = 3
"""Looks in a row, over more than a day, after which a site that doesn't answer counts as gone."""

_AGAIN_FINE = timedelta(days=30)
_AGAIN_FINAL = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
_AGAIN = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168, 336, 720))
_ALIVE = frozenset({Reason.SIZE, Reason.ENCODING})
_NOWHERE = frozenset({Reason.ADDRESS, Reason.PRIVATE, Reason.PORT})


@dataclass(frozen=True)
class Seen:
    """What one look found."""

    problem: str
    """Empty where the address answers; else a code that ``said`` explains."""
    status: int | None = None
    wait: timedelta | None = None
    """How long the site asked us to stay away."""
    page: Response | None = None
    """The page itself, with its exchanges, where it was asked for and came well."""


def look(url: str, *, contact: str, network: Network, whole: bool = False) -> Seen:
    """Ask whether ``url`` answers: for its head alone, and for the page only where the head won't do, or ``whole`` is asked.

    Never raises for what another site does. Goes to public addresses only.
    """
    try:
        if whole:
            response = fetch(url, limits=WHOLE, contact=contact, network=network, record=True)
            seen = judge(url, response)
            return seen if seen.problem else replace(seen, page=response)
        response = fetch(url, method="HEAD", limits=LIMITS, contact=contact, network=network)
        if response.status >= 400 and response.status != 429:
            # Many servers answer HEAD with an error that GET doesn't get.
            response = fetch(url, limits=LIMITS, contact=contact, network=network)
    except FetchError as error:
        if error.reason in _ALIVE:
            return Seen("")
        return Seen(NOWHERE if error.reason in _NOWHERE else str(error.reason))
    return judge(url, response)


def judge(url: str, response: Response) -> Seen:
    """Say what an answer means."""
    status = response.status
    if status in {404, 410}:
        return Seen(GONE, status)
    if status in {401, 403, 405, 406, 451}:
        return Seen(SHUT, status)
    if status == 429:
        return Seen(BUSY, status, _wish(response))
    if status >= 400:
        return Seen(FAULT, status, _wish(response))
    if urlsplit(url).path.strip("/") and not _beyond_the_front(response.url):
        return Seen(FRONT, status)
    return Seen("", status)


def _beyond_the_front(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _wish(response: Response) -> timedelta | None:
    return retry_after(response.headers.get("retry-after", ""), response.fetched_at, LONGEST_WISH)


def is_broken(seen: Seen, failures: int) -> bool:
    """Tell whether a problem found ``failures`` times in a row makes the link a broken one."""
    if not seen.problem or seen.problem in OURS:
        return False
    return seen.problem in FINAL or failures >= LASTS_AFTER


def is_gone(seen: Seen, failures: int, since: timedelta) -> bool:
    """Tell whether readers are told that the page is gone: ``failures`` looks in a row, the first ``since`` ago."""
    return is_broken(seen, failures) and failures >= 2 and since >= TOLD_AFTER


def pause(seen: Seen, failures: int) -> timedelta:
    """Return how long to stay away after this look: longer each time that it fails."""
    if not seen.problem or seen.problem == SHUT:
        again = _AGAIN_FINE
    elif seen.problem in FINAL:
        again = _AGAIN_FINAL[min(failures, len(_AGAIN_FINAL)) - 1]
    elif seen.problem == BUSY:
        again = timedelta(days=1)
    else:
        again = _AGAIN[min(failures, len(_AGAIN)) - 1]
    return max(again, seen.wait or again)


def said(problem: str, status: int | None) -> str:
    """Return what a look found, for an editor."""
    texts = {
        "": _("It answers."),
        GONE: _("There is no page there any more (answer %(status)s)."),
        FRONT: _("It leads to the site's front page."),
        SHUT: _("The site doesn't let us look (answer %(status)s). Open it yourself."),
        BUSY: _("The site asked us to wait (answer %(status)s)."),
        FAULT: _("The site has a problem (answer %(status)s)."),
        NOWHERE: _("This is no address of a public site."),
        Reason.NAME: _("There is no site of this name."),
        Reason.CONNECTION: _("The site can't be reached."),
        Reason.TIME: _("The site took too long to answer."),
        Reason.REDIRECTS: _("It redirects without end."),
    }
    text = texts.get(problem, _("The site's answer can't be read."))
    return text % {"status": status} if "%(status)s" in text else text
