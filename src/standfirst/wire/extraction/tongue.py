"""Which language a text is in, by its commonest words."""

from __future__ import annotations

import re
from functools import cache

from justext import get_stoplist

NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ka": "Georgian", "kk": "Kazakh", "ku": "Kurdish", "ky": "Kyrgyz",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "nl": "Dutch", "no": "Norwegian_Bokmal",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "tk": "Turkmen", "tr": "Turkish", "uk": "Ukrainian",
    "uz": "Uzbek",
}  # fmt: skip
_WORDS = 600
_FEW = 30
_LEAST, _CLEARLY = 0.25, 1.15


@cache
def _commonest() -> dict[str, frozenset[str]]:
    return {code: frozenset(get_stoplist(name)) for code, name in NAMES.items()}


def language_of(text: str) -> str:
    """Return the language (ISO 639-1) whose commonest words clearly make up most of ``text``; ``""`` where none do.

    A guess: near relatives are told apart only where the text is long enough, and scripts without spaces not at all.
    """
    words = [word.casefold() for word in re.findall(r"[^\W\d_]+", text)[:_WORDS]]
    if len(words) < _FEW:
        return ""
    shares = sorted(
        ((sum(word in known for word in words) / len(words), code) for code, known in _commonest().items()),
        reverse=True,
    )
    (best, code), (second, _other) = shares[:2]
    return code if best >= _LEAST and best >= second * _CLEARLY else ""
