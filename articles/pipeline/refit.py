"""Editors' answers on pairs -> training data, and the thresholds that fit them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice

from django.utils import timezone

from articles.models import FittedThresholds, PairDoubt, VersionBody
from articles.pipeline.thresholds import thresholds_in_force
from articles.text.group import stored_fingerprint
from articles.text.group.likeness import Likeness, likeness
from articles.text.group.refit import FEWEST_TO_APPLY, Decided, Outcome, Refit, outcome, refit, within_bounds
from articles.text.group.verdict import score_of

CHUNK = 200  # pairs whose fingerprints are held at a time
# One pair more decided wrongly must be paid for by so many more decided rightly without asking.
MOST_TRADED = 20


class NotApplied(Exception):  # noqa: N818 - what was decided, not a fault
    """Fitted thresholds are not put in force; the message says why, `found` what they would be."""

    def __init__(self, why: str, found: Refit) -> None:
        super().__init__(why)
        self.found = found


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
    against = _reason_against(found)
    if against:
        raise NotApplied(against, found)
    row = FittedThresholds.objects.create(
        different_below=found.after.thresholds.different_below,
        same_from=found.after.thresholds.same_from,
        answers=_answers(found.after),
        outcome={"before": asdict(found.before), "after": asdict(found.after)},
    )
    return found, row


def _reason_against(found: Refit) -> str:
    """Say why fitted thresholds are not put in force; "" where nothing speaks against it."""
    answers = _answers(found.after)
    if answers < FEWEST_TO_APPLY:
        return f"{answers:,} answers are too few: {FEWEST_TO_APPLY} are needed to change how all is grouped"
    if found.after.thresholds == found.before.thresholds:
        return "the answers give no reason to change the thresholds"
    more_wrong, more_right = _wrong(found.after) - _wrong(found.before), found.after.right - found.before.right
    if more_wrong > 0 and more_right < MOST_TRADED * more_wrong:
        return "the fitted thresholds would be wrong more often for little"
    return ""


def _answers(of: Outcome) -> int:
    return of.right + _wrong(of) + of.asked


def _wrong(of: Outcome) -> int:
    return of.false_same + of.false_different


def take_back_thresholds(*, every: bool = False) -> int:
    """Take back the thresholds put in force last, or every one; those before, or the code's, count again. How many."""
    standing = FittedThresholds.objects.filter(undone_at__isnull=True).order_by("-pk")
    ids = list(standing.values_list("pk", flat=True)[: None if every else 1])
    return FittedThresholds.objects.filter(pk__in=ids).update(undone_at=timezone.now())
