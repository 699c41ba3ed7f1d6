"""The seeds come out as an editor expects: one story of three captures and two versions, and two stories beside it."""

import itertools

import pytest

from articles.text.group import Fingerprint, same_article
from articles.text.order import Basis, VersionClues, order_of
from tests.quality.grouping_gold import seed_stories, seed_texts

pytestmark = pytest.mark.gold


def clues(fingerprint: Fingerprint, *, published: str = "", captured: str = "") -> VersionClues:
    return VersionClues(published, captured, len(fingerprint.word_array), fingerprint.digest, fingerprint)


def test_seeds_verdicts_are_the_expected_stories():
    texts, stories = seed_texts(), seed_stories()
    for a, b in itertools.combinations(sorted(texts), 2):
        together = any({a, b} <= story for story in stories)
        verdict = same_article(texts[a].fingerprint(), texts[b].fingerprint())
        assert verdict.answer == ("same" if together else "different"), (a, b, verdict)


def test_seeds_two_captures_of_one_text_share_a_version():
    texts = seed_texts()
    assert texts["001"].fingerprint().digest == texts["002"].fingerprint().digest
    assert texts["000"].fingerprint().digest != texts["001"].fingerprint().digest


def test_seeds_the_grown_version_comes_later_and_is_shown_as_inferred():
    texts = seed_texts()
    dated = clues(texts["001"].fingerprint(), published="2020-09-23T00:32", captured="2020-09-23")
    undated = clues(texts["000"].fingerprint())
    first, second = order_of([undated, dated])
    assert (first.index, first.basis) == (1, Basis.PUBLISHED)
    assert (second.index, second.basis) == (0, Basis.INFERRED)
    assert "no date" in second.why
