"""How each language's letters are written in plain Latin letters. All tables are for lower case."""

import re
from collections.abc import Callable

_LATIN = {"ə": "e", "ı": "i", "ğ": "g", "ş": "s", "ç": "c", "ö": "o", "ü": "u"}

_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}


def _table(letters: str, spelled: str) -> dict[str, str]:
    """Each letter with its spelling; `-` is one that is not spelled."""
    return {a: b.replace("-", "") for a, b in zip(letters, spelled.split(), strict=True)}


# BGN/PCGN without its apostrophes and with yo for ё.
_RUSSIAN = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya",
)

# BGN/PCGN 1981 without its apostrophes; the word-initial forms are in _armenian.
_ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f",
)

# The Georgian national system of 2002 without its apostrophes.
_GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)

# Persian does not write its short vowels, and no table can know them: خبر stays khbr. What is written is written
# readably; و and ی are consonants at the start of a word and beside a long vowel, vowels elsewhere.
_PERSIAN = _table(
    "اآأبپتثجچحخدذرزژسشصضطظغفقکگلمنهیيىئكةوؤ",
    "a a a b p t s j ch h kh d z r z zh s sh s z t z gh f q k g l m n h i i i y k h u u",
) | dict.fromkeys("عءًٌٍَُِّْٰـ", "")


_PERSIAN_MARKS = re.compile("[\u064b-\u0655\u0670\u0640]")


def _armenian(word: str) -> str:
    """Initial ե is ye and initial ո is vo (but ով stays ov); և is ev, yev at the start of a word; ու is u."""
    word = word.replace("և", "եւ")
    word = re.sub(r"^ե", "ye", word)
    word = re.sub(r"^ո(?![ւվ])", "vo", word)
    return word.replace("ու", "u")


def _persian(word: str) -> str:
    """ایران begins with i, not ai; the و of خوا is silent; a final ه after a consonant is eh."""
    word = _PERSIAN_MARKS.sub("", word).replace("ۀ", "ه")
    word = re.sub(r"^ا[یي](?![اآ])", "i", word)
    word = re.sub(r"^او(?![اآیي])", "u", word).replace("خوا", "خا").replace("ئی", "ی")
    word = re.sub(r"^[یي]|[یي](?=[اآ])", "y", word)
    word = re.sub(r"^و|(?<=[اآی])و|و(?=[اآیي])", "v", word)
    return re.sub(r"(?<=[^اآویaeiouy])ه$", "eh", word)


_TABLES: dict[str, dict[str, str]] = {
    "az": _LATIN,
    "tr": _LATIN,
    "de": _GERMAN,
    "ru": _RUSSIAN,
    "hy": _ARMENIAN,
    "ka": _GEORGIAN,
    "fa": _PERSIAN,
}
_CONTEXT: dict[str, Callable[[str], str]] = {"hy": _armenian, "fa": _persian}
# A language's own letters keep their reading in a text of another: the name of a Russian paper in an English
# story.
_SHARED = _RUSSIAN | _GEORGIAN | _LATIN


def transliterate(word: str, language: str) -> str:
    """One lower-case word of `language` (its bare code), as far as the tables know its letters; the rest
    unchanged."""
    context = _CONTEXT.get(language) or (_armenian if re.match("[ա-և]", word) else None)
    if context is not None:
        word = context(word)
    table = _SHARED | (_ARMENIAN if context is _armenian else {}) | _TABLES.get(language, {})
    return "".join(table.get(character, character) for character in word)
