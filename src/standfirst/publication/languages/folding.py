"""Folding for search: one spelling for all the ways to write or type the same letters, whatever the
language."""

import unicodedata
from collections.abc import Iterator
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


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the code-point offset in `text` of what it came from.

    So a hit at folded[i:j] is text[offsets[i] : end], `end` being offsets[j] or, at the end, len(text).
    """
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
    if text.isascii():
        return text.lower().replace("`", "'")
    if any(_alone.joins(character) for character in set(text)):
        return "".join(_fold_cluster(cluster) for _, cluster in _clusters(text))
    return text.translate(_alone)


class _Alone(dict[int, str]):
    """What each character folds to by itself, filled as texts need it: the fast way for texts without marks."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_cluster(chr(code))
        return folded

    @staticmethod
    @lru_cache(maxsize=8192)
    def joins(character: str) -> bool:
        """Whether a character has a say in its neighbours: a mark, or an invisible one."""
        return unicodedata.category(character) in {"Mn", "Cf"}


_alone = _Alone()
