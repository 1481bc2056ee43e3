"""Letters that ask an outlet for a permission, as plain text. They are sent by an editor, who may change them first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.template.loader import render_to_string

from standfirst.publication.languages import primary

LANGUAGES = ("en", "ru", "az", "tr")
"""Those that there are letters in."""
LONGEST_MAILTO = 1900
"""Characters of an address that mail programs and browsers are sure to take."""


@dataclass(frozen=True)
class Asked:
    """What is asked of whom, and by whom."""

    publication: str
    address: str
    """Of the publication, with its scheme."""
    contact: str
    """Where the answer is to go."""
    asker: str
    outlet: str
    title: str
    url: str
    date: str = ""
    """EDTF."""
    translation: bool = False
    reprint: bool = False
    languages: tuple[str, ...] = ()
    whole_outlet: bool = False
    images: bool = False
    robots: str = "default"
    until: datetime.date | None = None
    credit_wording: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter as it can be sent."""

    subject: str
    """One line."""
    text: str


def letter_language(tags: Iterable[str]) -> str:
    """Return the first of ``tags`` that there is a letter in, else ``en``."""
    return next((primary(tag) for tag in tags if primary(tag) in LANGUAGES), "en")


def letter(asked: Asked, language: str) -> Letter:
    """Write the letter in one of ``LANGUAGES``. What is filled in stays on its line."""
    said = {
        name: _line(value) if isinstance(value, str) else value for name, value in vars(asked).items()
    } | {
        "languages": ", ".join(_language(tag, language) for tag in asked.languages),
        "date": _day(asked.date, language),
        "until": format_date(asked.until, "long", locale=language) if asked.until else "",
    }
    whole = render_to_string(f"provenance/letters/{language}.txt", said)
    subject, _newline, text = whole.strip().partition("\n")
    return Letter(subject.strip(), re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")


def mailto(address: str, letter: Letter) -> str:
    """Return the link that opens a mail to ``address``: with the text, where that isn't too long for a link."""
    to = f"mailto:{quote(address, safe='@')}?subject={quote(letter.subject, safe='')}"
    whole = f"{to}&body={quote(letter.text.replace(chr(10), chr(13) + chr(10)), safe='')}"
    return whole if len(whole) <= LONGEST_MAILTO else to


def _line(text: str) -> str:
    return " ".join(text.split())


def _language(tag: str, language: str) -> str:
    try:
        return str(Locale.parse(language).languages.get(primary(tag)) or tag)
    except (UnknownLocaleError, ValueError):
        return tag


def _day(said: str, language: str) -> str:
    try:
        return format_date(datetime.date.fromisoformat(said), "long", locale=language)
    except ValueError:
        return _line(said)
