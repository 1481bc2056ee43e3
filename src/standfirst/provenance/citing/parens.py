"""The parentheses of a text, each without the parentheses inside it, so that reading all of them stays
linear."""

import re
from bisect import bisect_right
from collections.abc import Iterator

HOLE = "\ufffc"  # stands for an inner parenthesis
_MARK = re.compile(r"\(+|\)|\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")


class Parenthesis:
    """`own` is its text with a HOLE for each inner parenthesis; `at` gives a position in the whole text."""

    __slots__ = ("_own_starts", "_text_starts", "closed", "own", "start")

    def __init__(
        self, text: str, start: int, holes: list[tuple[int, int]], end: int, *, closed: bool
    ) -> None:
        """It opens at `start`; its text goes up to `end`; `holes` are the inner ones with their brackets."""
        self.start, self.closed = start, closed
        self._own_starts, self._text_starts = [0], [start + 1]
        if not holes:
            self.own = text[start + 1 : end]
            return
        parts: list[str] = []
        length, position = 0, start + 1
        for begin, after in holes:
            parts += [text[position:begin], HOLE]
            length += begin - position
            self._own_starts += [length, length + 1]
            self._text_starts += [begin, after]
            length, position = length + 1, after
        self.own = "".join([*parts, text[position:end]])

    def at(self, offset: int) -> int:
        """The position in the whole text of own[offset]."""
        piece = bisect_right(self._own_starts, offset) - 1
        return self._text_starts[piece] + offset - self._own_starts[piece]


Holes = dict[int, list[tuple[int, int]]]  # by how many parentheses are open around them


def parentheses(text: str) -> Iterator[Parenthesis]:
    """All parentheses that hold more than brackets. One that a blank line interrupts is not closed, and ends
    before the next that is not either."""
    starts: list[int] = []
    holes: Holes = {}
    for mark in _MARK.finditer(text):
        here, after = mark.span()
        sign = text[here]
        if sign == "(":
            starts.extend(range(here, after))
        elif sign == ")":
            if starts:
                start, inner = starts.pop(), holes.pop(len(starts), [])
                if starts:
                    holes.setdefault(len(starts) - 1, []).append((start, after))
                if here > start + 1:
                    yield Parenthesis(text, start, inner, here, closed=True)
        elif starts:
            yield from _unclosed(text, starts, holes, here)
    yield from _unclosed(text, starts, holes, len(text))


def _unclosed(text: str, starts: list[int], holes: Holes, end: int) -> Iterator[Parenthesis]:
    depth = len(starts)
    for start in reversed(starts):
        depth -= 1
        if end > start + 1:
            yield Parenthesis(text, start, holes.get(depth, []), end, closed=False)
        end = start
    starts.clear()
    holes.clear()
