"""Editors' answers on pairs -> training data, and the thresholds that fit them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice

from django.utils import timezone

from articles.models import FittedThresholds, PairDoubt, VersionBody
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group import stored_fingerprint
from articles.text.group.likeness import Likeness, likeness
from articles.text.group.refit import FEWEST_TO_APPLY, Decided, Refit, outcome, refit, within_bounds
from articles.text.group.verdict import score_of

CHUNK = 200  # pairs whose fingerprints are held at a time
# One pair more decided wrongly must be paid for by so many more decided rightly without asking.
MOST_TRADED = 20


class NotApplied(Exception):  # noqa: N818 - what was decided, not a fault
    """Fitted thresholds are not put in force; the message says why."""


@dataclass(frozen=True, slots=True)
class AnsweredPair:
    """A pair that an editor decided, by its versions' ids, with what is measured of it today."""

    first_id: int
    second_id: int
    same: bool
    score: float
    likeness: Likeness


def answered_pairs() -> Iterator[AnsweredPair]:
    """Give every pair that an editor called the same or different, measured anew."""
    decided = PairDoubt.objects.filter(answer__in=[PairDoubt.Answer.SAME, PairDoubt.Answer.DIFFERENT]).order_by("pk")
    rows = decided.values_list("first", "second", "answer").iterator(chunk_size=CHUNK)
    while part := list(islice(rows, CHUNK)):
        ids = {version_id for first, second, _ in part for version_id in (first, second)}
        bodies = VersionBody.objects.filter(pk__in=ids).values_list("pk", "fingerprint")
        prints = {pk: stored_fingerprint(bytes(given)) for pk, given in bodies}
        for first, second, answer in part:
            a, b = prints.get(first), prints.get(second)
            if a and b:
                like = likeness(a, b)
                yield AnsweredPair(first, second, answer == PairDoubt.Answer.SAME, score_of(like), like)


def refit_thresholds() -> Refit:
    """Fit the thresholds to all answers, and say what those in force and the fitted ones make of them.

    The fitted ones are those that may be put in force: near the present ones, and within bounds.
    """
    decided, current = [Decided(pair.score, pair.same) for pair in answered_pairs()], thresholds_in_force()
    found = refit(decided, current)
    return replace(found, after=outcome(decided, within_bounds(found.after.thresholds, current)))


def apply_thresholds() -> tuple[Refit, FittedThresholds]:
    """Put the fitted thresholds in force for every later grouping. Raises NotApplied with the reason in words."""
    found = refit_thresholds()
    answers = found.after.right + found.after.false_same + found.after.false_different + found.after.asked
    if answers < FEWEST_TO_APPLY:
        raise NotApplied(f"{answers:,} answers are too few: {FEWEST_TO_APPLY} are needed to change how all is grouped")
    if found.after.thresholds == found.before.thresholds:
        raise NotApplied("the answers give no reason to change the thresholds")
    wrong = {name: each.false_same + each.false_different for name, each in (("b", found.before), ("a", found.after))}
    if wrong["a"] > wrong["b"] and found.after.right - found.before.right < MOST_TRADED * (wrong["a"] - wrong["b"]):
        raise NotApplied("the fitted thresholds would be wrong more often for little")
    row = FittedThresholds.objects.create(
        different_below=found.after.thresholds.different_below,
        same_from=found.after.thresholds.same_from,
        answers=answers,
        outcome={"before": asdict(found.before), "after": asdict(found.after)},
    )
    return found, row


def take_back_thresholds(*, every: bool = False) -> int:
    """Take back the thresholds put in force last, or every one; those before, or the code's, count again. How many."""
    standing = FittedThresholds.objects.filter(undone_at__isnull=True).order_by("-pk")
    ids = list(standing.values_list("pk", flat=True)[: None if every else 1])
    return FittedThresholds.objects.filter(pk__in=ids).update(undone_at=timezone.now())
