"""Where a sentence ends, for parentheses that nobody closed."""

import re

from .parens import HOLE
from .words import Words, simplify

_END = re.compile(r"(?<![.!?…])[.!?…]{1,6}[\"»”’]{0,4}(?=(\s+)[«“„\"']*(\S)|\s*\Z)")
_LINE = re.compile(r"\d\.?[^\S\r\n]*(?=[\r\n]+\s*([^\W\d_]+))")
_SHORT_WORDS = "dr mr mrs ms st no vol jr sr prof gen col rep sen gov им ул т д п стр напр dos sən səh"
_SHORT = frozenset(_SHORT_WORDS.split(" "))


def sentence_end(own: str, words: Words) -> int | None:
    """The offset of the end of the first sentence, before its full stop; None where no sentence ends."""
    ends = [_stop(own, words), _line(own, words)]
    return min((end for end in ends if end is not None), default=None)


def _stop(own: str, words: Words) -> int | None:
    for match in _END.finditer(own):
        following = match.group(2)
        if following is not None and not (following.isupper() or following == HOLE):
            continue
        if following is not None and own[match.start()] == "." and _abbreviated(own, match.start(), words):
            continue
        return match.start()
    return None


def _abbreviated(own: str, stop: int, words: Words) -> bool:
    before = simplify(own[max(0, stop - 16) : stop])
    word = re.split(r"[^\w.]", before)[-1].rstrip(".").rpartition(".")[2]
    if len(word) == 1:
        return not word.isdigit() and word != "г"  # an initial; but `2020 г.` may end a sentence
    return word in _SHORT or any(signal.rstrip(".").endswith(word) and word for signal in words.signals)


def _line(own: str, words: Words) -> int | None:
    """A line that ends in a date, when the next one begins like a sentence: nobody closed the
    parenthesis there."""
    for match in _LINE.finditer(own):
        word = match.group(1)
        if word[0].isupper() and simplify(word) not in words.months:
            return match.start() + 1
    return None
