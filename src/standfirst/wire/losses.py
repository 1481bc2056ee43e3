"""What a translation may have lost of its original: numbers, days, quotations and links.

A comparison of two texts by what languages share. It can't tell that a translation is right, only that something of the
original isn't to be found in it; an editor decides. Numbers of one digit are left alone, for languages write them as
words; a number may be written with any of the usual signs between thousands, in other digits, or with a word for
thousands, millions or billions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from babel import Locale, UnknownLocaleError

from standfirst.publication.languages import fold
from standfirst.publication.languages.names import month_names

Kind = Literal["number", "day", "quotation", "link"]
MOST = 40
AROUND = 40
"""Characters of the original shown on each side."""

_SPACES = "\u0020\u00a0\u2009\u202f"
_NUMBER = re.compile(rf"(?<![\w.,])\d+(?:[{_SPACES}]\d{{3}}(?!\d))*(?:[.,'’٫٬]\d+)*(?!\w*\d)")
_URL = re.compile(r"https?://[^\s<>\"'«»“”)\]]+")
_QUOTED = re.compile(r"“[^”]{2,}”|«[^»]{2,}»|„[^“”]{2,}[“”]|\"[^\"\n]{2,}\"")
_LETTERS = re.compile(r"[^\W\d_]+")
_SCALES = {
    3: ("thousand", "тыс", "min", "bin", "tysiac", "tausend", "mille", "mil", "هزار", "ალას"),
    6: ("million", "милл", "млн", "milyon", "mln", "milion", "mio", "میلیون", "მილიონ"),
    9: ("billion", "миллиард", "млрд", "milyar", "milliard", "mlrd", "bn", "میلیارد", "მილიარდ"),
}


@dataclass(frozen=True)
class Loss:
    """Something of the original that the translation doesn't seem to have."""

    kind: Kind
    what: str
    """As the original has it; of quotations how many there and how many here, as ``5 → 3``."""
    before: str = ""
    after: str = ""


def losses(
    original: str, original_language: str, ours: str, language: str, links: frozenset[str] = frozenset()
) -> list[Loss]:
    """Return what of ``original`` is not to be found in ``ours``, in the original's order, at most 40.

    ``links`` are the addresses that our text leads to, which its plain text doesn't show.
    """
    gone = list(_days(original, original_language, ours, language))
    within = {at for start, day in gone for at in range(start, start + len(day.what))}
    numbers = [each for each in _numbers(original, original_language, ours) if each[0] not in within]
    found = sorted([*gone, *numbers, *_links(original, ours, links)], key=lambda each: each[0])
    rest = [each[1] for each in found][:MOST]
    theirs, kept = len(_QUOTED.findall(original)), len(_QUOTED.findall(ours))
    return [*rest, Loss("quotation", f"{theirs} → {kept}")] if kept < theirs else rest


def values(text: str, decimal: str = "") -> Iterator[tuple[int, str, frozenset[Decimal]]]:
    """Yield each number in ``text``: where it begins, as written, and all that it may mean.

    ``decimal`` is the sign before fractions, where it is known to be kept to: ``1.960`` is then one number, otherwise one
    thousand nine hundred and sixty as well as one and a bit. ``1.5 million`` is 1.5 as well as 1500000.
    """
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)
    for match in _NUMBER.finditer(plain if len(plain) == len(text) else text):
        after = plain[match.end() : match.end() + 20]
        yield match.start(), text[match.start() : match.end()], _meanings(match[0], after, decimal)


def _meanings(written: str, after: str, decimal: str) -> frozenset[Decimal]:
    close = re.sub(rf"[{_SPACES}'’٬]", "", written).replace("٫", ".")
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+", close)
    readings = set()
    if grouped and (not decimal or decimal not in close or len(re.findall("[.,]", close)) > 1):
        readings.add(re.sub("[.,]", "", close))
    if re.fullmatch(r"\d+([.,]\d+)?", close) and not (readings and decimal):
        readings.add(close.replace(",", "."))
    elif not readings:
        readings = {part for part in re.split("[.,]", close) if part}
        if mixed := re.fullmatch(r"([\d.,]*)[.,](\d+)", close):
            readings.add(f"{re.sub('[.,]', '', mixed[1])}.{mixed[2]}")
    found = {Decimal(reading).normalize() for reading in readings}
    power = _power(after)
    return frozenset(found | {(value * 10**power).normalize() for value in found} if power else found)


@cache
def _decimal(language: str) -> str:
    try:
        return str(Locale.parse(language, sep="-").number_symbols["latn"]["decimal"])
    except (UnknownLocaleError, ValueError, KeyError):
        return ""


def _power(after: str) -> int:
    word = _LETTERS.search(fold(after))
    if word is None or after[:2].strip(_SPACES + "-")[:1].isdigit():
        return 0
    for power in (9, 6, 3):
        if any(word[0].startswith(fold(scale)) for scale in _SCALES[power]) and (
            power > 3 or len(word[0]) > 2
        ):
            return power
    return 0


def _numbers(original: str, original_language: str, ours: str) -> Iterator[tuple[int, Loss]]:
    here = {value for _, _, meanings in values(ours) for value in meanings}
    seen: set[frozenset[Decimal]] = set()
    for start, written, meanings in values(original, _decimal(original_language)):
        if len(written) > 1 and not meanings & here and meanings not in seen:
            seen.add(meanings)
            yield start, _loss("number", original, start, written)


@cache
def _months(language: str) -> dict[str, int]:
    try:
        tables = [
            month_names(language, "format", "wide"),
            month_names(language, "stand-alone", "wide"),
            month_names(language, "format", "abbreviated"),
        ]
    except LookupError:
        return {}
    found: dict[str, int] = {}
    for table in tables:
        for number, name in table.items():
            word = fold(name.strip("."))
            if len(word) > 2 and not word.isdigit():
                found[word] = number
    return found


def days(text: str, language: str) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """Yield each day of a month in ``text``: where it begins, as written, and (month, day)."""
    months = _months(language)
    if not months:
        return
    words = [(match.start(), match[0]) for match in re.finditer(r"\d{1,4}(?!\d)|[^\W\d_]+", text)]
    for (at, word), (then, following) in pairwise(words):
        if then - at - len(word) > 3:
            continue
        for number, name in ((word, following), (following, word)):
            month = _month(name, months) if number.isdigit() else None
            if month and 1 <= int(number) <= 31:
                yield at, text[at : then + len(following)], (month, int(number))
                break


def _month(word: str, months: dict[str, int]) -> int | None:
    folded = fold(word)
    if folded in months:
        return months[folded]
    # With endings, as in "noyabrın" or "Kasım'da": the month's name is the beginning of the word.
    return next(
        (number for name, number in months.items() if len(name) > 3 and folded.startswith(name)), None
    )


def _days(original: str, original_language: str, ours: str, language: str) -> Iterator[tuple[int, Loss]]:
    here = {day for _, _, day in days(ours, language)}
    numeric = {
        (int(month), int(day)) for day, month in re.findall(r"\b(\d{1,2})[./](\d{1,2})[./]\d{2,4}\b", ours)
    }
    numeric |= {(int(month), int(day)) for month, day in re.findall(r"\b\d{4}-(\d{2})-(\d{2})\b", ours)}
    seen: set[tuple[int, int]] = set()
    if not _months(language):
        return
    for start, written, day in days(original, original_language):
        if day not in here | numeric | seen:
            seen.add(day)
            yield start, _loss("day", original, start, written)


def _links(original: str, ours: str, links: frozenset[str]) -> Iterator[tuple[int, Loss]]:
    here = {_bare(link) for link in (*links, *_URL.findall(ours))}
    for match in _URL.finditer(original):
        if _bare(match[0]) not in here:
            yield match.start(), _loss("link", original, match.start(), match[0].rstrip(".,;"))


def _bare(link: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", link.rstrip(".,;/")).lower()


def _loss(kind: Kind, text: str, start: int, written: str) -> Loss:
    end = start + len(written)
    before = " ".join(text[max(0, start - AROUND) : start].split(" ")[1 if start > AROUND else 0 :])
    after = " ".join(text[end : end + AROUND].split(" ")[: -1 if end + AROUND < len(text) else None])
    return Loss(kind, written, re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after))
