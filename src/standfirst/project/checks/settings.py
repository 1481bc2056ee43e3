"""What ``publication.toml`` says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from standfirst.project.checks.finding import Finding
from standfirst.project.folder import SETTINGS_FILE, Folder

LONG_ENOUGH = 50
VARIED_ENOUGH = 5
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No machine that runs this version can rightly believe in an earlier day."""


def secrets(folder: Folder) -> Iterator[Finding]:
    """The secret key is long and random."""
    key = folder.secret_key
    if len(key) < LONG_ENOUGH or len(set(key)) < VARIED_ENOUGH:
        yield Finding(
            "error",
            "secret_key",
            f"it can be guessed ({len(key)} characters)",
            'Put a new one in: python3 -c "import secrets; print(secrets.token_urlsafe(48))". Everybody signs in anew.',
        )


def addresses(folder: Folder) -> Iterator[Finding]:
    """The public address and the names answered to agree."""
    url = urlsplit(folder.base_url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        yield Finding(
            "error", "base_url", f"{folder.base_url!r} is not an address", 'Write it like "https://news.example.org".'
        )
        return
    if url.path.strip("/") or url.query:
        yield Finding("error", "base_url", "it has a path", f'Write only "{url.scheme}://{url.netloc}".')
    if "*" in folder.hosts:
        yield Finding("error", "hosts", '"*" lets anybody choose the name in links', "List the names one by one.")
    elif not any(
        url.hostname == host.strip("[]") or (host.startswith(".") and f".{url.hostname}".endswith(host))
        for host in folder.hosts
    ):
        yield Finding(
            "error",
            "hosts",
            f"{url.hostname}, the host of base_url, is not among them: readers get status 400",
            f'Add "{url.hostname}" to hosts in {SETTINGS_FILE}.',
        )
    if url.scheme == "http" and url.hostname not in {"localhost", "127.0.0.1", "::1"}:
        yield Finding(
            "error" if not folder.demo else "warning",
            "base_url",
            "passwords would cross the network unprotected",
            "Use https:// and a web server in front that speaks it (see the guide on going public).",
        )
    if folder.demo and url.scheme == "https":
        yield Finding("error", "demo", "a demo has a public address", f"Set demo = false in {SETTINGS_FILE}.")


def time_zone(folder: Folder) -> Iterator[Finding]:
    """The time zone exists."""
    if folder.time_zone not in available_timezones():
        yield Finding(
            "error", "time_zone", f"there is no zone {folder.time_zone!r}", 'Write it like "Asia/Baku" or "UTC".'
        )
    else:
        ZoneInfo(folder.time_zone)


def clock(folder: Folder) -> Iterator[Finding]:
    """The clock is not behind this version's release nor behind the newest file of the publication."""
    now = time.time()
    if now < RELEASED.timestamp():
        yield Finding(
            "error",
            "clock",
            f"it says {datetime.now(UTC):%Y-%m-%d}, before this version was released",
            "Set the clock, for example: sudo timedatectl set-ntp true.",
        )
    ahead = [path.name for path in folder.path.iterdir() if path.stat().st_mtime > now + 300]
    if ahead:
        yield Finding(
            "warning",
            "clock",
            f"{', '.join(sorted(ahead))} was changed in the future: the clock was or is wrong",
            "Set the clock, for example: sudo timedatectl set-ntp true.",
        )
