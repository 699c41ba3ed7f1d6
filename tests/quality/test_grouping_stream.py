"""A stream of versions and lookalikes comes out as its stories, in any order, and reprints do not fall apart."""

import pytest

from tests.quality.grouping_stream import (
    adjusted_rand,
    b_cubed,
    grouped,
    largest_mixture,
    reprints,
    shuffled,
    stream,
)
from tests.quality.test_grouping_quality import bases

pytestmark = pytest.mark.gold


@pytest.mark.parametrize("seed", [3, 4])
def test_stream_comes_out_as_its_stories(seed: int):
    items = stream(bases(), seed=seed)
    truth = [item.story for item in items]
    found = grouped([item.fingerprint() for item in items])
    assert b_cubed(truth, found)[2] >= 0.98
    assert largest_mixture(truth, found) <= 2


@pytest.mark.parametrize("seed", [1, 2])
def test_stream_comes_out_the_same_in_any_order(seed: int):
    items = stream(bases(), seed=3)
    mixed = shuffled(items, seed)
    one = dict(zip(map(id, items), grouped([item.fingerprint() for item in items]), strict=True))
    other = dict(zip(map(id, mixed), grouped([item.fingerprint() for item in mixed]), strict=True))
    assert adjusted_rand([one[id(item)] for item in items], [other[id(item)] for item in items]) >= 0.99


def test_stream_six_hundred_reprints_of_five_texts_are_five_stories():
    items = reprints(bases()[:5], count=120, seed=1)
    assert len(items) == 600
    found = grouped([item.fingerprint() for item in items])
    assert len(set(found)) == 5
