"""The answers for all pairs of days as data, a file for each year of the days assessed."""

from __future__ import annotations

from datetime import date
from typing import Any

from standfirst.dossiers.reckoning import Answer, Pairs
from standfirst.dossiers.reckoning.dates import day_of

FORMAT = "standfirst-pairs/1"


def pairs_of_year(pairs: Pairs, year: int) -> dict[str, Any]:
    """The rectangles of one year: ``[first, until, since, later, answer]``, the first four as places in ``days``.

    They hold as it stood from ``first`` to the day before ``until``, as known from ``since`` to the day before
    ``later``, which is null where nothing later is on record. ``answer`` is a place in ``answers``.
    """
    begin, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    cut = {
        about: [part for part in parts if part.first < end and part.until > begin]
        for about, parts in pairs.about.items()
    }
    days = sorted(
        {begin, end}
        | {
            day
            for parts in cut.values()
            for part in parts
            for day in (part.first, part.until)
            if begin < day < end
        }
        | {day for parts in cut.values() for part in parts for day in (part.since, part.later) if day_of(day)}
    )
    places = {day: place for place, day in enumerate(days)}
    answers: dict[Answer, int] = {}
    written: dict[str, list[list[int | None]]] = {}
    for about, parts in cut.items():
        written[about] = [
            [
                places[max(part.first, begin)],
                places[min(part.until, end)],
                places[part.since],
                places.get(part.later),
                answers.setdefault(part.answer, len(answers)),
            ]
            for part in parts
        ]
    return {
        "format": FORMAT,
        "year": year,
        "days": [str(day_of(day)) for day in days],
        "answers": [_answer(each) for each in answers],
        "about": written,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    """An answer as the rows of ``assess`` have it, without what is null or empty."""
    return {name: value for name, value in answer.data().items() if value not in (None, [])}
