"""What every translating service is to us."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from standfirst.fetch import FetchError, Limits, Network, fetch

MOST_TEXTS = 40
MOST_CHARACTERS = 8000
"""Of one request. A paragraph that is longer goes alone."""
LIMITS = Limits(total_seconds=60, redirects=0, content_bytes=2 * 1024 * 1024, compressed_bytes=1024 * 1024)


class MachineFailed(Exception):
    """The service gave no translation. ``str(error)`` says why, for an editor."""


class Machine(Protocol):
    """A translating service."""

    @property
    def name(self) -> str:
        """What the service is called."""
        ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return ``texts`` (HTML of words and ``<x id="1">``) in the language ``target``, in order.

        Raises:
            MachineFailed: it gave none, or not one for each.
        """
        ...


def portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in portions that a service takes in one request."""
    portion: list[str] = []
    size = 0
    for text in texts:
        if portion and (len(portion) >= MOST_TEXTS or size + len(text) > MOST_CHARACTERS):
            yield portion
            portion, size = [], 0
        portion.append(text)
        size += len(text)
    if portion:
        yield portion


def ask(url: str, said: Mapping[str, Any], network: Network, headers: Mapping[str, str] | None = None) -> Any:
    """Post JSON to a service and return the JSON that it answers.

    Raises:
        MachineFailed: it can't be reached, refuses, or answers with something else.
    """
    try:
        answer = fetch(
            url,
            method="POST",
            body=json.dumps(said).encode(),
            headers={"content-type": "application/json", "accept": "application/json", **(headers or {})},
            limits=LIMITS,
            network=network,
        )
    except FetchError as error:
        raise MachineFailed(str(error)) from error
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        found = None
    if answer.status != 200:
        raise MachineFailed(_refusal(answer.status, found))
    return found


def _refusal(status: int, found: Any) -> str:
    said = (found.get("error") or found.get("message")) if isinstance(found, dict) else None
    why = str(said)[:200] if said else ""
    if status in {401, 403}:
        text = _(
            "The translating service refuses the key (answer %(status)d). Correct it in the settings file."
        )
    elif status in {429, 456}:
        text = _("The translating service has no more for us now (answer %(status)d). Try later.")
    else:
        text = _("The translating service refused (answer %(status)d).")
    return " ".join(part for part in (text % {"status": status}, why) if part)


def checked(found: Any, count: int) -> list[str]:
    """Return what came back, where it is ``count`` texts.

    Raises:
        MachineFailed: it is something else.
    """
    if isinstance(found, list) and len(found) == count and all(isinstance(text, str) for text in found):
        return found
    raise MachineFailed(
        _("The translating service answered with something that is no translation. Nothing was taken.")
    )
