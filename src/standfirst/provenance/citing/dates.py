"""Dates as they are printed in a citation. Nothing is guessed here: a part that is not printed stays None."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from .words import simplify, words

_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"[0-3]?\d"
_LONGEST_DATE = 120
_TAIL = 80
_DASH = re.compile(r"\s*[–—-]\s*")
_MOST_DASHES = 6


@dataclass(frozen=True)
class Printed:
    """One date's printed parts. `last_day` closes a range within a month, `until` any other; `ambiguous`
    cannot be told from day and month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    until: "Printed | None" = None
    none: bool = False  # printed as "no date"
    ambiguous: bool = False
    month_first: bool = False
    two_digit_year: bool = False

    @property
    def dates(self) -> bool:
        """Whether it names a time by itself: a bare day or a bare year does not."""
        return self.none or self.ambiguous or self.month is not None

    @property
    def last_year(self) -> int | None:
        """The year printed with it, with its end where it is a range."""
        return self.until.year if self.until else self.year

    @property
    def bare_year(self) -> bool:
        """Whether nothing but a year is printed."""
        return self.year is not None and self.month is None and not (self.ambiguous or self.until)

    @property
    def rest_of_range(self) -> bool:
        """Whether it is what follows a comma within a range: the `2020–April 16` of `November 10, 2020–April 16`."""
        return self.until is not None and self.month is None

    def through(self, rest: "Printed") -> "Printed":
        """The range that begins here and whose `rest_of_range` is given."""
        return replace(self, year=rest.year, until=rest.until)

    @property
    def wants_year(self) -> bool:
        """Whether a year could follow it."""
        return self.last_year is None and not (self.none or self.ambiguous)

    def with_year(self, year: int) -> "Printed":
        """The same with a year that is printed after it, or before."""
        if self.until:
            return replace(self, until=replace(self.until, year=year))
        return replace(self, year=year)


class Dates:
    """The date patterns of one language. They are bounded: none can look far ahead or go back over what
    it read."""

    def __init__(self, language: str) -> None:
        w = words(language)
        self._words = w
        month = rf"(?P<month>{w.month})(?:{w.after_month})?(?![^\W\d_])\.?"
        day = rf"(?P<day>{_DAY})(?!\d)(?:\s*[–—-]\s*(?P<last>{_DAY})(?!\d))?(?:{w.after_day})?(?!\w)"
        year = rf"(?P<year>{_YEAR})(?!\d)(?:{w.after_year})?(?!\w)"
        loose = r"\s*,?\s*"
        named = [
            rf"{year}\s*[.,]?\s*{day}\.?\s*{month}",
            rf"{year}{loose}{month}\s*{day}",
            rf"{month}\s*{day}(?:\s*,?\s+{year})?",
            rf"{day}(?:\.?\s*|-){month}(?:(?:{loose}|-){year})?",
        ]
        monthly = [rf"{month}{loose}{year}", rf"{year}{loose}{month}", month]
        numeric = [
            rf"(?P<year>{_YEAR})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)(?:{w.after_year})?",
            rf"(?P<one>\d\d?)(?P<sep>[-/.])(?P<two>\d\d?)(?P=sep)(?P<year>{_YEAR})(?!\d)(?:{w.after_year})?(?!\w)",
            r"(?P<one>\d\d?)(?P<sep>\.)(?P<two>\d\d?)\.(?P<short>\d\d)(?!\d)",
            *([] if w.language == "en" else [r"(?P<one>[0-3]\d)(?P<sep>\.)(?P<two>[01]\d)(?!\d)"]),
        ]
        every = [*numeric, *named, *monthly, day, year, rf"(?P<none>{w.no_date})"]
        time = rf"(?:(?:{w.at})\s+)?\d\d?:\d\d|(?:{w.at})\s+\d\d?[.:]\d\d"
        before = rf"\s*(?:(?:{w.weekdays})[.,]?\s+)?"
        after = rf"(?:\s+{w.this_year})?(?:\s+(?:{w.weekdays}))?(?:\s+(?:{time}))?"
        self._aside = re.compile(
            rf"(?:\w{{1,3}}\s+){{0,2}}(?P<what>(?:{w.weekdays})\.?(?:\s+(?:{time}))?|(?:{time}))\s*\Z"
        )
        self._could_be = re.compile(rf"\s*(?:\d|{w.month}|{w.no_date}|{w.weekdays})")
        self._in_group = re.compile(rf",[\"”“»›']?\s*(?:\d|{w.month}|{w.no_date}|{w.weekdays})")
        self._whole = [re.compile(rf"{before}(?:{pattern}){after}\s*\.?\s*\Z") for pattern in every]
        self._start = [re.compile(rf"\s*(?:{pattern}){after}(?=\s)") for pattern in every]
        self._tail = [re.compile(rf"(?:{pattern}){after}\s*\.?\s*\Z") for pattern in named]
        self._tail_start = re.compile(rf"(?<=\s)(?=\d|{w.month})")
        self.whole = lru_cache(maxsize=4096)(self._read_whole)

    def _read_whole(self, text: str) -> Printed | None:
        """The date that a piece of simplified text is, if it is one and nothing else."""
        if len(text) > _LONGEST_DATE or not self._could_be.match(text):
            return None
        return self._one_date(text) or self._range(text)

    def _one_date(self, text: str) -> Printed | None:
        return next((self._read(m) for p in self._whole if (m := p.match(text))), None)

    def _range(self, text: str) -> Printed | None:
        """`September 20–October 4, 2023`, `September–October 2023`."""
        for dash in list(_DASH.finditer(text))[:_MOST_DASHES]:
            first = self._one_date(text[: dash.start()])
            if first is None or first.last_day or not (first.month or first.bare_year):
                continue
            last = self._one_date(text[dash.end() :])
            if (
                last
                and last.month
                and not last.last_day
                and (bool(first.day) == bool(last.day) or first.bare_year)
            ):
                return replace(first, until=last)
        return None

    def possible(self, text: str) -> bool:
        """Whether anything in the simplified text could be a date after a comma: a quick look, to spare most
        parentheses a slow one."""
        return self._in_group.search(text) is not None

    def aside(self, text: str, *, small: bool) -> bool:
        """Whether a piece of simplified text is a weekday or a time of day: it belongs to a date and adds
        nothing to it. Where it begins `small`, other words may stand before: `as of Monday`."""
        if len(text) > _LONGEST_DATE or not (match := self._aside.match(text)):
            return False
        return small or match.start("what") == 0

    def ends_at_start(self, text: str) -> list[int]:
        """Where a date that the simplified text begins with may end."""
        if not self._could_be.match(text):
            return []
        return sorted({m.end() for p in self._start if (m := p.match(text))}, reverse=True)

    def tail(self, text: str) -> tuple[int, Printed] | None:
        """A month name with a day, perhaps with its year, that ends the text after other words, and
        where it starts."""
        base = max(0, len(text) - _TAIL)
        for start in [m.start() for m in self._tail_start.finditer(text, base)][-6:]:
            for pattern in self._tail:
                if match := pattern.match(text, start):
                    return start, self._read(match)
        return None

    def _read(self, match: re.Match[str]) -> Printed:
        part = match.groupdict()
        if part.get("none"):
            return Printed(none=True)
        year = int(part["year"]) if part.get("year") else None
        if part.get("one"):
            return self._numeric(part, year)
        month = part.get("month")
        number = None
        if month is not None:
            number = int(month) if month.isdigit() else self._words.month_number(month)
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
