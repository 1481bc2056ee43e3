"""What one ninjs item says that a story can hold; everything else in it is left alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Named:
    """Something named, with the address or urn it goes by."""

    name: str
    uri: str = ""


@dataclass(frozen=True)
class ItemCredit:
    """Somebody in a role."""

    who: Named
    role: str
    kind: str


@dataclass(frozen=True)
class ItemOriginal:
    """What the story was made from."""

    kind: str
    title: str
    outlet: Named
    authors: tuple[str, ...]
    url: str
    language: str
    sha256: str


@dataclass(frozen=True)
class ItemSource:
    """A source that the item names: what it is called as printed, and of what kind it is."""

    who: Named
    kind: str
    literal: str


@dataclass(frozen=True)
class ItemPicture:
    """The lead picture: where its largest file is, and what is said of it."""

    uri: str
    url: str
    credit: str
    alternative_text: str
    caption: str
    licence: str


@dataclass(frozen=True)
class Item:
    """One item, its texts plain but for ``html``. ``digest`` names what was understood of it."""

    uri: str
    language: str
    title: str
    standfirst: str
    html: str
    status: str
    first_created: datetime | None
    version_created: datetime | None
    embargo: datetime | None
    credits: tuple[ItemCredit, ...]
    section: Named | None
    topics: tuple[Named, ...]
    others: tuple[Named, ...]
    """Subjects without ``rel``: a section of that name, else topics."""
    genre: str
    origin: str
    original: ItemOriginal | None
    sources: tuple[ItemSource, ...]
    holder: str
    licence: str
    address: str
    picture: ItemPicture | None
    correction: str
    note: str
    digest: str = ""
