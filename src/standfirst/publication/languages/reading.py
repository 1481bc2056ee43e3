"""How long a text takes to read."""

import re
from math import ceil

from .tags import primary

# Words a minute, read aloud by 25 native adults for each language: S. Trauzettel-Klosinski, K. Dietz and the IReST
# Study Group, "Standardized Assessment of Reading Performance", Invest. Ophthalmol. Vis. Sci. 53(9), 2012, 5452-5461,
# doi:10.1167/iovs.11-8284. Silent reading is somewhat faster: 238 for English non-fiction, by M. Brysbaert's review
# of 190 studies, J. Mem. Lang. 109, 2019, 104047, doi:10.1016/j.jml.2019.104047. So nobody is promised too little.
_MEASURED = {"ar": 138, "de": 179, "en": 228, "es": 218, "fr": 195, "ru": 184, "tr": 166}
# Not measured there: Azerbaijani builds its words as Turkish does; anything else gets the mean of all 17 languages.
_BORROWED = {"az": "tr"}
_MEAN = 184

# A word may hold vowel signs, an apostrophe, a hyphen, or the zero-width non-joiner of Persian.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670"
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*(?:['’ʼ\-‐\u200c\u200d.,][^\W_][\w{_MARKS}]*)*")


def count_words(text: str, language: str) -> int:
    """Words of a text as a reader counts them: `well-known`, `2020-ci`, `می‌شود`, `1,960` are one each.

    Written for scripts that put spaces between words; a run of Chinese or Japanese without any counts as one.
    """
    del language  # the same rule serves every language we publish in
    return len(_WORD.findall(text))


def read_minutes(words: int, language: str) -> int:
    """Whole minutes to read `words` words, rounded up, never below 1."""
    name = primary(language)
    return max(1, ceil(words / _MEASURED.get(_BORROWED.get(name, name), _MEAN)))
