"""What surrounds every public page, as plain values. Templates get these and nothing else."""

from dataclasses import dataclass, field
from typing import Any


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
