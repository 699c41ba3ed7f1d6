"""Versions' times and changes -> a timeline: where each bar stands, its layers, and marks for hours, days or months.

Pure. Drawn in percent along and in pixels up, so that type on it is never stretched.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TIMELINE_WIDTH = 1000  # the timeline's own units
TIMELINE_HEIGHT = 100
LEAST_HEIGHT = 3
NARROWEST = 8  # units between two bars: versions minutes apart stay apart
MARGIN = 2.0  # per cent on each side, so that the first and the last bar are whole
MOST_TICKS = 7  # what fits a phone
EDGE = 0.06  # of the width: what is written nearer to an edge is written away from it
STEPS = tuple(timedelta(hours=hours) for hours in (1, 3, 6, 12, 24, 48, 168, 336))
MONTHS = (1, 3, 6, 12, 60, 120, 600)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of a bar: what kind of change, from `top` to `bottom`, counted from the timeline's upper edge."""

    kind: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the timeline: where it stands, in per cent, and the hour, day, month or year it stands for.

    `anchor` keeps words at an edge within the picture: "start", "middle" or "end", as SVG names it.
    """

    at: str
    says: str
    anchor: str = "middle"


def percent(place: float) -> str:
    """Return a place on the timeline as SVG takes it."""
    return f"{MARGIN + place / TIMELINE_WIDTH * (100 - 2 * MARGIN):.2f}%"


def along_time(moments: Sequence[datetime | None]) -> list[int]:
    """Return each version's place on the timeline: by time where every time is known and in order, else evenly."""
    known = by_time(moments) or [float(index) for index in range(len(moments))]
    length = known[-1] - known[0] if len(known) > 1 else 1.0
    gap = min(NARROWEST, TIMELINE_WIDTH / max(len(known), 1))
    places: list[float] = []
    for at in known:
        place = (at - known[0]) / (length or 1.0) * TIMELINE_WIDTH
        places.append(max(place, places[-1] + gap) if places else place)
    shrink = TIMELINE_WIDTH / max(places[-1], TIMELINE_WIDTH) if places else 1.0
    return [round(place * shrink) for place in places]


def by_time(moments: Sequence[datetime | None]) -> list[float]:
    """Return the times in seconds where all are known and in order; else nothing, and versions stand evenly."""
    known = [at.timestamp() for at in moments if at]
    in_order = len(known) == len(moments) and known == sorted(known) and len(set(known)) > 1
    return known if in_order else []


def layers(height: int, counts: Sequence[tuple[str, int]]) -> tuple[Layer, ...]:
    """Share a bar's height out among the kinds of change, from the ground up."""
    height = max(height, LEAST_HEIGHT)
    total = sum(number for _, number in counts)
    found: list[Layer] = []
    bottom = float(TIMELINE_HEIGHT)
    for kind, number in counts if total else [("edited", 1)]:
        if number:
            top = bottom - height * number / (total or 1)
            found.append(Layer(kind, round(top, 1), round(bottom, 1)))
            bottom = top
    return tuple(found)


def ticks(moments: Sequence[datetime | None], places: Sequence[int]) -> tuple[Tick, ...]:
    """Return marks between the first version and the last, none where versions do not stand by time."""
    known = by_time(moments)
    if not known:
        return ()
    marks = _marks(datetime.fromtimestamp(known[0], UTC), datetime.fromtimestamp(known[-1], UTC))
    found = ((_place(at.timestamp(), known, places), says) for at, says in marks)
    return tuple(Tick(percent(place), says, _anchor(place / TIMELINE_WIDTH)) for place, says in found)


def _anchor(share: float) -> str:
    return "start" if share < EDGE else "end" if share > 1 - EDGE else "middle"


def _place(second: float, known: Sequence[float], places: Sequence[int]) -> float:
    """Return where a time stands between the versions around it: bars that were moved apart take the marks along."""
    after = min(max(bisect_left(known, second), 1), len(known) - 1)
    since, until = known[after - 1], known[after]
    share = (second - since) / (until - since) if until > since else 1.0
    return places[after - 1] + share * (places[after] - places[after - 1])


def _marks(first: datetime, last: datetime) -> Iterator[tuple[datetime, str]]:
    for step in STEPS:
        if (last - first) / step <= MOST_TICKS:
            yield from _even_marks(first, last, step)
            return
    length = (last.year - first.year) * 12 + last.month - first.month
    months = next((months for months in MONTHS if length / months <= MOST_TICKS), MONTHS[-1])
    at = first.year * 12 + first.month - 1
    for number in range(at - at % months, at + length + 1, months):
        mark = datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC) if number >= 12 else first
        if first <= mark <= last:
            yield mark, f"{mark.year}" if months >= 12 else f"{mark:%b %Y}"


def _even_marks(first: datetime, last: datetime, step: timedelta) -> Iterator[tuple[datetime, str]]:
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    for number in range(int((last - midnight) / step) + 1):
        mark = midnight + number * step
        if mark >= first:
            whole = step >= DAY or mark.hour == 0
            yield mark, f"{mark.day} {mark:%b}" if whole else f"{mark:%H:%M}"
