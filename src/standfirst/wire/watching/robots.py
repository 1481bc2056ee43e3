"""What robots.txt allows us (RFC 9309), and what it says of machine use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from protego import Protego

AGENT = "Standfirst"
MOST_BYTES = 500 * 1024
"""What is read of a file; RFC 9309, 2.5, asks for no more."""
_AGENT_LINE = re.compile(r"^\s*user-agent\s*:\s*([^#\s]*)", re.I)
_USAGE_LINE = re.compile(r"^\s*content-usage\s*:\s*([^#]*)", re.I)


def allows_article(robots: str, url: str) -> bool:
    """Tell whether an article at ``url`` may be read."""
    return bool(Protego.parse(robots).can_fetch(url, AGENT)) if robots.strip() else True


def allows_feed(robots: str, url: str) -> bool:
    """Tell whether a feed may be read: a feed is an invitation, which only a word to us by name takes back."""
    named = any(
        found and found[1].lower() == AGENT.lower() for found in map(_AGENT_LINE.match, robots.splitlines())
    )
    return not named or allows_article(robots, url)


def delay(robots: str) -> float:
    """Return the seconds that the file asks to let pass between two requests; 0 where it doesn't."""
    asked = Protego.parse(robots).crawl_delay(AGENT) if robots.strip() else None
    return min(float(asked or 0), 60.0)


def usage(robots: str, url: str) -> str:
    """Return the ``Content-Usage`` of robots.txt for ``url``: of our own group, else of everybody's; the longest path.

    draft-ietf-aipref-attach: ``Content-Usage: [path] preferences``.
    """
    path = urlsplit(url).path or "/"
    groups: dict[str, list[tuple[str, str]]] = {}
    names: list[str] = []
    opened = False
    for line in robots.splitlines():
        if agent := _AGENT_LINE.match(line):
            names = [*names, agent[1].lower()] if not opened else [agent[1].lower()]
            opened = False
            continue
        if line.strip() and not line.lstrip().startswith("#"):
            opened = True
        if said := _USAGE_LINE.match(line):
            where, _, preferences = (
                said[1].strip().rpartition(" ") if said[1].strip().startswith("/") else ("/", "", said[1])
            )
            for name in names or ["*"]:
                groups.setdefault(name, []).append((where.strip(), preferences.strip()))
    found = groups.get(AGENT.lower(), groups.get("*", []))
    fitting = [(len(where), preferences) for where, preferences in found if path.startswith(where)]
    return max(fitting)[1] if fitting else ""
