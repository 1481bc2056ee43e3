"""Citations written on one line each, so that tables of tests can be read."""

import datetime

from standfirst.provenance.citing import CitedItem, find_citations

STORY = datetime.date(2024, 4, 22)


def as_line(row: CitedItem) -> str:
    """`see > EDM = 2021-01-22`, with ~ after a date whose year is not printed and the flags after !."""
    signal = f"{row.signal} > " if row.signal else ""
    inferred = "~" if row.year_inferred else ""
    flags = f" ! {', '.join(row.flags)}" if row.flags else ""
    return f"{signal}{row.outlet or '-'} = {row.date or '-'}{inferred}{flags}"


def lines(text: str, language: str) -> list[str]:
    """What `text` cites; checks on the way that the offsets lead to the raw text."""
    rows = find_citations(text, date=STORY, language=language)
    assert all(text[row.start : row.end] == row.raw for row in rows)
    return [as_line(row) for row in rows]
