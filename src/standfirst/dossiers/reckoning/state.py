"""R8: the state of terms, agreements, bodies and other provisions, worked out from dates and events.

Days are ordinals. Every function is given the events that act by the day assessed, and nothing later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .dates import Edtf
from .durations import Duration, add, months_and_days
from .records import Term

ASSESSABLE = ("in force", "renewed", "winding down", "suspended")


@dataclass(frozen=True, slots=True)
class Act:
    """One event that changes a state, on the day from which it acts."""

    day: int
    depth: int
    kind: str
    event: str


@dataclass(frozen=True, slots=True)
class Course:
    """Where a provision or agreement stands, and what led there; days are ordinals."""

    state: str
    scheduled: int | None = None
    ended: int | None = None
    began: int | None = None
    expired: bool = False
    lapse: bool = False
    note: str = ""

    @property
    def over(self) -> int | None:
        """The day from which it has ended, where it has."""
        return self.ended if self.state in ("ended", "terminated early") else None

    @property
    def ahead(self) -> tuple[int, int] | None:
        """Whole months and days from the day ending began, or from the end, to the scheduled end."""
        since = self.over
        if self.state == "winding down":
            since = self.began
        if since is None or self.scheduled is None or since >= self.scheduled:
            return None
        return months_and_days(date.fromordinal(since), date.fromordinal(self.scheduled))


def first_of(acts: Iterable[Act], kind: str) -> int | None:
    """The day of the earliest act of a kind."""
    return min((act.day for act in acts if act.kind == kind), default=None)


def last_of(acts: Iterable[Act], kinds: Sequence[str]) -> Act | None:
    """The latest act of these kinds; on one day the one that follows, then the kind named last."""
    found = [act for act in acts if act.kind in kinds]
    return max(found, key=lambda act: (act.day, act.depth, kinds.index(act.kind), act.event), default=None)


def suspended(acts: Iterable[Act]) -> bool:
    """Whether the latest of the suspensions and resumptions is a suspension."""
    last = last_of(acts, ("suspends", "resumes"))
    return last is not None and last.kind == "suspends"


def ends_of(term: Term, renewals: int, day: int) -> tuple[int, int]:
    """The first scheduled end and the one that counts on `day`, after so many renewals by event."""
    first = add(term.start, term.duration)
    end = first
    renewal = term.renewal
    if renewal is not None:
        for _ in range(renewals):
            end = add(end, renewal.duration)
        if renewal.mode == "automatic":
            end = _extend(end, renewal.duration, day)
    return first.toordinal(), end.toordinal()


def _extend(end: date, by: Duration, day: int) -> date:
    if not by.months and end.toordinal() < day:
        steps = (day - end.toordinal() - 1) // by.days
        end = add(end, Duration("", 0, steps * by.days))
    while end.toordinal() < day and end != date.max:
        end = add(end, by)
    return end


def term_course(term: Term, acts: Sequence[Act], day: int) -> Course:
    """The course of a term by its own dates and the events about it or its agreement."""
    ended = first_of(acts, "ends")
    began = first_of(acts, "begins_ending")
    mode = (term.renewal.mode or "unknown") if term.renewal is not None else None
    if began is not None:
        earlier = sum(act.kind == "renews" and act.day <= began for act in acts)
        if began > ends_of(term, earlier, began)[1] and mode in (None, "consent"):
            began = None
    over = min(day_ for day_ in (day, ended, began) if day_ is not None)
    stop = day if ended is None else ended
    renewals = sum(act.kind == "renews" and act.day <= stop for act in acts)
    first, scheduled = ends_of(term, renewals, over)
    course = Course("in force", scheduled, ended, began)
    if ended is not None:
        return replace(course, state="terminated early" if ended < scheduled else "ended")
    if day < term.start.toordinal():
        return replace(course, state="not in force")
    if began is not None:
        return replace(course, state="winding down")
    if day > scheduled:
        if mode == "unknown":
            return replace(course, state="unknown", lapse=True, note="whether it was renewed is not known")
        if mode is None and renewals:
            return replace(
                course, state="unknown", lapse=True, note="it was renewed, but no clause says for how long"
            )
        return replace(course, state="expired", expired=True)
    if suspended(acts):
        return replace(course, state="suspended")
    return replace(course, state="renewed" if day > first else "in force")


def open_course(signed: Edtf | None, acts: Sequence[Act], day: int) -> Course:
    """The course of an agreement without a term of its own: from signing until an `ends`."""
    ended, began = first_of(acts, "ends"), first_of(acts, "begins_ending")
    course = Course("in force", None, ended, began)
    if ended is not None:
        return replace(course, state="ended")
    if signed is not None and day < signed.first:
        return replace(course, state="not in force")
    if began is not None:
        return replace(course, state="winding down")
    if suspended(acts):
        return replace(course, state="suspended")
    if signed is None:
        return replace(course, state="unknown", note="there is neither a term nor a date of signing")
    return course


@dataclass(frozen=True, slots=True)
class Bounds:
    """A provision's own `from` and `until`, and for a body whether any `opens` is known."""

    begins: int | None = None
    until: int | None = None
    body: bool = False
    opens: bool = False


def provision_course(base: Course, bounds: Bounds, acts: Sequence[Act], day: int) -> Course:
    """The course of a provision that follows `base`, within its own dates, by events about either."""
    door = last_of(acts, ("opens", "closes")) if bounds.body else None
    closed = door.day if door is not None and door.kind == "closes" else None
    ended = min(
        (day_ for day_ in (base.ended, first_of(acts, "ends"), closed) if day_ is not None), default=None
    )
    began = min(
        (day_ for day_ in (base.began, first_of(acts, "begins_ending")) if day_ is not None), default=None
    )
    course = replace(base, ended=ended, began=began)
    until = bounds.until
    if until is not None and day > until and (ended is None or ended > until):
        return replace(course, state="expired", ended=None, expired=True, note="its own last day has passed")
    if ended is not None:
        early = course.scheduled is not None and ended < course.scheduled and ended != closed
        return replace(course, state="terminated early" if early else "ended")
    if base.state == "expired":
        return course
    opened = door is not None and door.kind == "opens"
    if bounds.begins is not None and day < bounds.begins:
        return replace(course, state="not in force", note="it binds only later")
    if bounds.opens and not opened:
        return replace(course, state="not in force", note="it had not opened")
    state = base.state
    if opened and (state == "not in force" or (state == "unknown" and not base.lapse)):
        state = "in force"
    if state == "not in force":
        return course
    if began is not None:
        return replace(course, state="winding down", note="")
    if state in ("in force", "renewed") and suspended(acts):
        state = "suspended"
    return replace(course, state=state, note=base.note if state == "unknown" else "")
