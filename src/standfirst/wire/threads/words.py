"""Words of a language: which say nothing, what stays the same through their endings, how names sound.

No model and no corpus: the commonest words are justext's lists, stems are Snowball's, and a language without either
gets along with the beginnings of words.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache

from snowballstemmer import algorithms, stemmer

from standfirst.publication.languages import slug
from standfirst.wire.extraction.tongue import NAMES

_COMMON = 500
"""How far down a list of commonest words they say nothing of what happened."""
_TELLING = 60
_CLEARLY = 2
_BEGINNING = 6
_SNOWBALL = {"hy": "armenian", "nb": "norwegian", "no": "norwegian"} | {
    code: name.lower() for code, name in NAMES.items() if name.lower() in algorithms()
}
_SCRIPTS = (
    ("ka", "\u10a0", "\u10ff"),
    ("hy", "\u0530", "\u058f"),
    ("el", "\u0370", "\u03ff"),
    ("ru", "\u0400", "\u04ff"),
    ("he", "\u0590", "\u05ff"),
    ("fa", "\u0600", "\u06ff"),
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_UNCASED = re.compile(r"[\u0590-\u08ff\u0900-\u0fff\u10d0-\u10ff\u3040-\u9fff\uac00-\ud7af]")


@cache
def _ranked(language: str) -> tuple[str, ...]:
    name = NAMES.get(language)
    data = pkgutil.get_data("justext", f"stoplists/{name}.txt") if name else None
    # A word that is written small somewhere in the list is no name; the lists are in order of frequency.
    words = (
        line.strip().strip(".,:;!?()՝։\"'") for line in (data or b"").decode("utf-8").splitlines()[:_COMMON]
    )
    return tuple(dict.fromkeys(word for word in words if word and (word == word.lower())))


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the words of ``language`` (ISO 639-1) that say nothing of what happened; none where it isn't known."""
    return frozenset(_ranked(language))


@cache
def _telling() -> dict[str, frozenset[str]]:
    return {code: frozenset(_ranked(code)[:_TELLING]) for code in NAMES}


def guessed_language(title: str, text: str) -> str:
    """Return the language of an item that says none: by its smallest words, else the commonest of its script."""
    found = [word.lower() for word in re.findall(r"[^\W\d_]+", f"{title} {text[:600]}")]
    letters = "".join(found)
    script = next(
        (
            code
            for code, first, last in _SCRIPTS
            if sum(first <= letter <= last for letter in letters) * 2 > len(letters)
        ),
        "en",
    )
    counts = {code: sum(word in words for word in found) for code, words in _telling().items()}
    best = max(counts, key=lambda code: (counts[code], code == script, code))
    return best if counts[best] >= _CLEARLY and counts[best] > counts[script] else script


def stem(word: str, language: str) -> str:
    """Return what stays of a word in lower case without its endings."""
    name = _SNOWBALL.get(language)
    # A stemmer keeps the word it is at, so one is made for each: several threads may be at work.
    return stemmer(name).stemWord(word) if name else word[:_BEGINNING]


def number(token: str) -> str:
    """Return a number as it is compared: ``1,500`` and ``1.500`` are 1500, ``7,25`` is 7.25."""
    if _THOUSANDS.fullmatch(token):
        return token.replace(".", "").replace(",", "")
    return token.replace(",", ".")


def has_case(word: str) -> bool:
    """Whether the script of ``word`` has capitals, by which names can be told."""
    return _UNCASED.match(word) is None


_TOGETHER = re.compile("tch|dzh|sch|[kg]h|sh|ch|zh|ts|th|ph")
_TOGETHER_AS = {"kh": "k", "gh": "k", "th": "t", "ph": "p"}
_AS = str.maketrans(
    {"g": "k", "q": "k", "x": "k", "h": "k", "c": "k", "d": "t", "z": "s", "j": "s", "b": "p", "f": "p"}
    | dict.fromkeys("aeiouyw", "")
)


def sound(word: str, language: str) -> str:
    """Return roughly how a name sounds in any language: the consonants of its beginning; "" where that says nothing.

    ``Əliyev``, ``Aliyev``, ``Алиев`` and ``ალიევი`` are one, and so are some that only sound alike.
    """
    latin = slug(word, language).replace("-", "")
    if language in {"az", "tr"} and "c" in word:
        latin = latin.replace("c", "j") if "ch" not in latin else latin
    short = _TOGETHER.sub(lambda found: _TOGETHER_AS.get(found.group(), "s"), latin[:_BEGINNING])
    consonants = re.sub(r"(.)\1+", r"\1", short.translate(_AS))
    vowel_first = "a" if short[:1] in {"a", "e", "i", "o", "u", "y"} else ""
    return vowel_first + consonants if len(consonants) >= 2 else ""
