"""A group cut into pieces: at semicolons, at commas, before a signal and after a date that a signal
follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .dates import Dates, Printed, dates
from .parens import HOLE
from .words import Words, either, simplify, words

_STOP = re.compile(r"[,;«“„\"‹‘]")
_RUN = re.compile(r"[,;][\s,;]*")
_CLOSERS = {"«": "»", "“": "”", "„": "“”", '"': '"', "‹": "›"}
_SINGLE = ",'"  # closes ‘; without its comma it may be an apostrophe
_LONGEST_QUOTATION = 200
_LONGEST_DATE = 80
_THOUSANDS = re.compile(r"(?<=\d),\d{3}(?!\d)")


@dataclass
class Piece:
    """own[start:end], after the separator `sep` (";", "," or "" for none); its words begin at `content`."""

    sep: str
    start: int
    content: int
    end: int
    signal: str | None = None
    date: Printed | None = None
    tail: tuple[int, Printed] | None = None  # a date without a comma before it, and where it starts
    aside: bool = False  # a weekday or a time of day


class Cutter:
    """Cuts groups of one language."""

    def __init__(self, language: str) -> None:
        self.words: Words = words(language)
        self.dates: Dates = dates(language)
        comma = rf"\s*,\s+(?!\d|(?:{self.words.month})\b)"  # `bax, APA`, but not an outlet called Bax
        after = rf"(?:\s*:\s*|(?<=[.,:])\s*|{comma}|\.?\s+|\s*(?=;|\Z))"
        signals = rf"(?P<signal>{either(self.words.signals)})(?:(?<=[.:])|(?!\w)){after}"
        self._signal = re.compile(rf"\s*{signals}")
        self._signal_next = re.compile(rf"\s+(?={signals})")
        self._and = re.compile(rf"\s*(?:{self.words.conjunctions})\s+")
        self._parts = re.compile(rf"\s(?:{either(self.words.signals)}|(?:{self.words.conjunctions})\s)")
        self._spelled = {re.sub(r"\s+", " ", form): canon for form, canon in self.words.signals.items()}
        self._of = re.compile(rf"\s(?:{self.words.of})\s*\Z", re.IGNORECASE)
        self._same = re.compile(rf"\s*(?:{self.words.same})\s*\Z")

    def without_of(self, name: str) -> str:
        """`Коммерсантъ от`, before its date, without the small word."""
        return self._of.sub("", name)

    def same(self, name: str) -> bool:
        """Whether a name only says "the same as before", such as `ibid.`."""
        return self._same.match(simplify(name)) is not None

    def cut(self, own: str) -> list[Piece]:
        """The pieces that hold anything, in order, each with the date that it is or ends in."""
        plain = simplify(own).replace(HOLE, " ")
        found = [piece for piece in self._cut(plain) if plain[piece.start : piece.end].strip()]
        for piece in found:
            piece.start += _indent(plain, piece.start, piece.end)
            piece.content += _indent(plain, piece.content, piece.end)
            piece.end = _trim(plain, piece.content, piece.end)
            content = plain[piece.content : piece.end]
            piece.date = self.dates.whole(content)
            piece.aside = piece.date is None and self.dates.aside(
                content, small=own[piece.content : piece.content + 1].islower()
            )
            if piece.date is None and not piece.aside:
                tail = self.dates.tail(content)
                piece.tail = (piece.content + tail[0], tail[1]) if tail else None
        return found

    def _cut(self, plain: str) -> Iterator[Piece]:
        position, sep = 0, ""
        while position < len(plain):
            if sep and (joined := self._and.match(plain, position)):
                position = joined.end()
            piece = Piece(sep, position, position, len(plain))
            if match := self._signal.match(plain, position):
                piece.signal = self._spelled.get(re.sub(r"\s+", " ", match["signal"]), match["signal"])
                piece.content = match.end()
            piece.end, after, sep = _next_stop(plain, piece.content)
            parted = self._after_date(plain, piece)
            if parted is not None:
                piece.end, after, sep = parted
            yield piece
            position = after

    def _after_date(self, plain: str, piece: Piece) -> tuple[int, int, str] | None:
        """Where a date at the piece's beginning is followed by a signal, or by "and"."""
        window = plain[piece.content : min(piece.end, piece.content + _LONGEST_DATE)]
        if not self._parts.search(window):
            return None
        for end in self.dates.ends_at_start(window):
            here = piece.content + end
            if self._signal_next.match(plain, here, piece.end):
                return here, here, ";"
            if joined := self._and.match(plain, here, piece.end):
                return here, joined.end(), ","
        return None


def _next_stop(plain: str, position: int) -> tuple[int, int, str]:
    """The end of the piece, the beginning of the next one, and the separator between them."""
    while match := _STOP.search(plain, position):
        here, mark = match.start(), match.group()
        if mark in ",;":
            if not _THOUSANDS.match(plain, here) and (run := _RUN.match(plain, here)):
                return here, run.end(), ";" if ";" in run.group() else ","
            position = here + 1
            continue
        close = _closed(plain, here, mark)
        if close >= 0 and plain[close - 1] == ",":
            return close + 1, close + 1, ","  # “Jam News,” April 18
        position = (close if close >= 0 else here) + 1
    return len(plain), len(plain), ""


def _closed(plain: str, here: int, mark: str) -> int:
    """Where the quotation mark at `here` is closed; -1 for nowhere near."""
    limit = here + _LONGEST_QUOTATION
    if mark == "‘":
        close = plain.find(_SINGLE, here + 1, limit)
        return close + 1 if close >= 0 else -1
    closers = (plain.find(closer, here + 1, limit) for closer in _CLOSERS[mark])
    return min((at for at in closers if at >= 0), default=-1)


def _indent(plain: str, begin: int, end: int) -> int:
    part = plain[begin:end]
    return len(part) - len(part.lstrip())


def _trim(plain: str, begin: int, end: int) -> int:
    """Without white space at the end, and without the full stop of a sentence after a number."""
    part = plain[begin:end].rstrip()
    if part.endswith(".") and part[-2:-1].isdigit():
        part = part[:-1]
    return begin + len(part)


@cache
def cutter(language: str) -> Cutter:
    """One for each language."""
    return Cutter(words(language).language)
