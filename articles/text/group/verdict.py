"""Two fingerprints -> whether they are one article, with the reasons an editor reads."""

from dataclasses import dataclass
from enum import StrEnum

from articles.text.group.likeness import Likeness, likeness
from articles.text.group.prints import Fingerprint


class Answer(StrEnum):
    """What the machine says of a pair. "unsure" goes to the review queue."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer on a pair, `score` from 0 (different) to 1 (same), the reasons in words, and what was measured."""

    answer: Answer
    score: float
    reasons: tuple[str, ...]
    likeness: Likeness


def _forbidden(like: Likeness) -> str | None:
    """Say what keeps two texts apart whatever they share, or None."""
    if like.numbers_differ >= 0.5:
        return f"{like.numbers_differ:.0%} of the numbers differ"
    if like.days is not None and like.days > 7 and like.contained < 0.9:
        return f"{like.days} days apart"
    return None


def _agrees(like: Likeness) -> bool:
    """Tell whether what two texts share makes them one article."""
    near = (like.days or 0) <= 3
    return (
        (like.contained >= 0.6 and like.fifths >= 4 and like.lead_best >= 0.2)
        or (like.contained >= 0.45 and like.fifths >= 4 and like.lead_worst >= 0.3 and like.order >= 0.7)
        or (like.contained >= 0.12 and like.fifths >= 3 and like.headline >= 0.8 and near)
        or (like.contained >= 0.2 and like.fifths == 5 and like.lead_worst >= 0.55 and like.order >= 0.8 and near)
    )


def same_article(a: Fingerprint, b: Fingerprint) -> Verdict:
    """Tell whether two texts are versions of one article."""
    like = likeness(a, b)
    if a.digest == b.digest:
        return Verdict(Answer.SAME, 1.0, ("same text",), like)
    shared = f"{like.contained:.0%} of the shorter text stands in the longer"
    forbidden = _forbidden(like)
    if forbidden:
        return Verdict(Answer.DIFFERENT, 0.0, (forbidden, shared), like)
    answer = Answer.SAME if _agrees(like) else Answer.DIFFERENT
    return Verdict(answer, like.contained if answer == Answer.DIFFERENT else max(0.5, like.contained), (shared,), like)
