"""The parentheses of a text, each without the parentheses inside it, so that reading all of them stays
linear."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

HOLE = "\ufffc"  # stands for an inner parenthesis
_MARK = re.compile(r"[()]|\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029")


@dataclass
class Parenthesis:
    """`own` is its text with a HOLE for each inner parenthesis; `at` gives a position in the whole text."""

    start: int
    own: str = ""
    closed: bool = False
    _own_starts: list[int] = field(default_factory=list)
    _text_starts: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _read_to: int = 0

    def add(self, text: str, begin: int, end: int, *, hole: bool = False) -> None:
        """Takes text[begin:end] in, as one HOLE if it is an inner parenthesis."""
        self._own_starts.append(self._length)
        self._text_starts.append(begin)
        part = HOLE if hole else text[begin:end]
        self._parts.append(part)
        self._length += len(part)
        self._read_to = end

    def finish(self, text: str, end: int, *, closed: bool) -> None:
        """No more comes: the parenthesis ends at `end`."""
        self.add(text, self._read_to, end)
        self.own, self._parts, self.closed = "".join(self._parts), [], closed

    def catch_up(self, text: str, begin: int, end: int) -> None:
        """Takes in what lies before an inner parenthesis at `begin`, then that one, which ends at `end`."""
        self.add(text, self._read_to, begin)
        self.add(text, begin, end, hole=True)

    def at(self, offset: int) -> int:
        """The position in the whole text of own[offset]."""
        piece = bisect_right(self._own_starts, offset) - 1
        return self._text_starts[piece] + offset - self._own_starts[piece]


def parentheses(text: str) -> Iterator[Parenthesis]:
    """All parentheses. One that a blank line interrupts is not closed, and ends before the next that is
    not either."""
    stack: list[Parenthesis] = []
    for mark in _MARK.finditer(text):
        here = mark.start()
        if mark.group() == "(":
            stack.append(Parenthesis(here, _read_to=here + 1))
        elif mark.group() == ")":
            if stack:
                inner = stack.pop()
                inner.finish(text, here, closed=True)
                if stack:
                    stack[-1].catch_up(text, inner.start, here + 1)
                yield inner
        else:
            yield from _unclosed(text, stack, here)
    yield from _unclosed(text, stack, len(text))


def _unclosed(text: str, stack: list[Parenthesis], end: int) -> Iterator[Parenthesis]:
    while stack:
        last = stack.pop()
        last.finish(text, end, closed=False)
        end = last.start
        yield last
