"""One request to a hub, and what it said. No database here: a request may take long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from standfirst.fetch import FetchError, Limits, Network, fetch
from standfirst.wire.watching.hubs import reason

LIMITS = Limits(total_seconds=20.0, compressed_bytes=1024 * 1024, content_bytes=1024 * 1024)
_READ = 1200
"""Bytes of a refusal that are looked at for its words."""


@dataclass(frozen=True)
class Answered:
    """What a hub answered. ``status`` is 0 where it didn't; ``said`` is empty where it took the request."""

    status: int
    said: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def ask(hub: str, form: Mapping[str, str], *, contact: str, network: Network) -> Answered:
    """Send a hub a form. Never raises for what another site does."""
    try:
        response = fetch(
            hub,
            method="POST",
            body=urlencode(form).encode(),
            headers={"content-type": "application/x-www-form-urlencoded"},
            limits=LIMITS,
            contact=contact,
            network=network,
        )
    except FetchError as error:
        return Answered(0, str(error))
    if 200 <= response.status < 300:
        return Answered(response.status)
    why = reason(response.content[:_READ].decode("utf-8", "replace"))
    said = _("The hub refused (answer %(status)s): %(why)s") % {
        "status": response.status,
        "why": why or _("it doesn't say why."),
    }
    return Answered(response.status, said, response.headers)
