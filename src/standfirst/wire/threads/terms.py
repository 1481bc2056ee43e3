"""What an item is about, counted: stems of its words, numbers, and the sounds of its names."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from standfirst.publication.languages import lower, primary

from .items import Item
from .settings import Settings
from .words import common_words, guessed_language, has_case, number, sound, stem

NUMBER, SOUND = "#", "~"
"""How terms begin that are no stems."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LONGEST_WORD = 40
_NO_SOUND = -1
_CACHED = 1 << 17


@dataclass(frozen=True, slots=True)
class Counted:
    """An item as counted: lists of the same length, kept small because every live item has them."""

    language: str
    bare: bool
    """It has no text: a headline is all that is known."""
    terms: tuple[str, ...]
    counts: array[float]
    heard_in: array[int]
    """For the sound of a name, the position of the stem that it is the sound of; -1 for all else."""
    small: bytes
    """Whether the item has the stem in lower case somewhere."""


@dataclass(slots=True)
class _Counting:
    language: str
    counts: dict[str, float] = field(default_factory=dict)
    sounds: dict[str, str] = field(default_factory=dict)
    small: set[str] = field(default_factory=set)

    def text(self, text: str, weight: float) -> None:
        shouting = text.isupper()
        for token in _TOKEN.findall(text):
            if token[0].isdigit():
                self._add(NUMBER + number(token)[:_LONGEST_WORD], weight)
                continue
            for part in (token,) if token.isalpha() else _parts(token):
                self._word(_word(part[:_LONGEST_WORD], self.language), weight, shouting)

    def _word(self, word: _Word, weight: float, shouting: bool) -> None:
        if not word.stem:
            return
        self._add(word.stem, weight)
        if word.small:
            self.small.add(word.stem)
        elif word.sound and not (shouting and word.cased):
            self._add(word.sound, weight)
            self.sounds.setdefault(word.sound, word.stem)

    def _add(self, term: str, weight: float) -> None:
        self.counts[term] = self.counts.get(term, 0.0) + weight


def counted(item: Item, settings: Settings) -> Counted:
    """Return what the item is about. Its text counts to ``settings.lead`` characters, its title more than once."""
    language = primary(item.language) if item.language else guessed_language(item.title, item.text)
    text = item.text.strip()[: settings.lead]
    counting = _Counting(language)
    counting.text(item.title[: settings.lead], settings.title if text else 1.0)
    counting.text(text, 1.0)
    places = {term: place for place, term in enumerate(counting.counts)}
    return Counted(
        language,
        not text,
        tuple(intern(term) for term in places),
        array("f", counting.counts.values()),
        array(
            "i", [places[counting.sounds[term]] if term in counting.sounds else _NO_SOUND for term in places]
        ),
        bytes(term in counting.small for term in places),
    )


class _Word(NamedTuple):
    stem: str
    small: bool
    cased: bool
    sound: str


@lru_cache(_CACHED)
def _word(printed: str, language: str) -> _Word:
    word = lower(printed, language)
    if len(word) < 2 or word in common_words(language):
        return _Word("", False, False, "")
    cased = has_case(printed)
    heard = "" if cased and printed == word else sound(word, language)
    return _Word(stem(word, language), cased and printed == word, cased, heard and SOUND + heard)


def _parts(token: str) -> list[str]:
    """Split at apostrophes: what follows is an ending (``Sam's``, ``Bakı'nın``), what precedes may be an article."""
    first, *rest = re.split("['’ʼ]", token)
    kept = [part for part in rest if part[0].isupper() or len(first) <= 2]
    return [first, *kept] if len(first) > 2 or not kept else kept
