"""One request at a time for each host, with a pause between them, and none while the host asks us to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

GAP = timedelta(seconds=5)


@dataclass
class _Host:
    busy: bool = False
    free_at: datetime | None = None


class Hosts:
    """Who may be asked now. What a host asked for must be given back after a restart with ``leave_alone``."""

    def __init__(self, gap: timedelta = GAP) -> None:
        self._gap = gap
        self._hosts: dict[str, _Host] = {}

    def take(self, host: str, now: datetime) -> bool:
        """Take the host for one request; False where another is under way, or it is too early."""
        known = self._hosts.setdefault(host.lower(), _Host())
        if known.busy or (known.free_at is not None and now < known.free_at):
            return False
        known.busy = True
        return True

    def release(self, host: str, now: datetime) -> None:
        """Say that the request has ended, however it ended."""
        known = self._hosts.setdefault(host.lower(), _Host())
        known.busy = False
        self.leave_alone(host, now + self._gap)

    def leave_alone(self, host: str, until: datetime) -> None:
        """Ask nothing of the whole host until then. An earlier wish never shortens a later one."""
        known = self._hosts.setdefault(host.lower(), _Host())
        known.free_at = until if known.free_at is None else max(known.free_at, until)

    def not_free(self, now: datetime) -> list[str]:
        """Return the hosts that may not be asked now."""
        return [
            host
            for host, known in self._hosts.items()
            if known.busy or (known.free_at is not None and now < known.free_at)
        ]

    def forget(self, now: datetime) -> None:
        """Forget hosts that may be asked anyway, so that the list doesn't grow."""
        for host in [name for name, known in self._hosts.items() if not known.busy]:
            free_at = self._hosts[host].free_at
            if free_at is None or free_at <= now:
                del self._hosts[host]


def host_of(url: str) -> str:
    """Return the host of an address, with a port that isn't the usual one; by it turns are taken. Empty where it has none."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return ""
    return f"{name}:{port}" if name and port not in {None, 80, 443} else name
