"""Folding for search: one spelling for all the ways to write or type the same letters, whatever the
language."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# What neither case folding nor decomposition brings together.
_ALIKE = str.maketrans(
    {
        "ə": "e",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "և": "եվ",  # written եվ in capitals
        **dict.fromkeys("՛՜՞՟", ""),  # stand inside of Armenian words
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ك": "ک",
        "ة": "ه",
        "ە": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ـ": "",  # tatweel only stretches a word
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "`": "'",
    }
)
_SHORT_I = "й"  # a letter of its own in Russian, though Unicode decomposes it
_SHORT_I_APART = unicodedata.normalize("NFD", _SHORT_I)
_ENOUGH_PASSES = 4


def _is_diacritic(character: str) -> bool:
    """Marks that can be left out without changing a word: Latin, Greek, Cyrillic, Hebrew and Arabic ones.

    The vowel signs of Indian and other scripts are marks to Unicode too, but they are letters to readers.
    """
    code = ord(character)
    return unicodedata.category(character) == "Mn" and (
        0x0300 <= code <= 0x036F
        or 0x0483 <= code <= 0x0487
        or 0x0591 <= code <= 0x06ED
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20FF
        or 0xFE20 <= code <= 0xFE2F
    )


def _letter(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _pass(cluster: str) -> str:
    apart = unicodedata.normalize("NFKD", cluster.translate(_ALIKE).casefold())
    apart = apart.replace(_SHORT_I_APART, _SHORT_I)
    bare = "".join(_letter(c) for c in apart if not _is_diacritic(c) and unicodedata.category(c) != "Cf")
    return bare.translate(_ALIKE)


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    for _ in range(_ENOUGH_PASSES):
        folded = _pass(cluster)
        if folded == cluster:
            break
        cluster = folded
    return cluster


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Each base character with the marks after it, and its offset. Invisible format characters are left
    out."""
    start, held = 0, ""
    for offset, character in enumerate(text):
        if character.isascii():
            if held:
                yield start, held
            start, held = offset, character
            continue
        category = unicodedata.category(character)
        if category == "Cf":
            continue
        if category == "Mn" and held:
            held += character
            continue
        if held:
            yield start, held
        start, held = offset, character
    if held:
        yield start, held


class _Table(dict[int, str]):
    """What each character folds to by itself, worked out when it is first met: ``str.translate`` does the rest in C."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = "" if unicodedata.category(character) == "Cf" else _fold_cluster(character)
        self[code] = folded
        if len(folded) != 1:
            _UNEVEN.add(character)
        return folded


_UNEVEN: set[str] = set()
"""Characters met so far whose folding isn't one character."""
_TABLE = _Table()
# Only a mark makes the folding of a character depend on its neighbours.
_MARKS = frozenset(
    chr(code)
    # No other plane holds one, and looking through all of them took a twentieth of every start.
    for plane in (range(0x20000), range(0xE0000, 0xF0000))
    for code in plane
    if unicodedata.category(chr(code)) == "Mn"
)


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the code-point offset in `text` of what it came from.

    So a hit at folded[i:j] is text[offsets[i] : end], `end` being offsets[j] or, at the end, len(text).
    """
    if _MARKS.isdisjoint(text):
        whole = text.translate(_TABLE)
        if _UNEVEN.isdisjoint(text):
            return whole, range(len(text))
    folded: list[str] = []
    offsets: list[int] = []
    for offset, cluster in _clusters(text):
        part = _fold_cluster(cluster)
        folded.append(part)
        offsets.extend([offset] * len(part))
    return "".join(folded), offsets


def fold(text: str) -> str:
    """`text` for comparing and searching: `Bakı`, `BAKI` and `baki` are one, so are `müəllif` and `muellif`,
    `ёлка` and `елка`, and the Arabic and Persian forms of yeh, kaf and heh. Folding twice changes nothing.
    """
    if _MARKS.isdisjoint(text):
        return text.translate(_TABLE)
    return "".join(_fold_cluster(cluster) for _, cluster in _clusters(text))
