"""Hedged numbers as decimal intervals (R2 of the design)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

INFINITY = Decimal("Infinity")
_EXACT = Context(prec=80)
ABOUT_MARGIN = Decimal("0.1")
ROUND_HEDGES = {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "hundreds": Decimal(100),
    "thousands": Decimal(1000),
}
NUMBER_HEDGES = ("exact", "about", "more_than", "at_least", "less_than", "up_to")


@dataclass(frozen=True, slots=True)
class Value:
    """What a claim says in numbers, as written."""

    number: Decimal | None = None
    hedge: str | None = None
    lo: Decimal | None = None
    hi: Decimal | None = None
    best: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `lo` to `hi`; an infinite side is always open."""

    lo: Decimal
    hi: Decimal
    lo_open: bool = False
    hi_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.lo > self.hi or (self.lo == self.hi and (self.lo_open or self.hi_open))

    def meet(self, other: Interval) -> Interval:
        """The numbers in both, which may be none."""
        lo, lo_open = max((self.lo, self.lo_open), (other.lo, other.lo_open))
        hi, closed = min((self.hi, not self.hi_open), (other.hi, not other.hi_open))
        return Interval(lo, hi, lo_open, not closed)

    def __str__(self) -> str:
        if self.lo == self.hi:
            return plain(self.lo)
        left = f"{'(' if self.lo_open else '['}{plain(self.lo)}" if self.lo.is_finite() else "(-∞"
        right = f"{plain(self.hi)}{')' if self.hi_open else ']'}" if self.hi.is_finite() else "∞)"
        return f"{left}, {right}"


def interval_of(value: Value, about_margin: Decimal = ABOUT_MARGIN) -> Interval:
    """The interval a value stands for; `about_margin` is the share that "about" allows either way."""
    number = value.number
    if number is None:
        if value.hedge is not None:
            return Interval(ROUND_HEDGES[value.hedge], INFINITY, hi_open=True)
        lo = -INFINITY if value.lo is None else value.lo
        hi = INFINITY if value.hi is None else value.hi
        return Interval(lo, hi, value.lo is None, value.hi is None)
    match value.hedge:
        case "about":
            edge = _EXACT.multiply(abs(number), about_margin)
            return Interval(_EXACT.subtract(number, edge), _EXACT.add(number, edge))
        case "more_than":
            return Interval(number, INFINITY, True, True)
        case "at_least":
            return Interval(number, INFINITY, False, True)
        case "less_than":
            return Interval(Decimal(0), number, False, True)
        case "up_to":
            return Interval(Decimal(0), number)
        case _:
            return Interval(number, number)


def plain(number: Decimal) -> str:
    """A number without exponent and without needless zeros, for a sentence."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
