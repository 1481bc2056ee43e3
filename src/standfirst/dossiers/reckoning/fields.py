"""Reading one record's fields from the tree: every fault is noted with file, line, id and what is expected."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from .dates import OPEN_END, Edtf, NotEdtf, parse_day, parse_edtf
from .durations import Duration, NotDuration, parse_duration
from .records import NoteText, Text
from .tree import Node

MAX_ID = 100
MAX_TEXT = 20_000
MAX_QUOTE = 300
_ID = re.compile(r"[^\s\x00-\x1f\x7f,\[\]{}\"']+")
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def in_order(texts: Iterable[tuple[str, str]], languages: Sequence[str]) -> Text:
    """Texts by language: the dossier's languages in its order, then the others by tag."""
    found = tuple(texts)
    if len(found) < 2:
        return found
    places = {tag: place for place, tag in enumerate(languages)}
    return tuple(sorted(found, key=lambda text: (places.get(text[0], len(places)), text[0])))


class Faults:
    """All faults of one file, in the order of its lines."""

    MAX = 1000

    def __init__(self, name: str) -> None:
        self.name = name
        self.languages: tuple[str, ...] = ()
        """The dossier's, by which texts are put in order."""
        self._found: list[tuple[int, int, str]] = []

    def add(self, line: int | None, where: str, message: str) -> None:
        """Note a fault: `where` is the record's id."""
        self._found.append((line or 0, len(self._found), f"{where}: {message}" if where else message))

    def __bool__(self) -> bool:
        return bool(self._found)

    def lines(self) -> list[str]:
        """`FILE:LINE: ID: what is wrong and what is expected`, at most MAX of them and a line for the rest."""
        rows = sorted(set(self._found))
        shown = [
            f"{self.name}:{line}: {text}" if line else f"{self.name}: {text}"
            for line, _, text in rows[: self.MAX]
        ]
        if len(rows) > self.MAX:
            shown.append(f"{self.name}: and {len(rows) - self.MAX} more errors")
        return shown


def shorten(text: str) -> str:
    """A foreign text for a message: one line, printable, short."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:61])
    return f'"{shown[:60]}…"' if len(text) > 60 else f'"{shown}"'


class Fields:
    """The fields of one record. Each reader returns None (or an empty tuple) for what is absent or wrong."""

    def __init__(
        self, node: Node, faults: Faults, where: str, known: Iterable[str], ids: dict[str, str]
    ) -> None:
        self.node, self.faults, self.where, self.ids = node, faults, where, ids
        self.fields: dict[str, Node] = {}
        if node.kind != "map":
            faults.add(node.line, where, "expected a record of named fields")
            return
        for key, item in node.value.items():
            if key not in known:
                expected = ", ".join(known)
                faults.add(item.line, where, f"unknown key {shorten(key)}; expected one of: {expected}")
            elif item.kind != "null":
                self.fields[key] = item

    def has(self, key: str) -> bool:
        """Whether the field is written."""
        return key in self.fields

    def fault(self, key: str, message: str) -> None:
        """Note a fault at this field."""
        self.faults.add((self.fields.get(key) or self.node).line, self.where, f"{key}: {message}")

    def require(self, *keys: str) -> None:
        """Note every one of these fields that is missing."""
        for key in keys:
            if key not in self.fields and self.node.kind == "map":
                self.faults.add(self.node.line, self.where, f"{key} is missing; it is required")

    def _of(self, key: str, kinds: Collection[str], expected: str) -> Node | None:
        item = self.fields.get(key)
        if item is None:
            return None
        if item.kind not in kinds:
            shown = f" instead of {shorten(item.value)}" if isinstance(item.value, str) else ""
            self.fault(key, f"expected {expected}{shown}")
            return None
        if item.kind == "str" and "\0" in item.value:
            self.fault(key, "expected text without the character NUL")
            return None
        return item

    def text(self, key: str) -> str | None:
        """Plain text."""
        item = self._of(key, ("str",), "text")
        if item is None:
            return None
        if not item.value.strip() or len(item.value) > MAX_TEXT:
            self.fault(key, f"expected text of 1 to {MAX_TEXT} characters")
            return None
        return str(item.value)

    def word(self, key: str) -> str | None:
        """Text that may look like a number, as written (an id, a code)."""
        item = self._of(key, ("str", "int"), "text")
        return None if item is None else str(item.value)

    def texts(self, key: str, limit: int = MAX_TEXT) -> Text:
        """Text by language."""
        item = self._of(key, ("map",), "text by language, such as {en: ...}")
        if item is None:
            return ()
        found = []
        for tag, value in item.value.items():
            if _LANGUAGE.fullmatch(tag) is None:
                self.faults.add(
                    value.line,
                    self.where,
                    f"{key}: {shorten(tag)} is no language tag; put text with a comma in quotation marks",
                )
            elif value.kind != "str" or not value.value.strip() or "\0" in value.value:
                self.faults.add(
                    value.line,
                    self.where,
                    f"{key}: expected text for {tag}; put it in quotation marks if it has a comma or is a number",
                )
            elif len(value.value) > limit:
                self.faults.add(
                    value.line,
                    self.where,
                    f"{key}: expected at most {limit} characters, found {len(value.value)}",
                )
            else:
                found.append((tag, value.value))
        if not item.value:
            self.fault(key, "expected text in one language at least")
        return in_order(found, self.faults.languages)

    def note(self, key: str) -> NoteText | None:
        """Plain text or text by language."""
        item = self.fields.get(key)
        if item is not None and item.kind == "map":
            return self.texts(key)
        return self.text(key)

    def enum(self, key: str, values: Collection[str]) -> str | None:
        """One of these words."""
        expected = f"one of: {', '.join(values)}"
        item = self._of(key, ("str", "int", "bool"), expected)
        if item is None:
            return None
        if item.value not in values or item.kind != "str":
            self.fault(key, f"expected {expected}; found {shorten(item.value)}")
            return None
        return str(item.value)

    def id(self, key: str = "id") -> str | None:
        """An id of this record."""
        word = self.word(key)
        if word is None:
            return None
        if len(word) > MAX_ID or _ID.fullmatch(word) is None:
            self.fault(
                key, f"expected an id of 1 to {MAX_ID} characters without spaces, quotation marks or commas"
            )
            return None
        return word

    def ref(self, key: str, *kinds: str) -> str | None:
        """The id of a record of one of these kinds."""
        word = self.word(key)
        return None if word is None else self._known(key, word, kinds)

    def refs(self, key: str, kind: str) -> tuple[str, ...]:
        """A list of ids."""
        found = (
            self._known(key, item.value, (kind,)) for item in self.items(key, ("str", "int"), "a list of ids")
        )
        return tuple(name for name in found if name is not None)

    def _known(self, key: str, word: str, kinds: Collection[str]) -> str | None:
        kind = self.ids.get(word)
        wanted = " or ".join(kinds)
        if kind is None:
            self.fault(key, f"there is no record {shorten(word)}; expected the id of: {wanted}")
        elif kind not in kinds:
            self.fault(key, f"{shorten(word)} is the id of: {kind}; expected the id of: {wanted}")
        else:
            return word
        return None

    def items(self, key: str, kinds: Collection[str], expected: str) -> list[Node]:
        """The items of a list that must not be empty."""
        item = self._of(key, ("list",), expected)
        if item is None:
            return []
        if not item.value:
            self.fault(key, f"expected {expected} with one item at least")
        for part in item.value:
            if part.kind not in kinds:
                self.faults.add(part.line, self.where, f"{key}: expected {expected}")
        return [part for part in item.value if part.kind in kinds]

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.value for item in self.items(key, ("str",), "a list of texts"))

    def _parsed(self, key: str, read: Callable[[str], Any]) -> Any:
        item = self._of(key, ("str", "int"), "a date or duration")
        if item is None:
            return None
        try:
            return read(item.value)
        except (NotEdtf, NotDuration) as error:
            self.fault(key, f"{shorten(item.value)}: {error}")
            return None

    def date(self, key: str, *, ends: bool = False) -> Edtf | None:
        """An EDTF date; with `ends`, one that has a latest day."""
        found: Edtf | None = self._parsed(key, parse_edtf)
        if found is not None and ends and found.last == OPEN_END:
            self.fault(key, "expected a date with a last day, since what is recorded follows from it")
            return None
        return found

    def day(self, key: str) -> datetime.date | None:
        """One day."""
        found: datetime.date | None = self._parsed(key, parse_day)
        return found

    def duration(self, key: str) -> Duration | None:
        """An ISO 8601 duration."""
        found: Duration | None = self._parsed(key, parse_duration)
        return found

    def number(self, key: str, low: int | None = None, high: int | None = None) -> Decimal | None:
        """A decimal number of at most 30 digits."""
        item = self._of(key, ("int", "float"), "a number")
        if item is None:
            return None
        text: str = item.value
        try:
            found = (
                Decimal(int(text, 0))
                if text[:2] in ("0x", "0o")
                else Decimal(text.replace(".inf", "Infinity"))
            )
        except (InvalidOperation, ValueError):
            found = Decimal("NaN")
        if not found.is_finite() or len(found.as_tuple().digits) > 30 or abs(found.adjusted()) > 30:
            self.fault(key, f"expected a finite number of at most 30 digits; found {shorten(text)}")
            return None
        if (low is not None and found < low) or (high is not None and found > high):
            self.fault(key, f"expected a number from {low} to {'any' if high is None else high}")
            return None
        return found

    def url(self, key: str) -> str | None:
        """A web address."""
        item = self._of(key, ("str",), "a web address")
        return None if item is None else self._address(key, item.value)

    def urls(self, key: str) -> tuple[str, ...]:
        """A list of web addresses."""
        found = (
            self._address(key, item.value) for item in self.items(key, ("str",), "a list of web addresses")
        )
        return tuple(address for address in found if address is not None)

    def _address(self, key: str, text: str) -> str | None:
        try:
            parts = urlsplit(text)
            good = (
                parts.scheme in ("http", "https")
                and bool(parts.hostname)
                and text.isprintable()
                and len(text) < 2100
            )
        except ValueError:
            good = False
        if not good:
            self.fault(
                key, f"expected a web address that starts with https:// or http://; found {shorten(text)}"
            )
        return text if good else None

    def language(self, key: str) -> str | None:
        """A language tag."""
        word = self.text(key)
        if word is not None and _LANGUAGE.fullmatch(word) is None:
            self.fault(key, f"expected a language tag such as en or az; found {shorten(word)}")
            return None
        return word

    def nested(self, item: Node, where: str, known: Iterable[str]) -> Fields:
        """The fields of a record within this one."""
        return Fields(item, self.faults, f"{self.where}: {where}", known, self.ids)

    def part(self, key: str, known: Iterable[str]) -> Fields | None:
        """The record within this one at `key`."""
        item = self._of(key, ("map",), "a record of named fields")
        return None if item is None else self.nested(item, key, known)
