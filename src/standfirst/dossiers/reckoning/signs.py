"""R3: what a claim says of the provision it is about: 1 kept (or agreed), -1 not kept, 0 indeterminate."""

from __future__ import annotations

from decimal import Decimal

from .quantities import Interval
from .records import Claim, Limit

SAYS = {"within": 1, "exceeded": -1, "met": 1, "breached": -1, "under_way": 0, "agreed": 1, "not_agreed": -1}


def sign_of_interval(interval: Interval, op: str, bound: Decimal) -> int:
    """The sign of an interval against `<= bound` or `>= bound`."""
    above = interval.lo > bound or (interval.lo == bound and interval.lo_open)
    below = interval.hi < bound or (interval.hi == bound and interval.hi_open)
    if op == "<=":
        return 1 if interval.hi <= bound else -1 if above else 0
    return 1 if interval.lo >= bound else -1 if below else 0


def same_kind(kind: str) -> str:
    """A kind's name without regard to case and spacing."""
    return " ".join(kind.split()).casefold()


def sign_of(claim: Claim, limit: Limit | None, interval: Interval | None) -> int:
    """The sign of what a claim itself says, its value given as an interval; 0 where nothing decides."""
    if claim.says is not None:
        return SAYS.get(claim.says, 0)
    if limit is None:
        return 0
    if claim.kind is not None:
        return 0 if same_kind(claim.kind) in {same_kind(kind) for kind in limit.allowed} else -1
    if interval is None or limit.op is None or limit.value is None:
        return 0
    return sign_of_interval(interval, limit.op, limit.value)


def measure_of(claim: Claim) -> str:
    """What a claim measures: each kind is a measure of its own, everything else of one object is one."""
    return "" if claim.kind is None else same_kind(claim.kind)
