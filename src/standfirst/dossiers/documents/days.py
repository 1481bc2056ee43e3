"""As it stood on other days: the list of days on which answers changed, and a page for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from standfirst.dossiers.charts import lifelines
from standfirst.dossiers.documents.pages import DossierPages, around
from standfirst.dossiers.documents.pairs import control
from standfirst.dossiers.documents.values import DayPage, DaysPage
from standfirst.dossiers.reading import Open
from standfirst.dossiers.telling import Teller
from standfirst.publication.values import Link
from standfirst.stories.zone import day_of

LATEST = 50
"""Days on the first page of the list; the others are on the pages of their years."""
_LIST = re.compile(r"days/(\d{4}/)?")
_DAY = re.compile(r"days/(\d{4}-\d\d-\d\d)/")


class Days(DossierPages):
    """``days/`` and ``days/<date>/``: stood and known that day. A day that is still to come says so, and waits."""

    name, template = "dossier-days", "pages/dossier_days.html"

    def rests(self, dossier: Open) -> Iterable[str]:
        yield "days/"
        for year in dict.fromkeys(point.day.year for point in dossier.points):
            yield f"days/{year:04}/"
        for point in dossier.points:
            yield f"days/{point.day}/"

    def has(self, rest: str) -> bool:
        return _LIST.fullmatch(rest) is not None or _DAY.fullmatch(rest) is not None

    def value(self, teller: Teller, rest: str, instant: datetime) -> Any:
        today = day_of(instant)
        match = _DAY.fullmatch(rest)
        return _list(teller, rest, today) if match is None else _day(teller, rest, match[1], today)


def _list(teller: Teller, rest: str, today: date) -> DaysPage | None:
    """The latest days, or those of a year."""
    points, past = teller.dossier.points, teller.dossier.past(today)
    year = rest.removeprefix("days/").strip("/")
    if year and all(f"{point.day.year:04}" != year for point in points):
        return None
    begin = 0 if year else max(0, len(past) - LATEST)
    wanted = [place for place in range(begin, len(past)) if not year or f"{past[place].day.year:04}" == year]
    title = _("As it stood on other days")
    told = teller.days(past[max(0, wanted[0] - 1) : wanted[-1] + 1]) if wanted else ()
    return DaysPage(
        around=around(teller, rest, f"{title} · {teller.speaker.day(year)}" if year else title),
        days=told[: len(wanted)],
        years=tuple(
            Link(teller.speaker.day(each), f"{teller.base}days/{each}/")
            for each in dict.fromkeys(f"{point.day.year:04}" for point in past)
        )
        if len(past) > LATEST or year
        else (),
        lifeline=lifelines(past, today) if not year else None,
        names=teller.names(),
        pairs=control(teller),
    )


def _day(teller: Teller, rest: str, written: str, today: date) -> DayPage | None:
    points = teller.dossier.points
    place = next((place for place, point in enumerate(points) if str(point.day) == written), None)
    if place is None:
        return None
    point, come = points[place], points[place].day <= today
    title = _("As it stood on %(day)s") % {"day": teller.speaker.day(point.day)}
    frame = around(teller, rest, title, robots="" if come else "noindex")
    if not come:
        return DayPage(frame, point.day, None, come=False)
    before = points[place - 1] if place else None
    after = points[place + 1] if place + 1 < len(points) else None
    passed = after is not None and after.day <= today
    return DayPage(
        around=frame,
        day=point.day,
        until=after.day - timedelta(days=1) if after is not None and passed else None,
        come=True,
        answers=tuple(teller.answer(row, points[: place + 1]) for row in point.rows),
        changes=teller.day(point, before).changes,
        older=f"{teller.base}days/{before.day}/" if before is not None else "",
        newer=f"{teller.base}days/{after.day}/" if after is not None and passed else "",
        pairs=control(teller, day=point.day),
    )
