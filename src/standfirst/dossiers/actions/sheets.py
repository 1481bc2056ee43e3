"""A table as it was sent (CSV): its columns and rows, and what each column may be."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 5_000_000, 20_000, 100, 20_000
COMMON = ("id", "source", "outlet", "source_date", "source_url", "source_title")
FIELDS: dict[str, tuple[str, ...]] = {
    "events": ("date", "title", "type", "place", "about", "alleged", "low", "best", "high", "status", "verification", *COMMON),
    "claims": ("about", "asserter", "says", "number", "hedge", "lo", "hi", "kind", "valid", "recorded", "how", "text", "quote",
               *COMMON),
}  # fmt: skip
"""The fields that a column can be taken for."""
REQUIRED = {"events": ("date", "title"), "claims": ("about", "asserter")}
_GUESSES = {
    "edtf": "date", "date_start": "date", "event_date": "date", "day": "date", "headline": "title", "notes": "title",
    "event_type": "type", "location": "place", "who": "asserter", "provision": "about", "source_office": "outlet",
    "source_article": "source_url", "url": "source_url", "casualties": "best", "fatalities": "best",
}  # fmt: skip


class NoTable(ValueError):
    """The file is no table that can be read; the message says why."""


@dataclass(frozen=True)
class Sheet:
    """A table as read: the names of its columns, and its rows, each with the number of its line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheet(text: str) -> Sheet:
    """Read a CSV with commas, semicolons or tabs, its first line the names of the columns.

    Raises:
        NoTable: it is empty, too large, or its lines are no rows of one table.
    """
    head = text.lstrip().partition("\n")[0]
    if not head.strip():
        raise NoTable(_("The file is empty. Expected a first line with the names of the columns."))
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(MAX_CELL * 8)
    rows: list[tuple[int, tuple[str, ...]]] = []
    columns: tuple[str, ...] = ()
    reader = csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter)
    try:
        for row in reader:
            if not any(value.strip() for value in row):
                continue
            if not columns:
                columns = tuple(
                    value.strip()[:200] or f"column {number}" for number, value in enumerate(row, 1)
                )
                continue
            if len(rows) >= MAX_ROWS:
                raise NoTable(_("The table has more than %(most)d rows. Split it.") % {"most": MAX_ROWS})
            rows.append((reader.line_num, tuple(value.strip()[:MAX_CELL] for value in row)))
    except csv.Error as error:
        raise NoTable(
            _("Line %(line)d can’t be read: %(error)s") % {"line": reader.line_num, "error": error}
        ) from error
    if len(columns) > MAX_COLUMNS or len(set(columns)) < len(columns):
        raise NoTable(
            _("Expected at most %(most)d columns, each with a name of its own.") % {"most": MAX_COLUMNS}
        )
    return Sheet(columns, tuple(rows))


def guess(section: str, columns: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """The field of each column: what it was taken for before, else by its name; a field once only."""
    found: dict[str, str] = {}
    for column in columns:
        plain = re.sub(r"\W+", "_", column.casefold()).strip("_")
        name = remembered.get(column, plain if plain in FIELDS[section] else _GUESSES.get(plain, ""))
        found[column] = name if name in FIELDS[section] and name not in found.values() else ""
    return found
