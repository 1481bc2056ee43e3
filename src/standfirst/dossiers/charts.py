"""The geometry of charts: what the templates draw as SVG. A table beside each says the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from standfirst.dossiers.reckoning import Assessment, Breakpoint
from standfirst.dossiers.reckoning.quantities import Interval
from standfirst.dossiers.reckoning.records import Limit
from standfirst.dossiers.reckoning.voices import Voice

WIDTH = 640
_LEFT, _RIGHT = 28, 632
_ROW = 26
_LABEL = 200


@dataclass(frozen=True)
class Bar:
    """One claim as a bar; an open end is drawn as an arrow."""

    label: str
    label_x: float
    label_before: bool
    """The label ends there, in front of the bar, which has no room for it."""
    side: str
    x: float
    width: float
    y: int
    open_left: bool
    open_right: bool


@dataclass(frozen=True)
class LimitChart:
    """A limit as an upright line, and each claim as a bar on one scale that begins with 0."""

    limit: str
    limit_x: float
    bars: tuple[Bar, ...]
    top: str
    height: int
    width: int = WIDTH


@dataclass(frozen=True)
class Segment:
    """An answer for a time."""

    x: float
    width: float
    record: str
    status: str


@dataclass(frozen=True)
class Lifeline:
    """One provision through the years."""

    about: str
    y: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class LifelineChart:
    """Every provision's answers through the years, as each stood and was known."""

    lines: tuple[Lifeline, ...]
    years: tuple[tuple[float, int], ...]
    height: int
    words: tuple[tuple[str, str], ...]
    """The words that occur, ``(record, status)``, for the legend."""
    width: int = WIDTH


def status_of(row: Assessment) -> tuple[str, str]:
    """The word that stands for a row: its verdict, else a mandate's standing, else the state."""
    if row.verdict is not None:
        return "verdict", row.verdict
    return ("standing", row.standing) if row.kind == "mandate" else ("state", row.state)


def limit_chart(
    limit: Limit | None, voices: Sequence[tuple[Voice, str, str]], number: Callable[[Decimal], str]
) -> LimitChart | None:
    """The chart of a numeric limit; ``voices`` are claims with their labels and sides, ``number`` writes one."""
    if limit is None or limit.value is None or limit.op is None:
        return None
    shown = [(_interval(voice, limit), label, side) for voice, label, side in voices]
    bars = [(interval, label, side) for interval, label, side in shown if interval is not None]
    edges = [part for interval, _, _ in bars for part in (interval.lo, interval.hi) if part.is_finite()]
    top = max([limit.value, *edges]) * Decimal("1.25") or Decimal(1)
    scale = Decimal(_RIGHT - _LEFT) / top

    def place(value: Decimal) -> float:
        return float(round(_LEFT + min(max(value, Decimal(0)), top) * scale, 1))

    made = []
    for row, (interval, label, side) in enumerate(bars):
        lo = interval.lo if interval.lo.is_finite() else Decimal(0)
        hi = interval.hi if interval.hi.is_finite() else top
        left, right = place(lo), place(hi)
        before = left > _LABEL
        made.append(
            Bar(
                label=label,
                label_x=left - 6 if before else left + 4,
                label_before=before,
                side=side,
                x=left,
                width=max(right - left, 3.0),
                y=30 + row * _ROW,
                open_left=not interval.lo.is_finite(),
                open_right=not interval.hi.is_finite(),
            )
        )
    return LimitChart(
        number(limit.value), place(limit.value), tuple(made), number(top), 40 + len(bars) * _ROW
    )


def _interval(voice: Voice, limit: Limit) -> Interval | None:
    if voice.interval is not None:
        return voice.interval
    if limit.value is None or voice.sign == 0:
        return None
    infinite = Decimal("Infinity")
    below = (voice.sign > 0) == (limit.op == "<=")
    return Interval(Decimal(0), limit.value) if below else Interval(limit.value, infinite, True, True)


def lifelines(points: Sequence[Breakpoint], until: date) -> LifelineChart | None:
    """The chart of all rows up to the last breakpoint by ``until``; None where there is nothing to draw."""
    past = [point for point in points if point.day <= until]
    if len(past) < 2:
        return None
    # The last answer gets some room, the same on every day: a chart changes with the answers alone.
    first, until = past[0].day, past[-1].day + (past[-1].day - past[0].day) / 12
    days = (until - first).days
    scale = (_RIGHT - _LEFT) / days

    def place(day: date) -> float:
        return round(_LEFT + (day - first).days * scale, 1)

    names = dict.fromkeys(row.about for point in past for row in point.rows)
    lines: list[Lifeline] = []
    words: dict[tuple[str, str], None] = {}
    for number, about in enumerate(names):
        segments: list[Segment] = []
        for point, after in zip(past, [*past[1:], None], strict=True):
            row = next((row for row in point.rows if row.about == about), None)
            if row is None:
                continue
            record, status = status_of(row)
            words[record, status] = None
            start, end = place(point.day), place(after.day if after else until)
            if segments and (segments[-1].record, segments[-1].status) == (record, status):
                start = segments.pop().x
            segments.append(Segment(start, round(end - start, 1), record, status))
        lines.append(Lifeline(about, 24 + number * _ROW, tuple(segments)))
    years = tuple((place(date(year, 1, 1)), year) for year in range(first.year + 1, until.year + 1))
    return LifelineChart(
        tuple(lines), years[:: max(1, len(years) // 8)], 34 + len(lines) * _ROW, tuple(words)
    )


@dataclass(frozen=True)
class MapPoint:
    """A place on a map, numbered as in the table beside."""

    number: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class PlaceMap:
    """Places and a grid of degrees, in a projection true to scale at their middle latitude."""

    points: tuple[MapPoint, ...]
    parallels: tuple[tuple[float, Decimal], ...]
    meridians: tuple[tuple[float, Decimal], ...]
    height: int
    width: int = WIDTH


_STEPS = tuple(Decimal(step) for step in ("0.1", "0.2", "0.5", "1", "2", "5", "10", "20", "45"))


def place_map(places: Sequence[tuple[Decimal, Decimal, int]]) -> PlaceMap:
    """The map of places given as latitude, longitude and how much happened there: an equirectangular projection."""
    margin, lowest, highest = 40, 220, 560
    south, north = min(lat for lat, _, _ in places), max(lat for lat, _, _ in places)
    west, east = min(lon for _, lon, _ in places), max(lon for _, lon, _ in places)
    shrink = max(math.cos(math.radians(float(south + north) / 2)), 0.05)
    wide = max(float(east - west) * shrink, 0.2)
    tall = max(float(north - south), 0.2)
    scale = min((WIDTH - 2 * margin) / wide, (highest - 2 * margin) / tall)
    height = max(lowest, round(tall * scale) + 2 * margin)
    middle = (float(south + north) / 2, float(west + east) / 2)

    def x(lon: Decimal) -> float:
        return round(WIDTH / 2 + (float(lon) - middle[1]) * shrink * scale, 1)

    def y(lat: Decimal) -> float:
        return round(height / 2 - (float(lat) - middle[0]) * scale, 1)

    def step(pixels: float) -> Decimal:
        return next((step for step in _STEPS if float(step) * pixels >= 70), _STEPS[-1])

    reach = Decimal(round(max(WIDTH / scale / shrink, height / scale), 3))
    parallels = [
        (y(lat), lat) for lat in _grid(south - reach, north + reach, step(scale)) if 0 < y(lat) < height
    ]
    meridians = [
        (x(lon), lon) for lon in _grid(west - reach, east + reach, step(scale * shrink)) if 0 < x(lon) < WIDTH
    ]
    points = tuple(
        MapPoint(number, x(lon), y(lat), round(min(7 + happened**0.5 * 1.5, 16), 1))
        for number, (lat, lon, happened) in enumerate(places, 1)
    )
    return PlaceMap(points, tuple(parallels), tuple(meridians), height)


def _grid(low: Decimal, high: Decimal, step: Decimal) -> list[Decimal]:
    first = (low / step).to_integral_value() * step
    return [first + step * number for number in range(int((high - first) / step) + 1)]
