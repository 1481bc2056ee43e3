"""What surrounds every public page, as plain values. Templates get these and nothing else."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any


def hash_once(value: Any) -> int:
    """Return the hash of a frozen dataclass, computed once: what is rendered once is looked up by its value."""
    known: int | None = value.__dict__.get("_hash")
    if known is None:
        known = hash(tuple(getattr(value, each.name) for each in fields(value)))
        value.__dict__["_hash"] = known
    return known


@dataclass(frozen=True)
class Link:
    """A place to go: a path of ours, or an address elsewhere."""

    label: str
    href: str
    language: str = ""
    """Of the label, where it is not the page's."""
    children: tuple["Link", ...] = ()
    small_screen_order: int = 0
    external: bool = False
    kind: str = ""
    """For follow links the service (``telegram``); for menu entries ``section``, ``topic``, ``page`` or ``link``."""
    uid: str = ""
    """Of the topic it leads to, so that a reader can follow it."""
    description: str = ""
    """One line about it, in an index."""


@dataclass(frozen=True)
class Logo:
    """One file of a logo."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class LogoPair:
    """A logo for light and one for dark (the same where there is only one)."""

    light: Logo
    dark: Logo


@dataclass(frozen=True)
class ConsentNotice:
    """What is asked and for what. Without purposes there is no notice."""

    text: str
    version: int
    purposes: tuple[tuple[str, str], ...]
    """``(name, what it is for)``, such as ``("statistics", "Counting visits")``."""


@dataclass(frozen=True)
class Partner:
    """One link of the partner strip."""

    name: str
    url: str
    logo: Logo | None


@dataclass(frozen=True)
class Shell:
    """Masthead and footer of one language."""

    __hash__ = hash_once

    language: str
    direction: str
    name: str
    tagline: str
    base_url: str
    logo: LogoPair | None
    colour_light: str
    colour_dark: str
    menu: tuple[Link, ...]
    languages: tuple[Link, ...]
    """Home pages of the publication's languages, each labelled in itself (``language`` is its tag)."""
    follow: tuple[Link, ...]
    standing: tuple[Link, ...]
    partners: tuple[Partner, ...]
    footer_description: str
    contact_email: str
    copyright_line: str
    consent: ConsentNotice | None
    terms: tuple[Link, ...]
    """Privacy and terms, for the consent notice."""
    time_zone: str
    style_path: str = ""
    """Of the document with ``theme.palette.css(shell)``: the theme's style sheet in the publication's colours."""
    emblem: Logo | None = None
    """The square emblem, for browser tabs."""


@dataclass(frozen=True)
class Head:
    """What a page says about itself to browsers and machines. Addresses are absolute."""

    title: str
    description: str
    canonical: str
    robots: str = ""
    """Empty for ``index, follow``."""
    alternates: tuple[tuple[str, str], ...] = ()
    """``(hreflang, address)``, the page itself included; empty where it has no other language."""
    feeds: tuple[tuple[str, str, str], ...] = ()
    """``(media type, title, address)``."""
    open_graph: tuple[tuple[str, str], ...] = ()
    """``(property, content)`` pairs."""
    json_ld: tuple[dict[str, Any], ...] = field(default=())


@dataclass(frozen=True)
class Crumb:
    """One step of a breadcrumb."""

    label: str
    path: str


@dataclass(frozen=True)
class StoredText:
    """One thing that may be stored on a reader's device, in a language."""

    name: str
    kind: str
    """``cookie`` or ``localStorage``."""
    purpose: str
    lifetime: str
    when: str


@dataclass(frozen=True)
class StandingValue:
    """A page that stays: who we are, privacy, terms, cookies ..."""

    role: str
    title: str
    standfirst: str
    body_html: str
    """Safe: made by our own renderer from checked blocks."""
    head: Head
    breadcrumb: tuple[Crumb, ...]
    updated_at: datetime | None = None
    versions: tuple[Link, ...] = ()
    """The page in other languages; ``language`` is each one's tag."""
    stored: tuple[StoredText, ...] = ()
    """On the cookies page: all that may be stored on the reader's device."""


@dataclass(frozen=True)
class IndexValue:
    """All topics, people, outlets or sections of a language, each a link to its front; or one page of them."""

    kind: str
    """``topics``, ``people``, ``outlets`` or ``sections``."""
    title: str
    description: str
    head: Head
    breadcrumb: tuple[Crumb, ...]
    entries: tuple[Link, ...]
    """In the language's alphabetical order, sections in the menu's; ``children`` are subsections."""
    older: str = ""
    newer: str = ""


@dataclass(frozen=True)
class ChooserEntry:
    """One language of the chooser, in its own words."""

    language: str
    direction: str
    label: str
    """The language's name in itself."""
    name: str
    """The publication's name in it."""
    tagline: str
    path: str


@dataclass(frozen=True)
class ChooserValue:
    """``/``: which language to read in."""

    head: Head
    entries: tuple[ChooserEntry, ...]


@dataclass(frozen=True)
class NotFoundValue:
    """What readers get where there is nothing."""

    head: Head


@dataclass(frozen=True)
class AwayValue:
    """What a web server in front says where only the app could answer, while it is stopped."""

    head: Head
