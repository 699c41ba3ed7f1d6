"""Two fingerprints -> how the texts lie on each other: the measures that a verdict is built from.

Written here because no library measures more than set overlap, and overlap alone cannot tell a version from another
article that reuses background: what tells them is where in the texts the shared passages stand, and in what order.
"""

import bisect
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from articles.text.group.prints import Fingerprint
from articles.text.group.words import SHINGLE, Hashes, shingle_hashes

# The lead of a news text: its first 50 words or so, compared by runs of three, which survive light rewording.
LEAD_RUNS = 48
LEAD_SHINGLE = 3
# A fifth of a text counts as shared when this much of it is covered by shared shingles.
COVERED_FIFTH = 0.08
# With fewer numbers than this, that they disagree says nothing.
FEWEST_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts lie on each other. All but counts and days are shares from 0 to 1.

    `contained`: of the shorter text's distinct shingles, those in the longer. `jaccard`: shared of all. `fifths`: how
    many fifths of the shorter text hold shared passages. `lead_best`, `lead_worst`: how much of one text's lead stands
    in the other, the better and the worse way round. `order`: how many of the shared shingles stand in the same order.
    `numbers_differ`: of the numbers of the text with fewer, those the other lacks. `headline`: shared words of the
    headlines by their length. `days`: between the two, None where one has no day. `longer_by`: words of the longer
    over words of the shorter.
    """

    contained: float
    jaccard: float
    fifths: int
    lead_best: float
    lead_worst: float
    order: float
    numbers_differ: float
    headline: float
    days: int | None
    longer_by: float


def _found_in(hashes: Hashes, distinct: Hashes) -> npt.NDArray[np.bool_]:
    """Tell of each hash whether it is among the ascending distinct ones."""
    if not len(distinct) or not len(hashes):
        return np.zeros(len(hashes), dtype=np.bool_)
    places = np.searchsorted(distinct, hashes)
    places[places == len(distinct)] = 0
    return np.equal(distinct[places], hashes)


def _covered_fifths(found: npt.NDArray[np.bool_]) -> int:
    """Count the fifths of a text that hold shared passages, given which of its shingles are shared."""
    if len(found) < 5:
        return 5 if found.any() else 0
    steps = np.zeros(len(found) + SHINGLE, dtype=np.int32)
    steps[: len(found)] += found
    steps[SHINGLE:] -= found
    covered = np.cumsum(steps)[:-1] > 0
    return sum(float(fifth.mean()) >= COVERED_FIFTH for fifth in np.array_split(covered, 5))


def _same_order(shorter: Hashes, found: npt.NDArray[np.bool_], longer: Hashes) -> float:
    """Give the share of the shared shingles that a longest common order keeps (longest increasing subsequence)."""
    shared = shorter[found]
    if len(shared) < 2:
        return 1.0
    by_hash = np.argsort(longer, kind="stable")
    places = by_hash[np.searchsorted(longer[by_hash], shared)]
    tails: list[int] = []
    for place in places.tolist():
        at = bisect.bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails) / len(np.unique(places))


def _lead_in(one: Fingerprint, other_runs: Hashes) -> float:
    """Give how much of one text's lead stands anywhere in the other, whose distinct runs of three are given."""
    lead = shingle_hashes(one.word_array[: LEAD_RUNS + LEAD_SHINGLE - 1], LEAD_SHINGLE)
    return float(_found_in(lead, other_runs).mean()) if len(lead) else 0.0


def _runs_of_three(one: Fingerprint) -> Hashes:
    """Give the distinct runs of three words, ascending."""
    return np.unique(shingle_hashes(one.word_array, LEAD_SHINGLE))


def _numbers_differ(a: Fingerprint, b: Fingerprint) -> float:
    """Give the share of numbers, of the text that has fewer, which the other lacks."""
    fewer, more = sorted((a.number_words, b.number_words), key=len)
    if len(fewer) < FEWEST_NUMBERS:
        return 0.0
    return 1.0 - len(np.intersect1d(fewer, more, assume_unique=True)) / len(fewer)


def headline_likeness(a: str, b: str) -> float:
    """Give the shared share of two folded headlines' words, each word weighing its length: short ones say little."""
    one, other = set(a.split()), set(b.split())
    if not one or not other:
        return 0.0
    return sum(map(len, one & other)) / sum(map(len, one | other))


def likeness(a: Fingerprint, b: Fingerprint) -> Likeness:
    """Lay two texts on each other and measure. Symmetric."""
    shorter, longer = sorted((a, b), key=lambda one: (len(one.words), one.words))
    found = _found_in(shorter.shingles, longer.distinct)
    shared = len(np.unique(shorter.shingles[found]))
    leads = (_lead_in(shorter, _runs_of_three(longer)), _lead_in(longer, _runs_of_three(shorter)))
    days = abs((a.published - b.published).days) if a.published and b.published else None
    return Likeness(
        contained=shared / max(1, len(shorter.distinct)),
        jaccard=shared / max(1, len(shorter.distinct) + len(longer.distinct) - shared),
        fifths=_covered_fifths(found),
        lead_best=max(leads),
        lead_worst=min(leads),
        order=_same_order(shorter.shingles, found, longer.shingles),
        numbers_differ=_numbers_differ(a, b),
        headline=headline_likeness(a.headline, b.headline),
        days=days,
        longer_by=len(longer.words) / max(4, len(shorter.words)),
    )
