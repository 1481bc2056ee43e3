"""What is put into threads: one piece of news as an outlet gave it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the wire. ``text`` is empty where only the headline is known; ``published`` has a time zone."""

    id: str
    title: str
    text: str = ""
    language: str = ""
    outlet: str = ""
    url: str = ""
    published: datetime | None = None
