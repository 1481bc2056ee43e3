"""What an item is about, counted: stems of its words, numbers, and the sounds of its names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standfirst.publication.languages import lower, primary

from .items import Item
from .settings import Settings
from .words import common_words, guessed_language, has_case, sound, stem

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LONGEST_WORD = 40
NUMBER, SOUND = "#", "~"
"""How terms begin that are no stems."""


@dataclass(slots=True)
class Counted:
    """An item as counted. ``sounds`` says for each term that is a name's sound which stems it was heard in."""

    language: str
    bare: bool
    terms: dict[str, float]
    sounds: dict[str, str]
    small: frozenset[str]
    """Stems that the item has in lower case somewhere."""


def counted(item: Item, settings: Settings) -> Counted:
    """Return what the item is about. Its text counts to ``settings.lead`` characters, its title more than once."""
    language = primary(item.language) if item.language else guessed_language(item.title, item.text)
    text = item.text.strip()[: settings.lead]
    terms: dict[str, float] = {}
    sounds: dict[str, str] = {}
    small: set[str] = set()
    _count(item.title[: settings.lead], settings.title if text else 1.0, language, terms, sounds, small)
    _count(text, 1.0, language, terms, sounds, small)
    return Counted(language, not text, terms, sounds, frozenset(small))


def _count(
    text: str, weight: float, language: str, terms: dict[str, float], sounds: dict[str, str], small: set[str]
) -> None:
    shouting = text.isupper()
    silent = common_words(language)
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            number = token.replace(",", "").rstrip(".0") if "." in token else token.replace(",", "")
            key = NUMBER + number[:_LONGEST_WORD]
            terms[key] = terms.get(key, 0.0) + weight
            continue
        for part in _parts(token):
            word = lower(part, language)
            if word in silent or len(word) < 2:
                continue
            key = stem(word[:_LONGEST_WORD], language)
            terms[key] = terms.get(key, 0.0) + weight
            cased = has_case(part)
            if cased and part == word:
                small.add(key)
            elif not shouting or not cased:
                heard = sound(word[:_LONGEST_WORD], language)
                if heard:
                    heard = SOUND + heard
                    terms[heard] = terms.get(heard, 0.0) + weight
                    sounds.setdefault(heard, key)


def _parts(token: str) -> list[str]:
    """Split at apostrophes: what follows is an ending (``Sam's``, ``Bakı'nın``), what precedes may be an article."""
    if token.isalpha():
        return [token]
    first, *rest = re.split("['’ʼ]", token)
    kept = [part for part in rest if part[0].isupper() or len(first) <= 2]
    return [first, *kept] if len(first) > 2 or not kept else kept
