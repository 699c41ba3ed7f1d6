"""Two fingerprints -> whether they are one article, with the reasons an editor reads.

Three things forbid it (numbers that changed in like surroundings: a recurring column; days apart without being nearly
the same text; nothing but phrases in common). Else seven measures are weighed into one score. The weights are a
logistic regression over hand-labelled pairs and made-up edits, rounded: few enough to read, and a fresh fit moves no
verdict that is not near a threshold.
"""

import math
from dataclasses import astuple, dataclass
from enum import StrEnum

from articles.text.group.likeness import PARTS, PHRASES, Likeness, likeness
from articles.text.group.prints import Fingerprint

# Of the numbers whose surroundings agree, half differ: versions correct a number or two, columns renew all of them.
COLUMN_NUMBERS = 0.5
# A correction of one figure, told twice, changes half the numbers of a text that has few: it takes more for a column.
# With fewer the machine asks, unless both are of one day.
COLUMN_AT_LEAST = 3
# The lead reads the same but for its numbers: the day's next report, or news that moved on. An editor must say.
LEAD_NUMBERS = 0.75
# Versions come within days; a text that comes back later is one only if it is all but the same text.
DAYS_APART = 7
SAME_LATER = 0.9
# Where the headlines differ, a little more than PHRASES in common is still no more than that.
PHRASES_ALONE = 0.17
# Up to half word for word, a lead, an opening or a headline must agree before the machine calls it one article.
HALF = 0.5
LEAD_AGREES = 0.3
# In a text of fewer words the lead is most of it, background and all: only its opening tells.
BRIEF = 150
TOLD = 0.1  # what is less is not worth an editor's reading
# Nearly all of what is shared is quoted speech: a rebuttal, a second report of one speech, or versions of an interview.
MOSTLY_QUOTED = 0.75
HEADLINE_AGREES = 0.8
# What a headline counts that is not there, between one that differs and one that agrees.
HEADLINE_UNKNOWN = 0.2
# One block of shared text is background until it is most of the shorter text: from the first share on it speaks for
# one article, and from the second as much as passages all over.
MOST = 0.65
NEARLY_ALL = 0.95
# Passages all over the text count in full from this share of it.
ENOUGH_BESIDE = 0.25
# Between these scores the machine asks. At .4 and .8 one labelled pair in 875 came out wrong in cross-validation, and
# 5% of pairs are asked; at .5 alone one in six stories' joins would be wrong.
DIFFERENT_BELOW = 0.4
SAME_FROM = 0.8


class Answer(StrEnum):
    """What the machine says of a pair. "unsure" goes to the review queue."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each measure counts for in the score, before the logistic curve. `far` is days apart, tenths up to ten."""

    spread: float = 16.0
    shared: float = 10.0
    all_over: float = 7.0
    lead: float = 13.0
    headline: float = 8.5
    quoted: float = -6.0
    far: float = -16.5
    start: float = -26.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores between which the machine asks an editor."""

    different_below: float = DIFFERENT_BELOW
    same_from: float = SAME_FROM


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer on a pair, `score` from 0 (different) to 1 (same), the reasons in words, and what was measured."""

    answer: Answer
    score: float
    reasons: tuple[str, ...]
    likeness: Likeness


WEIGHTS = Weights()
THRESHOLDS = Thresholds()


def forbidden(like: Likeness) -> str | None:
    """Say what keeps two texts apart whatever they share, or None."""
    if like.numbers_changed >= COLUMN_NUMBERS and like.new_numbers >= COLUMN_AT_LEAST:
        return _on_numbers(like)
    if like.days is not None and like.days > DAYS_APART and like.contained < SAME_LATER:
        return f"{like.days} days apart"
    if like.shared < (PHRASES if _headline(like) >= HEADLINE_AGREES else PHRASES_ALONE):
        return "only phrases are shared"
    return None


def _on_numbers(like: Likeness) -> str:
    return f"{like.numbers_changed:.0%} of the numbers differ where the words around them agree"


def _headline(like: Likeness) -> float:
    return HEADLINE_UNKNOWN if like.headline is None else like.headline


def _all_over(like: Likeness) -> float:
    """Give from 0 to 1 how far what is shared is more than one block of background."""
    scattered = like.scattered * min(1.0, like.beside / ENOUGH_BESIDE)
    return max(scattered, min(1.0, (like.shared - MOST) / (NEARLY_ALL - MOST)))


def _doubtful(like: Likeness) -> bool:
    """Tell whether the machine must ask: new numbers, quotes alone, or neither lead nor headline."""
    if like.numbers_changed >= COLUMN_NUMBERS and like.days != 0:
        return True
    if like.lead_numbers_changed >= LEAD_NUMBERS or like.quoted >= MOSTLY_QUOTED * like.shared:
        return True
    return _headline(like) < HEADLINE_AGREES and _begins_otherwise(like)


def _begins_otherwise(like: Likeness) -> bool:
    """Tell whether two texts begin otherwise and share too little else, for their length."""
    if like.opening >= LEAD_AGREES:
        return False
    if like.words < BRIEF:
        return like.contained < NEARLY_ALL
    return like.contained < HALF and like.lead < LEAD_AGREES


def measures(like: Likeness) -> tuple[float, ...]:
    """Give what the score weighs, in the order of Weights."""
    far = min(10, like.days or 0) / 10
    lead = (like.lead + like.opening) / 2
    return like.spread, like.shared, _all_over(like), lead, _headline(like), like.quoted, far


def score_of(like: Likeness, weights: Weights = WEIGHTS) -> float:
    """Give how much speaks for one article, from 0 to 1; 0 where something forbids it."""
    if forbidden(like):
        return 0.0
    *counts, start = astuple(weights)
    total = start + sum(count * measure for count, measure in zip(counts, measures(like), strict=True))
    score = 1 / (1 + math.exp(-total))
    return min(score, 0.5) if _doubtful(like) else score


def reasons_of(like: Likeness) -> tuple[str, ...]:
    """Say in words what was found, what speaks most first."""
    parts = round(like.spread * PARTS)
    where = "all through it" if parts == PARTS else f"in {parts} of its {PARTS} parts"
    told = [f"{like.contained:.0%} of the shorter text stands in the longer, {where}"]
    against = forbidden(like)
    if against:
        told.insert(0, against)
    elif like.numbers_changed >= COLUMN_NUMBERS:
        told.append(_on_numbers(like))
    if like.beside - like.contained >= TOLD:
        told.append(f"{like.beside:.0%} of it runs beside the longer, reworded")
    told += _on_lead(like)
    if _headline(like) >= HALF:
        told.append("same headline" if like.headline == 1 else "like headlines")
    if like.quoted >= TOLD:
        told.append(f"{like.quoted:.0%} is shared only as quoted speech")
    if like.days and not against:
        told.append(f"{like.days} day{'s' if like.days > 1 else ''} apart")
    return tuple(told)


def _on_lead(like: Likeness) -> list[str]:
    if like.lead_numbers_changed >= LEAD_NUMBERS:
        return ["the leads read alike but for their numbers"]
    if like.lead >= LEAD_AGREES:
        return [f"{like.lead:.0%} of the lead is shared"]
    if like.opening >= LEAD_AGREES:
        return [f"{like.opening:.0%} of the first words are shared"]
    return ["the leads differ"] if like.contained >= TOLD else []


def same_article(a: Fingerprint, b: Fingerprint, *, thresholds: Thresholds = THRESHOLDS) -> Verdict:
    """Tell whether two texts are versions of one article. Symmetric; raises nothing."""
    like = likeness(a, b)
    if a.digest == b.digest:
        return Verdict(Answer.SAME, 1.0, ("same text",), like)
    score = score_of(like)
    answer = Answer.UNSURE
    if score >= thresholds.same_from:
        answer = Answer.SAME
    elif score < thresholds.different_below:
        answer = Answer.DIFFERENT
    return Verdict(answer, score, reasons_of(like), like)
