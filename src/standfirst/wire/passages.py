"""What can be quoted of a text: its sentences. Without Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 200
_LONGEST_TEXT = 60_000
_END = re.compile(r"[.!?…؟]{1,6}[\"»”’)]{0,4}(?=\s)|[۔։。！？]")
_SHORT_WORDS = (
    "mr mrs ms dr st no vol prof gen col rep sen gov lt maj capt approx тыс млн млрд им ул г гг т д п стр ст акад "
    "проф ген полк см ср dos əs akad səh bax mln mlrd küç pros doç av alb yzb bkz cad mah sok sn"
)
_SHORT = frozenset(_SHORT_WORDS.split(" "))
_DOTS = str.maketrans({"İ": "i", "I": "i"})


def passages(text: str, longest: int) -> list[str]:
    """Return the sentences of a text in their order, each once and at most ``longest`` characters, at most 200."""
    found: dict[str, None] = {}
    for line in text[:_LONGEST_TEXT].split("\n"):
        for sentence in sentences(line):
            if len(sentence) <= longest:
                found[sentence] = None
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def sentences(line: str) -> Iterator[str]:
    """Yield the sentences of one line or paragraph, white space made one space.

    A full stop after an abbreviation, an initial or before a small letter ends none; where that can't be told, two
    sentences stay together.
    """
    line, start = " ".join(line.split()), 0
    for match in _END.finditer(line):
        following = line[match.end() :].lstrip(" \"«“„'(—-")[:1]
        if following and following.islower():
            continue
        if match[0][0] == "." and _abbreviated(line[start : match.start()]):
            continue
        yield line[start : match.end()].strip()
        start = match.end()
    if rest := line[start:].strip():
        yield rest


def _abbreviated(before: str) -> bool:
    word = re.split(r"[^\w]", before)[-1]
    return (len(word) == 1 and word.isalpha()) or word.translate(_DOTS).lower() in _SHORT
