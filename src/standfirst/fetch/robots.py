"""What robots.txt allows us (RFC 9309), and what it says of machine use."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from protego import Protego

AGENT = "Standfirst"
MOST_BYTES = 500 * 1024
"""What is read of a file; RFC 9309, 2.5, asks for no more."""
_AGENT_LINE = re.compile(r"^\s*user-agent\s*:\s*([^#\s]*)", re.I)
_USAGE_LINE = re.compile(r"^\s*content-usage\s*:\s*([^#]*)", re.I)


@lru_cache(maxsize=128)
def _parsed(robots: str) -> Protego:
    return Protego.parse(robots)


def allows_article(robots: str, url: str) -> bool:
    """Tell whether an article at ``url`` may be read."""
    return bool(_parsed(robots).can_fetch(url, AGENT)) if robots.strip() else True


def allows_feed(robots: str, url: str) -> bool:
    """Tell whether a feed may be read: a feed is an invitation, which only a word to us by name takes back."""
    named = any(
        found and found[1].lower() == AGENT.lower() for found in map(_AGENT_LINE.match, robots.splitlines())
    )
    return not named or allows_article(robots, url)


def delay(robots: str) -> float:
    """Return the seconds that the file asks to let pass between two requests; 0 where it doesn't."""
    asked = _parsed(robots).crawl_delay(AGENT) if robots.strip() else None
    return min(float(asked or 0), 60.0)


def usage(robots: str, url: str) -> str:
    """Return the ``Content-Usage`` of robots.txt for ``url``: of our own group, else of everybody's; the longest path.

    draft-ietf-aipref-attach: ``Content-Usage: [path] preferences``.
    """
    path = urlsplit(url).path or "/"
    groups = _groups(robots)
    found = groups.get(AGENT.lower(), groups.get("*", []))
    fitting = [(len(where), preferences) for where, preferences in found if path.startswith(where)]
    return max(fitting)[1] if fitting else ""


@lru_cache(maxsize=128)
def _groups(robots: str) -> dict[str, list[tuple[str, str]]]:
    """Return, by the agents of each group, its lines of preferences: the path, and what is said."""
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
            text = said[1].strip()
            where, _, preferences = text.partition(" ") if text.startswith("/") else ("/", "", text)
            for name in names or ["*"]:
                groups.setdefault(name, []).append((where, preferences.strip()))
    return groups
