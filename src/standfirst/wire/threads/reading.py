"""Items from lines of JSON, within limits. The file may be larger than memory, and hostile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO, NoReturn

from .items import Item

LONGEST_LINE = 4_000_000
LONGEST_ID = 500
MOST_ITEMS = 5_000_000
_FIELDS = ("title", "text", "language", "outlet", "url")
_CHUNK = 1 << 20
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line, and what to do. Where ``used``, only a part of the line was left out."""

    line: int
    said: str
    used: bool = False


class _Refused(Exception):
    """The line can't be used."""


def read_items(file: BinaryIO, today: datetime) -> Iterator[Item | Problem]:
    """Yield the item of each line, or what is wrong with it; both, where only a part of the line is wrong.

    ``today`` has a time zone: what is published more than a day later has a wrong date.
    """
    ids: dict[str, int] = {}
    for number, content in _lines(file):
        if len(ids) >= MOST_ITEMS:
            yield Problem(number, f"more than {MOST_ITEMS} items; split the file by date")
            return
        try:
            said = _object(number, content)
            item, problems = _item(said, today)
            if item.id in ids:
                raise _Refused(
                    f"id {_short(item.id)} is that of line {ids[item.id]} already; give each item an id of its own"
                )
        except _Refused as refused:
            yield Problem(number, str(refused))
            continue
        ids[item.id] = number
        yield from (Problem(number, problem, used=True) for problem in problems)
        yield item


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while content := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(content) > LONGEST_LINE and not content.endswith(b"\n"):
            while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
        if content.strip():
            yield number, content


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _object(number: int, content: bytes) -> dict[str, Any]:
    if len(content) > LONGEST_LINE:
        raise _Refused(f"longer than {LONGEST_LINE // 1_000_000} MB; shorten its text")
    try:
        said = json.loads(content.decode("utf-8-sig" if number == 1 else "utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise _Refused(f"not UTF-8 (byte {error.start + 1}); save the file as UTF-8") from error
    except RecursionError as error:
        raise _Refused("nested too deeply; an item is a flat object") from error
    except ValueError as error:
        why = getattr(error, "msg", str(error)[:100])
        raise _Refused(f"not JSON ({why}); write each item as one JSON object on one line") from error
    if not isinstance(said, dict):
        raise _Refused('not a JSON object; write {"id": ..., "title": ..., "text": ...}')
    return said


def _item(said: dict[str, Any], today: datetime) -> tuple[Item, list[str]]:
    name = said.get("id")
    if name is None or name == "":
        raise _Refused("has no id; give each item an id")
    if not isinstance(name, str):
        raise _Refused(f"id is {_kind(name)}; write it as text, in quotation marks")
    if len(name) > LONGEST_ID:
        raise _Refused(f"id is longer than {LONGEST_ID} characters; shorten it")
    if "title" not in said and "text" not in said:
        raise _Refused("has neither title nor text; an item needs at least a title")
    values: dict[str, str] = {}
    for field in _FIELDS:
        value = said.get(field)
        if value is not None and not isinstance(value, str):
            raise _Refused(f"{field} is {_kind(value)}; write it as text, in quotation marks")
        # A lone half of a surrogate pair is no character and couldn't be written out again.
        values[field] = (value or "").encode("utf-8", "replace").decode("utf-8")
    published, problems = _published(said.get("published"), today)
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise _Refused("id holds half a character; write it as UTF-8")
    return Item(name, published=published, **values), problems


def _published(value: Any, today: datetime) -> tuple[datetime | None, list[str]]:
    if value is None or value == "":
        return None, []
    without = "the item is taken without a date"
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        when = datetime.fromisoformat(value.strip())
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, [
            f"published {_short(value)} is no date; write it as 2026-03-01T09:30:00+00:00; {without}"
        ]
    if not _EARLIEST <= when <= today + _DAY:
        return None, [f"published {_short(value)} can't be, it is before 1990 or in the future; {without}"]
    return when, []


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "no text")


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 60 else f"{text[:57]}..."
