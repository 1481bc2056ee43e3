"""The readable part of an address, in plain ASCII."""

import re
import unicodedata

from anyascii import anyascii

from .casing import lower
from .tags import primary
from .transliteration import transliterate

LENGTH = 80
# Longer titles are cut to what could still be needed, so that an endless one costs nothing.
_READ_AT_MOST = 4000

# Armenian sets its marks of stress, exclamation and question inside the word: `Ինչո՞ւ`.
_SILENT = re.compile(r"(?<=\w)['’‘ʼʻ`](?=\w)|[\u00ad\u200b\u200d\u2060\ufeff\u055b\u055c\u055e\u055f]")
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u064b-\u0655\u0670]+[^\W_]*)*")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")


def slug(text: str, language: str, length: int = LENGTH) -> str:
    """`text` as `[a-z0-9]+(-[a-z0-9]+)*`, read by the rules of `language`, at most `length` (>= 1)
    characters.

    It is cut between words where it can be. Never empty where `text` holds a letter or a digit; "" otherwise.
    Limits: Persian and Arabic short vowels are not written, so they are missing (`خبر` is `khbr`).
    """
    name = primary(language)
    text = _SILENT.sub("", unicodedata.normalize("NFKC", text[:_READ_AT_MOST]))
    words = [_ascii(word, name) for word in _WORD.findall(lower(text, name))]
    joined = "-".join(word for word in words if word)
    if not joined:
        joined = next((f"u{ord(character):x}" for character in text if character.isalnum()), "")
    return _cut(joined, max(1, length))


def _ascii(word: str, language: str) -> str:
    spelled = transliterate(unicodedata.normalize("NFC", word), language)
    return _NOT_ASCII_WORD.sub("", spelled if spelled.isascii() else anyascii(spelled).lower())


def _cut(joined: str, length: int) -> str:
    if len(joined) <= length:
        return joined
    whole, dash, _ = joined[: length + 1].rpartition("-")
    return whole if dash else joined[:length]
