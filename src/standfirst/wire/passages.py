"""What can be quoted of a text: its sentences. Without Django."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 200
_LONGEST_TEXT = 60_000
_END = re.compile(r"[.!?…]{1,6}[\"»”’)]{0,4}(?=\s)|[۔։。！？]")
_SHORT_WORDS = "mr mrs ms dr st no vol prof gen col rep sen gov тыс млн млрд им ул г гг т д п стр dos əs"
_SHORT = frozenset(_SHORT_WORDS.split(" "))


def passages(text: str, longest: int) -> list[str]:
    """Return the sentences of a text in their order, each once and at most ``longest`` characters, at most 200."""
    found: dict[str, None] = {}
    for line in text[:_LONGEST_TEXT].split("\n"):
        for sentence in _sentences(" ".join(line.split())):
            if len(sentence) <= longest:
                found[sentence] = None
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def _sentences(line: str) -> Iterator[str]:
    start = 0
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
    return (len(word) == 1 and word.isalpha()) or word.lower() in _SHORT
