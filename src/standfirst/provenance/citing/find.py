"""From a text to its citations."""

import datetime
from collections.abc import Callable, Container

from .dates import dates
from .item import NO_DATE, NO_OUTLET, NOT_UNDERSTOOD, OUTLET_INFERRED, UNCLOSED, UNKNOWN_OUTLET, CitedItem
from .items import Item, read_items
from .parens import Parenthesis, parentheses
from .reckon import reckon
from .sentences import sentence_end
from .words import Words, simplify, words

_LONGEST_GROUP = 4000  # characters; what goes on longer in brackets is prose

KnownOutlets = Container[str] | Callable[[str], bool]


def find_citations(
    text: str, *, date: datetime.date, language: str = "en", known_outlets: KnownOutlets | None = None
) -> list[CitedItem]:
    """Every citation of `text` in order, one row for each date; `date` is the story's own.

    `start` and `end` count code points of `text` as it is given. With `known_outlets` (names, or a
    function of a name) the outlets it does not know are flagged. Raises ValueError for a language
    not in LANGUAGES. Takes time in proportion to the text, whatever stands in it.
    """
    vocabulary = words(language)
    if "(" not in text:
        return []
    found = [
        (parenthesis, items, unclosed)
        for parenthesis in parentheses(text)
        for items, unclosed in [_read(parenthesis, vocabulary)]
        if items
    ]
    found.sort(key=lambda each: each[0].start)
    known = _as_function(known_outlets)
    return [
        row
        for group, (parenthesis, items, unclosed) in enumerate(found)
        for row in _rows(text, group, parenthesis, items, date, [UNCLOSED] if unclosed else [], known)
    ]


def _as_function(known: KnownOutlets | None) -> Callable[[str], bool]:
    if known is None:
        return lambda name: True
    return known if callable(known) else known.__contains__


def _read(parenthesis: Parenthesis, vocabulary: Words) -> tuple[list[Item], bool]:
    """The items, and whether the group ends at its sentence because it is not closed."""
    own, language = parenthesis.own[:_LONGEST_GROUP], vocabulary.language
    if "," not in own or not dates(language).possible(simplify(own)):
        return [], False
    whole = len(own) == len(parenthesis.own)
    end = sentence_end(own, vocabulary)
    if not parenthesis.closed or not whole:
        if end is None and not whole:
            return [], False
        items = read_items(own if end is None else own[:end], language)
        return (items if any(item.cites() and item.named() for item in items) else []), True
    if end is not None and own[end:].strip(" .!?…\"'»”’"):
        items = read_items(own[:end], language)
        more = read_items(own[end + 1 :], language)
        if items and more:
            for item in more:
                item.start, item.end = item.start + end + 1, item.end + end + 1
            return items + more, False
        if items:
            return items, True  # the bracket further on closes something else, as in "1)"
    return read_items(own, language), False


def _rows(
    text: str,
    group: int,
    parenthesis: Parenthesis,
    items: list[Item],
    story: datetime.date,
    flags: list[str],
    known: Callable[[str], bool],
) -> list[CitedItem]:
    rows: list[CitedItem] = []
    outlet: str | None = None
    for item in items:
        start, end = parenthesis.at(item.start), parenthesis.at(item.end - 1) + 1
        raw = text[start:end]
        noted = list(flags)
        if item.outlet is None:
            noted.append(OUTLET_INFERRED if outlet and item.dates else NO_OUTLET)
        name = item.outlet or (outlet if item.dates else None)
        outlet = name or outlet
        if name is not None and not known(name):
            noted.append(UNKNOWN_OUTLET)
        if item.residue:
            noted.append(NOT_UNDERSTOOD)
        for edtf, inferred, about in reckon(item.dates, story) or [(None, False, [NO_DATE])]:
            every = list(dict.fromkeys([*noted, *about]))
            rows.append(CitedItem(group, raw, start, end, item.signal, name, edtf, inferred, every))
    return rows
