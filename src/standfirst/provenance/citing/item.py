"""What comes out: one row for each date of each cited item."""

from dataclasses import dataclass, field

UNCLOSED = "unclosed group"
OUTLET_INFERRED = "outlet inferred"
NO_OUTLET = "no outlet"
UNKNOWN_OUTLET = "unknown outlet"
NO_DATE = "no date"
IMPOSSIBLE = "date impossible"
AMBIGUOUS = "date ambiguous"
LATER = "date after the story"
YEAR_ONLY = "year only"
NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True)
class CitedItem:
    """One date of one item, or an item without a date.

    `raw` is the whole item as printed and equals text[start:end]; `date` is EDTF (a day, a month, a year, or two
    days or months with a slash between) or None; `flags` says what an editor should look at, and is empty when
    all is plain.
    """

    group: int
    raw: str
    start: int
    end: int
    signal: str | None
    outlet: str | None
    date: str | None
    year_inferred: bool
    flags: list[str] = field(default_factory=list)
