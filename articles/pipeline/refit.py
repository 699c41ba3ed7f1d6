"""Editors' answers on pairs -> training data, and the thresholds that fit them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from articles.models import PairDoubt, VersionBody
from articles.text.group import stored_fingerprint
from articles.text.group.likeness import Likeness, likeness
from articles.text.group.refit import Decided, Refit, refit
from articles.text.group.verdict import THRESHOLDS, score_of

CHUNK = 200  # pairs whose fingerprints are held at a time


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
    """Fit the thresholds to all answers, and say what both the standing and the fitted ones make of them."""
    return refit([Decided(pair.score, pair.same) for pair in answered_pairs()], THRESHOLDS)
