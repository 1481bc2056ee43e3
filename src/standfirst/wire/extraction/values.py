"""What a page is found to say, and why a page is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Field:
    """One value with where it came from.

    That is ``JSON-LD``, ``Open Graph``, ``meta``, ``page`` (its markup), ``trafilatura``, ``address`` or ``text`` (a
    guess from its words).

    Empty (``""``, ``()``) with the source ``""`` where the page doesn't say.
    """

    value: Any = ""
    source: str = ""
    others: tuple[tuple[str, Any], ...] = ()
    """What else is said of it, with where: other places of the page that disagree; of the body, passages left out."""

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True)
class ExtractedPage:
    """An article page as we understand it. Every field is somebody else's claim until an editor confirms it."""

    title: Field
    description: Field
    """A sentence or two: what the page says it is about."""
    authors: Field
    """A tuple of names as printed."""
    date: Field
    """EDTF: a day, or a month or year where the page gives no more."""
    language: Field
    """A BCP 47 tag."""
    outlet: Field
    """What the site calls itself."""
    licence: Field
    """A code of ``provenance.licence_codes``."""
    url: Field
    """The page's own address of itself; without one, the address it was fetched from."""
    picture: Field
    """The address of the lead picture."""
    body_html: Field
    """The body in the tags of ``fetch.cleaning.TAGS``."""
    body_text: Field
    """One line to a paragraph, an empty line between paragraphs."""
    metas: Mapping[str, str] = field(default_factory=dict)
    """What its meta elements say, by lower-case name."""


class Refusal(StrEnum):
    """Why a page was refused; for code. People read the message."""

    NOT_HTML = "not-html"
    TOO_BIG = "too-big"
    TANGLED = "tangled"
    NO_ARTICLE = "no-article"


class ExtractionRefused(Exception):
    """Nothing was extracted. ``str(error)`` is for an editor, ``reason`` for code."""

    def __init__(self, reason: Refusal, message: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
