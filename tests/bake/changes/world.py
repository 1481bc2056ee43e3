"""One publication, and what every change of it needs."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.bake.small import Clock

CHANGES: dict[str, Callable[[World], object]] = {}
"""Every kind of change, by name."""
WORDS = ("river", "bridge", "treaty", "harvest", "convoy", "museum", "pipeline", "festival")


def change(do: Callable[[World], object]) -> Callable[[World], object]:
    CHANGES[do.__name__] = do
    return do


class Nothing(Exception):
    """There is nothing here that this change could be made to."""


class World:
    """One publication, a clock, a browser and a dice."""

    def __init__(self, seed: int, clock: Clock) -> None:

        self.dice = random.Random(seed)
        self.clock = clock
        self.client = Client(SERVER_NAME="localhost", headers={"host": "localhost"})
        self.signed_in: Any = None

    def editor(self) -> Any:
        """Return a browser in which the editor is signed in."""
        from standfirst.readers.models import User

        if self.signed_in != self.clock.now.date():
            self.client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
            self.signed_in = self.clock.now.date()
        return self.client

    def one(self, found: Any) -> Any:
        """Return one of ``found``, by the dice."""
        rows = list(found.order_by("pk")) if hasattr(found, "order_by") else list(found)
        if not rows:
            raise Nothing
        return self.dice.choice(rows)

    def word(self) -> str:
        return f"{self.dice.choice(WORDS).capitalize()} {self.dice.randrange(100)}"

    def story(self, language: str = "") -> Any:
        from standfirst.stories.models import Story
        from standfirst.stories.public import public

        found = public(Story.objects.all())
        return self.one(found.filter(locale__language_code=language) if language else found)

    def at(self) -> Any:
        """Return a moment of publication: mostly now, at times in the past (an imported archive)."""
        return self.clock.now - timedelta(days=self.dice.choice((0, 0, 0, 4, 7)))


def stream(blocks: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a story's body as the form sends it."""
    data: dict[str, Any] = {"body-count": str(len(blocks))}
    for number, (kind, value) in enumerate(blocks):
        data |= {f"body-{number}-type": kind, f"body-{number}-order": str(number), f"body-{number}-deleted": "",
                 f"body-{number}-id": ""}  # fmt: skip
        if isinstance(value, dict):
            data |= {f"body-{number}-value-{name}": inner for name, inner in value.items()}
        else:
            data[f"body-{number}-value"] = value
    return data


def rich(text: str, link: Any = None) -> str:
    """Return a paragraph as the editor's field sends it, the whole of it leading to a page where one is given."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if link else []
    entities = (
        {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": link.pk, "url": "/"}}} if link else {}
    )
    block = {"text": text, "type": "unstyled", "depth": 0, "key": "00000", "inlineStyleRanges": [],
             "entityRanges": ranges}  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": entities})
