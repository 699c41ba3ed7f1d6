"""The versions of a story -> their order, first to last, each with how its place is known.

Written here because the order of news versions is told by three kinds of knowledge of unlike worth (when a version was
published, when it was captured, how its text grew), and an editor must see which of them spoke.
"""

import datetime as dt
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from articles.text.group import Fingerprint
from articles.text.group.words import distinct_hashes

# A version without a date is laid on at most this many dated ones, those nearest in length: the work stays bounded in
# a story of a thousand reprints.
MOST_LAID_ON = 40


class Basis(StrEnum):
    """How a version's place among the others is known."""

    PUBLISHED = "published"
    CAPTURED = "captured"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class VersionClues:
    """What tells a version's place. `published` and `captured` are ISO 8601 with the precision given, or "".

    Without a fingerprint only the length speaks where dates do not, and before it `rank`, where that is given.
    """

    published: str
    captured: str
    words: int
    digest: str
    fingerprint: Fingerprint | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one version: `index` points into what was given, `why` is for an editor to read."""

    index: int
    basis: Basis
    why: str


@functools.lru_cache(maxsize=1024)  # reprints of one story have few stamps between them
def moment(stamp: str, *, by_the_clock: bool = False) -> dt.datetime | None:
    """Read an ISO 8601 stamp of any precision as a time in UTC, its missing parts at their first; None if unreadable.

    A stamp without a zone is taken for UTC. With `by_the_clock` zones are left aside: the time as it was printed.
    """
    padded = stamp + "-01" * (2 - stamp.count("-")) if stamp and "T" not in stamp else stamp
    try:
        read = dt.datetime.fromisoformat(padded)
        return read.replace(tzinfo=dt.UTC) if by_the_clock or not read.tzinfo else read.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def _lacks_zone(stamp: str) -> bool:
    """Tell whether a stamp gives a time of day without a zone."""
    return "T" in stamp and not re.search(r"(?:Z|[+-]\d\d:?\d\d)$", stamp)


@dataclass(frozen=True, slots=True)
class _Known:
    """When a version came out as far as is known, and by which clue."""

    time: dt.datetime
    captured: dt.datetime | None
    basis: Basis
    why: str


def _known(clues: VersionClues, *, by_the_clock: bool) -> _Known | None:
    """Give when a version came out: published; captured where that is more exact on the same day, or all there is."""
    published = moment(clues.published, by_the_clock=by_the_clock)
    captured = moment(clues.captured, by_the_clock=by_the_clock)
    if published is None:
        return _Known(captured, captured, Basis.CAPTURED, f"captured {clues.captured}") if captured else None
    by_day = "T" not in clues.published
    if by_day and captured and captured.date() == published.date() and "T" in clues.captured:
        why = f"published {clues.published}, captured {clues.captured}"
        return _Known(captured, captured, Basis.CAPTURED, why)
    return _Known(published, captured, Basis.PUBLISHED, f"published {clues.published}")


def _shared_words(one: Fingerprint | None, other: Fingerprint | None) -> float:
    """Give the share of the distinct words of the text with fewer that the other has: high even after rewording."""
    if one is None or other is None:
        return 0.0
    fewer, more = sorted((distinct_hashes(each.word_array.astype(np.uint64)) for each in (one, other)), key=len)
    return len(np.intersect1d(fewer, more, assume_unique=True)) / max(1, len(fewer))


def _growth(longer: VersionClues, shorter: VersionClues) -> str:
    """Say how one text grew from the other."""
    held = _shared_words(longer.fingerprint, shorter.fingerprint)
    more = longer.words - shorter.words
    if not held:
        return f"{more} words longer than the version before it"
    return f"holds {held:.0%} of the words of the version before it and adds {more}"


def _by_length(given: Sequence[VersionClues], index: int) -> tuple[int, int, str]:
    """Sort by rank, then by growth: shorter texts first, equal ones by digest, so that arrival does not count."""
    return given[index].rank, given[index].words, given[index].digest


def _dated_places(given: Sequence[VersionClues]) -> list[tuple[int, _Known]]:
    """Order the versions with a date by it; at one time by capture, then by growth.

    Where one of the times lacks its zone, all are compared by the clock: captures of one page lose zones, not hours.
    """
    clock = any(_lacks_zone(stamp) for clues in given for stamp in (clues.published, clues.captured))
    known = [(index, found) for index, clues in enumerate(given) if (found := _known(clues, by_the_clock=clock))]
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    known.sort(key=lambda item: (item[1].time, item[1].captured or latest, *_by_length(given, item[0])))
    return known


def _why_tied(given: Sequence[VersionClues], before: tuple[int, _Known] | None, this: tuple[int, _Known]) -> Place:
    """Give the place of a dated version, which is inferred where its date is the same as its predecessor's."""
    index, known = this
    if before is None or (before[1].time, before[1].captured) != (known.time, known.captured):
        if before is not None and before[1].time == known.time and before[1].captured and known.captured:
            return Place(index, Basis.CAPTURED, f"{known.why}, captured {given[index].captured}")
        return Place(index, known.basis, known.why)
    return Place(
        index, Basis.INFERRED, f"{known.why} like the version before it; {_growth(given[index], given[before[0]])}"
    )


def _undated_beside(given: Sequence[VersionClues], index: int, dated: Sequence[int]) -> tuple[int, bool, str]:
    """Find the dated version an undated one stands beside: its rank among the dated, whether after it, and why."""
    clues = given[index]
    nearest = sorted(range(len(dated)), key=lambda rank: abs(given[dated[rank]].words - clues.words))[:MOST_LAID_ON]
    shares = {rank: _shared_words(clues.fingerprint, given[dated[rank]].fingerprint) for rank in nearest}
    rank = max(nearest, key=shares.__getitem__)  # of equals the first: the nearest in length
    other = given[dated[rank]]
    after = clues.words >= other.words
    if after:
        return rank, True, f"no date; {_growth(clues, other)}"
    held = f"holds {shares[rank]:.0%} of its words and adds" if shares[rank] else "is longer by"
    return rank, False, f"no date; the version after it {held} {other.words - clues.words}"


def _all_undated(given: Sequence[VersionClues]) -> tuple[Place, ...]:
    """Order versions of which none has a date, by growth."""
    order = sorted(range(len(given)), key=lambda index: _by_length(given, index))
    places = [Place(order[0], Basis.INFERRED, "no date; the shortest text")]
    for before, index in itertools.pairwise(order):
        places.append(Place(index, Basis.INFERRED, f"no date; {_growth(given[index], given[before])}"))
    return tuple(places)


def order_of(given: Sequence[VersionClues]) -> tuple[Place, ...]:
    """Give the versions' places, first to last: by publication, else capture, else inferred from how the text grew.

    The order does not depend on the order given. Raises nothing; an unreadable stamp counts as none.
    """
    dated = _dated_places(given)
    if not dated:
        return _all_undated(given) if given else ()
    ranks = [index for index, _ in dated]
    beside: dict[tuple[int, bool], list[Place]] = {}
    for index in sorted(set(range(len(given))) - set(ranks), key=lambda index: _by_length(given, index)):
        rank, after, why = _undated_beside(given, index, ranks)
        beside.setdefault((rank, after), []).append(Place(index, Basis.INFERRED, why))
    places: list[Place] = []
    for rank, this in enumerate(dated):
        places += beside.get((rank, False), [])
        places.append(_why_tied(given, dated[rank - 1] if rank else None, this))
        places += beside.get((rank, True), [])
    return tuple(places)
