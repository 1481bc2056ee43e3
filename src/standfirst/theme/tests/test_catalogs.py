"""The words of the theme exist in every language that the software speaks."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.support import Translations

from standfirst.theme import environment
from standfirst.theme.words import WORDS

KEYWORDS = DEFAULT_KEYWORDS | {"gettext_lazy": None}
TEMPLATES = Path(environment.__file__).parent / "templates"
ROOMS = TEMPLATES.parents[1]
IN_DOCUMENTS = [
    *sorted((ROOMS / "stories" / "documents").glob("*.py")),
    ROOMS / "stories" / "heads.py",
    ROOMS / "publication" / "documents.py",
    ROOMS / "publication" / "reading.py",
    ROOMS / "publication" / "consent.py",
]
"""Code whose texts readers see in documents."""


@cache
def messages() -> set[str]:
    found = {word for words in WORDS.values() for word in words.values()}
    for _, _, message, _, _ in extract_from_dir(TEMPLATES, [("**.html", "jinja2")]):
        found.add(message if isinstance(message, str) else message[0])
    for file in IN_DOCUMENTS:
        for _, message, _, _ in extract_from_file("python", file, keywords=KEYWORDS):
            found.add(message if isinstance(message, str) else message[0])
    return found


@pytest.mark.parametrize("language", ["az", "ru", "tr", "fa"])
def test_every_text_of_the_theme_is_translated(language: str) -> None:
    catalog = Translations.load(str(environment.LOCALES), [language], domain="django")
    known = {key[0] if isinstance(key, tuple) else key for key, value in catalog._catalog.items() if value}
    assert not messages() - known


@pytest.mark.parametrize("language", ["az", "ru", "tr", "fa"])
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    catalog = Translations.load(str(environment.LOCALES), [language], domain="django")
    for key, value in catalog._catalog.items():
        message = key[0] if isinstance(key, tuple) else key
        if message in messages():
            assert set(re.findall(r"%\(\w+\)s", message)) == set(re.findall(r"%\(\w+\)s", value)), message
