"""Paragraphs of two texts stand side by side where they share something; none is lost, each side keeps its order."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from articles.reads.review_rows import MOST_ALIGNED, aligned

SHARED = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.integers(1, 300), max_size=20)


@given(st.integers(0, 12), st.integers(0, 12), SHARED)
def test_rows_hold_every_paragraph_once_and_in_order(lefts: int, rights: int, shared: dict[tuple[int, int], int]):
    within = Counter({pair: count for pair, count in shared.items() if pair[0] < lefts and pair[1] < rights})
    rows = aligned(range(lefts), range(rights), within)
    assert [left for left, _ in rows if left is not None] == list(range(lefts))
    assert [right for _, right in rows if right is not None] == list(range(rights))


def test_what_is_shared_stands_side_by_side():
    rows = aligned("abcd", "xbyd", Counter({(1, 1): 10, (3, 3): 10}))
    assert rows == (("a", "x"), ("b", "b"), ("c", "y"), ("d", "d"))
    rows = aligned("ab", "xyza", Counter({(0, 3): 5}))
    assert rows == ((None, "x"), (None, "y"), (None, "z"), ("a", "a"), ("b", None))


def test_of_two_that_cross_the_longer_is_aligned():
    assert ("b", "b") in aligned("ab", "ba", Counter({(0, 1): 5, (1, 0): 50}))


def test_very_long_pairs_stand_from_their_starts():
    long = range(int(MOST_ALIGNED**0.5) + 1)
    assert aligned(long, long, Counter({(0, 5): 5}))[0] == (0, 0)
