"""R10: the sentence beside a verdict, made from its inputs, with the smallest change that would flip it.

Nothing here names the day assessed, so that a sentence changes only when what it rests on changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from .dates import day_of
from .quantities import Interval, plain
from .records import Limit, Provision
from .standing import Standing
from .state import ASSESSABLE, Course
from .verdict import meeting
from .voices import Aside, Voice

_SHOWN = 8
_WORDS = {
    "limit": ("within the limit", "past the limit"),
    "obligation": ("the obligation was met", "the obligation was breached"),
    "prohibition": ("the prohibition was kept", "the prohibition was breached"),
}
_STATES = {
    "not in force": "It is not in force.",
    "in force": "It is in force.",
    "suspended": "It is suspended.",
    "winding down": "It is winding down.",
    "renewed": "It runs on by renewal.",
    "expired": "It has expired.",
    "ended": "It has ended.",
    "terminated early": "It was terminated early.",
    "unknown": "Its state is unknown.",
}


def count(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Sequence[str]) -> str:
    """Names in a row, at most some of them."""
    shown = list(names[:_SHOWN])
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    return ", ".join(shown[:-1]) + " and " + shown[-1] if len(shown) > 1 else "".join(shown)


def course_sentence(course: Course) -> str:
    """The state, its scheduled end and how far ahead of it things ended."""
    parts = [_STATES[course.state]]
    if course.note:
        parts[0] = parts[0][:-1] + f": {course.note}."
    if course.scheduled is not None:
        parts.append(f"The scheduled end is {day_of(course.scheduled)}.")
    if course.state in ("ended", "terminated early") and course.ended is not None:
        parts.append(f"It ended on {day_of(course.ended)}.")
    if course.state == "winding down" and course.began is not None:
        parts.append(f"Ending began on {day_of(course.began)}.")
    if course.ahead is not None:
        months, days = course.ahead
        parts.append(f"That is {count(months, 'month')} and {count(days, 'day')} ahead of schedule.")
    return " ".join(parts)


class Why:
    """The explanation of one row, made into a text when somebody asks: most rows of many days are never read."""

    __slots__ = ("_inputs", "_text")

    def __init__(self, *inputs: Any) -> None:
        self._inputs: tuple[Any, ...] | None = inputs
        self._text = ""

    @property
    def text(self) -> str:
        """The text."""
        if self._inputs is not None:
            self._text, self._inputs = explain(*self._inputs), None
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Why) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


def explain(
    provision: Provision | None,
    verdict: str | None,
    level: str | None,
    standing: Standing,
    course: Course,
    claims: Sequence[Voice],
    aside: Sequence[Aside],
    about_margin: Decimal,
) -> str:
    """The explanation of one row."""
    sentences: list[str] = []
    by_sign: dict[int, list[Voice]] = {1: [], -1: [], 0: []}
    for voice in claims:
        by_sign[voice.sign].append(voice)
    if verdict is None:
        sentences += [course_sentence(course), f"Standing {standing.word}: {standing.why}."]
    elif verdict == "not assessable":
        if standing.word != "agreed":
            sentences.append(f"Not assessable, because its text is {standing.word}: {standing.why}.")
        if course.state not in ASSESSABLE:
            sentences.append(
                f"Not assessable, because of its state, {course.state}. {course_sentence(course)}"
            )
    elif provision is not None:
        sentences += _verdict(provision, verdict, level, claims, by_sign)
        if course.state != "in force":
            sentences.append(course_sentence(course))
    if any(voice.root.value is not None and voice.root.value.hedge == "about" for voice in claims):
        sentences.append(f'Setting used: "about" allows {plain(about_margin * 100)}% either way.')
    if aside:
        left = [f"{item.claim} ({item.why})" for item in aside[:_SHOWN]]
        left += [""] * (len(aside) - len(left))
        sentences.append(f"Left out: {listed(left)}.")
    sentences.append(_flip(provision, verdict, level, standing, by_sign))
    return " ".join(sentence for sentence in sentences if sentence)


def _verdict(
    provision: Provision,
    verdict: str,
    level: str | None,
    claims: Sequence[Voice],
    by_sign: Mapping[int, Sequence[Voice]],
) -> list[str]:
    head = verdict[:1].upper() + verdict[1:] + (f", {level}" if level else "")
    if not claims:
        return [f"{head}: nobody is on record about it, and silence is not compliance."]
    origins = sorted({voice.origin for voice in claims})
    head += f", from {count(len(claims), 'claim')} of {count(len(origins), 'independent origin')}"
    if verdict == "consistent":
        return [f"{head}: {_said(claims)}. All agree on {meeting(claims)}."]
    kept, broken = _WORDS.get(provision.kind, _WORDS["limit"])
    parts = []
    for sign, words in ((1, kept), (-1, broken), (0, "cannot be decided either way")):
        group = by_sign[sign]
        if not group:
            continue
        if provision.limit is not None and not _bounded(provision.limit):
            parts.append(_said(group))
        elif sign == 0 and any(voice.root.says == "under_way" for voice in group):
            parts.append(f"under way: {_said(group)}")
        else:
            parts.append(f"{words}: {_said(group)}")
    bound = _bound(provision.limit)
    return [f"{head}: {'; '.join(parts)}.", *([f"The limit is {bound}."] if bound else [])]


def _bounded(limit: Limit) -> bool:
    return limit.op is not None or bool(limit.allowed)


def _bound(limit: Limit | None) -> str:
    if limit is not None and limit.op is not None and limit.value is not None:
        side = "at most" if limit.op == "<=" else "at least"
        return f"{side} {plain(limit.value)} {limit.unit or ''}".rstrip()
    if limit is not None and limit.allowed:
        return f"these kinds only: {', '.join(limit.allowed)}"
    return ""


def _said(claims: Sequence[Voice]) -> str:
    by_origin: dict[str, list[str]] = {}
    for voice in claims:
        by_origin.setdefault(voice.origin, []).append(voice.said(content))
    return ", ".join(f"{origin} says {listed(by_origin[origin])}" for origin in sorted(by_origin))


def content(voice: Voice) -> str:
    """What one claim says, in words."""
    root = voice.root
    if voice.denies is not None and root.silent:
        return f"it is not as {voice.denies} has it"
    if root.says is not None:
        return root.says.replace("_", " ")
    if root.kind is not None:
        return f"there was {root.kind}"
    return _number(root.value.hedge if root.value else None, voice.interval)


def _number(hedge: str | None, interval: Interval | None) -> str:
    if interval is None:
        return "nothing"
    return f"{hedge.replace('_', ' ')}, {interval}" if hedge not in (None, "exact") else str(interval)


def _flip(
    provision: Provision | None,
    verdict: str | None,
    level: str | None,
    standing: Standing,
    by_sign: Mapping[int, Sequence[Voice]],
) -> str:
    """The smallest change that would flip the verdict, or the standing where that decides."""
    if verdict is None or (verdict == "not assessable" and standing.word != "agreed"):
        changes = {
            "agreed": "one signatory saying that it was not agreed would make it disputed",
            "disputed": "the missing signatures, or the withdrawal of what contradicts them",
            "unsigned": "one party saying that it was agreed would make it disputed",
        }
        return f"Smallest change: {changes[standing.word]}."
    kept, broken = (
        ("met", "breached") if provision is not None and provision.limit is None else ("within", "exceeded")
    )
    pro, con = (sorted({voice.origin for voice in by_sign[sign]}) for sign in (1, -1))
    if verdict == "contested" and (pro or con):
        fewer, left = (pro, broken) if len(pro) <= len(con) else (con, kept)
        sign = 1 if fewer is pro else -1
        ids = [voice.id for voice in by_sign[sign]]
        return f"Smallest change: if {listed(fewer)} withdrew {listed(ids)}, it would be {left}."
    if verdict in (kept, broken):
        more = (
            "" if level == "established" else "; one more independent third party could make it established"
        )
        return f"Smallest change: one claim to the contrary would make it contested{more}."
    changes = {
        "no data": "one claim that says how things stand would decide it",
        "unverified": f"one claim clear enough to decide would make it {kept} or {broken}",
        "under way": f"one claim that says {kept} or {broken} would decide it",
        "consistent": "one count that does not meet the others would make it contested",
        "contested": "a count withdrawn or corrected so that all meet would make it consistent",
        "not assessable": "an event that puts it in force again would make it assessable",
    }
    return f"Smallest change: {changes[verdict]}."
