"""Dates as they are printed in a citation. Nothing is guessed here: a part that is not printed stays None."""

import re
from dataclasses import dataclass, replace
from functools import cache

from .words import either, simplify, words

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"[0-3]?\d"


@dataclass(frozen=True)
class Printed:
    """One date's printed parts. `last_day` closes a range within a month; `ambiguous` cannot be told
    from day and month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    none: bool = False  # printed as "no date"
    ambiguous: bool = False
    month_first: bool = False
    two_digit_year: bool = False

    @property
    def dates(self) -> bool:
        """Whether it names a time by itself: a bare day or a bare year does not."""
        return self.none or self.ambiguous or self.month is not None

    def with_year(self, year: int) -> "Printed":
        return replace(self, year=year)


class Dates:
    """The date patterns of one language. They are bounded: none can look far ahead or go back over what
    it read."""

    def __init__(self, language: str) -> None:
        w = words(language)
        self._words = w
        month = rf"(?P<month>{either(w.months)})(?:{w.after_month})?(?![^\W\d_])\.?"
        day = rf"(?P<day>{_DAY})(?!\d)(?:\s*[–—-]\s*(?P<last>{_DAY})(?!\d))?(?:{w.after_day})?(?!\w)"
        year = rf"(?P<year>{_YEAR})(?!\d)(?:{w.after_year})?(?!\w)"
        loose = r"\s*,?\s*"
        self._named = [
            rf"{year}{loose}{day}\.?\s*{month}",
            rf"{year}{loose}{month}\s*{day}",
            rf"{month}\s*{day}(?:\s*,?\s+{year})?",
            rf"{day}\.?\s*{month}(?:{loose}{year})?",
        ]
        monthly = [rf"{month}{loose}{year}", rf"{year}{loose}{month}", month]
        numeric = [
            rf"(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)(?:{w.after_year})?",
            rf"(?P<one>\d\d?)(?P<sep>[-/.])(?P<two>\d\d?)(?P=sep)(?P<year>{_YEAR})(?!\d)(?:{w.after_year})?(?!\w)",
            r"(?P<one>\d\d?)(?P<sep>\.)(?P<two>\d\d?)\.(?P<short>\d\d)(?!\d)",
            *([] if w.language == "en" else [r"(?P<one>[0-3]\d)(?P<sep>\.)(?P<two>[01]\d)(?!\d)"]),
        ]
        bare = [day, year]
        nothing = [rf"(?P<none>{w.no_date})"]
        compiled = [*numeric, *self._named, *monthly, *bare, *nothing]
        self._whole = [re.compile(rf"\s*(?:{pattern})\s*\.?\s*\Z") for pattern in compiled]
        self._start = [re.compile(rf"\s*(?:{pattern})(?=\s)") for pattern in compiled]
        self._tail = [re.compile(rf"(?:{pattern})\s*\.?\s*\Z") for pattern in self._named]

    def whole(self, text: str) -> Printed | None:
        """The date that a piece of simplified text is, if it is one and nothing else."""
        if len(text) > 120 or not (any(c.isdigit() for c in text) or any(c.isalpha() for c in text)):
            return None
        return next((self._read(m) for p in self._whole if (m := p.match(text))), None)

    def ends_at_start(self, text: str) -> list[int]:
        """Where a date that the simplified text begins with may end."""
        return sorted({m.end() for p in self._start if (m := p.match(text))}, reverse=True)

    def tail(self, text: str) -> tuple[int, Printed] | None:
        """A month name with a day, perhaps with its year, that ends the text after other words, and
        where it starts."""
        starts = [m.start() for m in re.finditer(r"(?<=\s)\S", text[-80:])][-6:]
        base = max(0, len(text) - 80)
        for start in starts:
            for pattern in self._tail:
                if match := pattern.match(text, base + start):
                    return base + start, self._read(match)
        return None

    def _read(self, match: re.Match[str]) -> Printed:
        part = match.groupdict()
        if part.get("none"):
            return Printed(none=True)
        year = int(part["year"]) if part.get("year") else None
        if part.get("one"):
            return self._numeric(part, year)
        month = part.get("month")
        if month is not None and not month.isdigit():
            number = self._words.months[" ".join(month.split())]
        else:
            number = int(month) if month else None  # type: ignore[assignment]
        day = int(part["day"]) if part.get("day") else None
        last = int(part["last"]) if part.get("last") else None
        first = month is not None and day is not None and match.start("month") < match.start("day")
        return Printed(year, number, day, last, month_first=first)

    def _numeric(self, part: dict[str, str | None], year: int | None) -> Printed:
        one, two = int(part["one"] or 0), int(part["two"] or 0)
        short = part.get("short")
        if short:
            year = 2000 + int(short)
        if part["sep"] != "." and self._words.language == "en" and one != two:
            if two > 12 >= one:
                return Printed(year, one, two)
            if one <= 12:
                return Printed(year, ambiguous=True)
        return Printed(year, two, one, two_digit_year=bool(short))


@cache
def dates(language: str) -> Dates:
    """The patterns of a language, compiled once."""
    return Dates(words(language).language)


__all__ = ["Dates", "Printed", "dates", "simplify"]
