"""Pieces put together to the items of a group, and whether it is a group at all."""

import re
from dataclasses import dataclass, field

from .dates import Printed
from .parens import HOLE
from .pieces import Piece, cutter

_UNQUOTED = str.maketrans(dict.fromkeys('«»“”„‟"‹›', "") | {HOLE: " "})
_LONGEST_NAME = 12  # words
_LONGEST_OUTLET = 300  # characters
_MOST_DATES = 100  # of one item
_NUMERIC_END = re.compile(r"\s\d{1,4}[./-]\d\d?[./-]\d{2,4}\s*\Z")  # the grammar wants a comma before it


@dataclass
class Item:
    """One item: positions are offsets in the group's own text."""

    start: int
    end: int
    signal: str | None = None
    outlet: str | None = None
    dates: list[Printed] = field(default_factory=list)
    comma: bool = False  # between outlet and date
    bare: bool = False  # a date without its comma
    same: bool = False  # its outlet is said to be the one before: `ibid.`
    residue: bool = False  # words that are neither outlet nor date

    def cites(self) -> bool:
        """Whether it makes its parenthesis a group: an outlet and a date."""
        dated = any(date.dates for date in self.dates)
        return bool(self.outlet) and dated and (not self.residue or self.named())

    def named(self) -> bool:
        """Whether the outlet is written like a name, as prose is not."""
        name = self.outlet or ""
        return len(name.split()) <= _LONGEST_NAME and (not name[:1].islower() or "." in name)


def read_items(own: str, language: str) -> list[Item]:
    """The items of a group's own text; empty if it is no group."""
    if "," not in own:
        return []
    items = _Reader(own, language).read()
    _settle_missing_commas(items)
    if any(len(item.dates) > _MOST_DATES for item in items):
        return []
    return items if any(item.cites() for item in items) else []


def clean_outlet(name: str) -> str | None:
    """An outlet without quotation marks and with single spaces; None if no letter is left."""
    name = " ".join(name.translate(_UNQUOTED).split()).strip(" ,;:")
    for opening, closing in (("'", "'"), ("‘", "’")):
        if len(name) > 1 and name.startswith(opening) and name.endswith(closing):
            name = name[1:-1].rstrip(" ,")
    return name if any(c.isalpha() for c in name) else None


def _settle_missing_commas(items: list[Item]) -> None:
    commas = any(item.comma for item in items)
    for item in (item for item in items if item.bare):
        if not commas:
            item.dates, item.residue = [], True
        elif not item.named():
            item.residue = True  # `in force since April 16`


class _Reader:
    def __init__(self, own: str, language: str) -> None:
        self._own = own
        self._cutter = cutter(language)
        self._pieces = self._cutter.cut(own)
        self._items: list[Item] = []

    def read(self) -> list[Item]:
        pieces = self._with_years()
        for number, piece in enumerate(pieces):
            after = pieces[number + 1 : number + 3]
            if not self._items or piece.sep == ";" or piece.signal:
                self._begin(piece)
            elif piece.date:
                self._date(piece.date, piece.end)
            elif piece.aside:
                self._items[-1].end = piece.end
            else:
                self._words(piece, after)
        for item in self._items:
            if item.same and not item.dates:
                item.dates.append(Printed(none=True))
        return self._items

    def _with_years(self) -> list[Piece]:
        """`September 20` and a `2023` after its comma are one date, so are `2023` and `20 сентября`."""
        merged: list[Piece] = []
        for piece in self._pieces:
            last = merged[-1] if merged else None
            if last and piece.date and piece.sep == "," and not piece.signal:
                year = piece.date.year or 0
                if piece.date.rest_of_range and last.date and last.date.wants_year:
                    last.date, last.end = last.date.through(piece.date), piece.end
                    continue
                if piece.date.bare_year and last.date and last.date.wants_year:
                    last.date, last.end = last.date.with_year(year), piece.end
                    continue
                if piece.date.bare_year and last.tail and last.tail[1].wants_year:
                    last.tail, last.end = (last.tail[0], last.tail[1].with_year(year)), piece.end
                    continue
                if last.date and last.date.bare_year and piece.date.day and piece.date.wants_year:
                    last.date, last.end = piece.date.with_year(last.date.year or 0), piece.end
                    continue
            merged.append(piece)
        return merged

    def _begin(self, piece: Piece) -> None:
        item = Item(piece.start, max(piece.end, piece.content), piece.signal)
        if not piece.date and piece.content >= piece.end:
            item.end = piece.start + len(self._own[piece.start : piece.end].rstrip())
        self._items.append(item)
        if piece.date:
            item.dates.append(piece.date)
        elif not piece.aside:
            self._name(item, piece)

    def _name(self, item: Item, piece: Piece) -> None:
        name = self._own[piece.content : piece.tail[0] if piece.tail else piece.end]
        item.end = piece.end
        if self._cutter.same(name):
            item.same = True
            item.dates += [piece.tail[1]] if piece.tail else []
            return
        if piece.tail:
            name = self._cutter.without_of(name)
        elif number := _NUMERIC_END.search(name):
            name, item.residue = name[: number.start()], True
        item.outlet = clean_outlet(name)
        if piece.tail and item.outlet:
            item.dates.append(piece.tail[1])
            item.bare = True
        elif item.outlet is None and piece.content < piece.end:
            item.residue = True

    def _date(self, date: Printed, end: int) -> None:
        item = self._items[-1]
        if item.outlet and not item.dates:
            item.comma = True
        item.dates.append(date)
        item.end = end

    def _words(self, piece: Piece, after: list[Piece]) -> None:
        item = self._items[-1]
        if after and after[0].aside:
            after = after[1:]
        follows = after[0].date if after and after[0].sep == "," and not after[0].signal else None
        dated = piece.tail is not None or (
            follows is not None and (bool(item.dates) or not follows.bare_year)
        )
        if dated and (item.outlet or item.dates) and clean_outlet(self._own[piece.content : piece.end]):
            self._items.append(Item(piece.start, piece.end))
            self._name(self._items[-1], piece)
        elif item.dates:
            item.residue, item.end = True, piece.end
        elif item.outlet and len(item.outlet) < _LONGEST_OUTLET:
            item.outlet = clean_outlet(f"{item.outlet}, {self._own[piece.content : piece.end]}")
            item.end = piece.end
        elif item.outlet:
            item.residue, item.end = True, piece.end
        else:
            self._name(item, piece)
