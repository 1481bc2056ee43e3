"""Pieces put together to the items of a group, and whether it is a group at all."""

from dataclasses import dataclass, field, replace

from .dates import Printed
from .pieces import Piece, cutter
from .words import simplify

_QUOTES = '«»“”„‟"‹›'
_LONGEST_NAME = 12  # words
_LONGEST_OUTLET = 300  # characters
_MOST_DATES = 100  # of one item


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
    name = "".join(" " if c == "\ufffc" else c for c in name if c not in _QUOTES)
    name = " ".join(name.split()).strip(" ,;:")
    for opening, closing in (("'", "'"), ("‘", "’")):
        if len(name) > 1 and name.startswith(opening) and name.endswith(closing):
            name = name[1:-1]
    return name if any(c.isalpha() for c in name) else None


def _settle_missing_commas(items: list[Item]) -> None:
    for item in items:
        if item.bare and not any(other.comma for other in items if other is not item):
            item.dates, item.residue = [], True


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
            elif self._weekday(piece):
                self._items[-1].end = piece.end
            else:
                self._words(piece, after)
        return self._items

    def _with_years(self) -> list[Piece]:
        """`September 20` and a `2023` after its comma are one date."""
        merged: list[Piece] = []
        for piece in self._pieces:
            last = merged[-1] if merged else None
            if last and piece.sep == "," and not piece.signal and _bare_year(piece.date) and piece.date:
                year = piece.date.year or 0
                if last.date and not last.date.year and not last.date.none and not last.date.ambiguous:
                    last.date, last.end = last.date.with_year(year), piece.end
                    continue
                if last.tail and not last.tail[1].year:
                    last.tail, last.end = (last.tail[0], last.tail[1].with_year(year)), piece.end
                    continue
            merged.append(replace(piece))
        return merged

    def _weekday(self, piece: Piece) -> bool:
        """Whether a piece is the name of a weekday, perhaps after small words: `on Tuesday` is no outlet."""
        said = simplify(self._own[piece.content : min(piece.end, piece.content + 60)]).split()
        if " ".join(said) in self._cutter.words.weekdays:
            return True
        small = self._own[piece.content : piece.content + 1].islower()
        return small and any(" ".join(said[skip:]) in self._cutter.words.weekdays for skip in (1, 2))

    def _begin(self, piece: Piece) -> None:
        item = Item(piece.start, max(piece.end, piece.content), piece.signal)
        if not piece.date and piece.content >= piece.end:
            item.end = piece.start + len(self._own[piece.start : piece.end].rstrip())
        self._items.append(item)
        if piece.date:
            item.dates.append(piece.date)
        elif not self._weekday(piece):
            self._name(item, piece)

    def _name(self, item: Item, piece: Piece) -> None:
        end = piece.tail[0] if piece.tail else piece.end
        item.outlet = clean_outlet(self._own[piece.content : end])
        item.end = piece.end
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
        if after and self._weekday(after[0]):
            after = after[1:]
        follows = after[0].date if after and after[0].sep == "," and not after[0].signal else None
        dated = piece.tail is not None or (
            follows is not None and (bool(item.dates) or not _bare_year(follows))
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


def _bare_year(date: Printed | None) -> bool:
    return date is not None and date.year is not None and date.month is None and not date.ambiguous
