"""Pairs that editors decided -> thresholds that would have asked less, or erred less, with both sides counted.

Only the two thresholds are fitted, never the weights: editors are asked about the pairs in the middle, and what is
learned there says nothing of pairs they never saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.group.verdict import Thresholds

# With fewer answers on a side a threshold would follow single pairs.
FEWEST_ANSWERS = 20
# Of the pairs that a threshold decides alone, this share may be wrong.
MOST_WRONG = 0.02
# Thresholds are put in force only by so many answers in all, move so far at most at a time, and never leave these
# bounds: editors are asked about pairs in the middle, and a run of hasty answers must not regroup an archive.
FEWEST_TO_APPLY = 60
MOST_MOVED = 0.15
LOWEST_SAME, HIGHEST_SAME = 0.6, 0.97
LOWEST_DIFFERENT, HIGHEST_DIFFERENT = 0.05, 0.5


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair's score today, and what an editor said of it."""

    score: float
    same: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What thresholds make of decided pairs: called the same and different, rightly or wrongly, or asked."""

    thresholds: Thresholds
    right: int
    false_same: int
    false_different: int
    asked: int


@dataclass(frozen=True, slots=True)
class Refit:
    """Thresholds before and after, each with what it makes of the same pairs."""

    before: Outcome
    after: Outcome


def outcome(decided: Sequence[Decided], thresholds: Thresholds) -> Outcome:
    """Count what thresholds make of decided pairs."""
    same = [pair for pair in decided if pair.score >= thresholds.same_from]
    different = [pair for pair in decided if pair.score < thresholds.different_below]
    false_same = sum(not pair.same for pair in same)
    false_different = sum(pair.same for pair in different)
    right = len(same) + len(different) - false_same - false_different
    return Outcome(thresholds, right, false_same, false_different, len(decided) - len(same) - len(different))


def _wrong_above(decided: Sequence[Decided], score: float) -> float:
    """Give the share of pairs from this score up that are different articles, one more counted for caution."""
    above = [pair for pair in decided if pair.score >= score]
    return (sum(not pair.same for pair in above) + 1) / (len(above) + FEWEST_ANSWERS * 2)


def _wrong_below(decided: Sequence[Decided], score: float) -> float:
    """Give the share of pairs below this score that are the same article, one more counted for caution."""
    below = [pair for pair in decided if pair.score < score]
    return (sum(pair.same for pair in below) + 1) / (len(below) + FEWEST_ANSWERS * 2)


def within_bounds(fitted: Thresholds, current: Thresholds) -> Thresholds:
    """Give the thresholds nearest to the fitted ones that may be put in force after the current ones."""
    return Thresholds(
        different_below=_near(fitted.different_below, current.different_below, LOWEST_DIFFERENT, HIGHEST_DIFFERENT),
        same_from=_near(fitted.same_from, current.same_from, LOWEST_SAME, HIGHEST_SAME),
    )


def _near(fitted: float, current: float, lowest: float, highest: float) -> float:
    moved = min(max(fitted, current - MOST_MOVED), current + MOST_MOVED)
    return min(max(moved, lowest), highest)


def refit(decided: Sequence[Decided], current: Thresholds) -> Refit:
    """Fit the thresholds to decided pairs; where a side has too few, its threshold stays.

    "same" begins at the lowest score above which at most MOST_WRONG are wrong, and "different" ends at the highest
    below which that holds.
    """
    scores = sorted({pair.score for pair in decided} | {current.same_from, current.different_below})
    same_from, different_below = current.same_from, current.different_below
    if sum(pair.same for pair in decided) >= FEWEST_ANSWERS:
        safe = [score for score in scores if score >= 0.5 and _wrong_above(decided, score) <= MOST_WRONG]
        same_from = min(safe, default=max(current.same_from, scores[-1]))
    if sum(not pair.same for pair in decided) >= FEWEST_ANSWERS:
        safe = [score for score in scores if score <= same_from and _wrong_below(decided, score) <= MOST_WRONG]
        different_below = max(safe, default=min(current.different_below, scores[0]))
    fitted = Thresholds(different_below=min(different_below, same_from), same_from=same_from)
    return Refit(outcome(decided, current), outcome(decided, fitted))
