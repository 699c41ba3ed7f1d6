"""Which words changed: grouped as a reader would, mirrored, and bounded."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.text.compare.moves import moved_edges
from articles.text.compare.tokens import Tokenizer
from articles.text.compare.words import CELLS_MOST, Changed, changed_words

KEYS = st.lists(st.sampled_from(["a", "b", "c", ",", ".", "rain", "sea", '"']), max_size=30)


def phrases(old: str, new: str) -> list[tuple[str, str]]:
    """Return what was replaced by what, as words."""
    before, after = old.split(), new.split()
    return [
        (" ".join(before[each.old_start : each.old_end]), " ".join(after[each.new_start : each.new_end]))
        for each in changed_words(before, after).blocks
    ]


@given(KEYS, KEYS)
def test_changed_words_leave_the_same_words_on_both_sides(old, new):
    blocks = changed_words(old, new).blocks

    kept_old, kept_new = list(old), list(new)
    for block in reversed(blocks):
        del kept_old[block.old_start : block.old_end]
        del kept_new[block.new_start : block.new_end]
    assert kept_old == kept_new


@given(KEYS, KEYS)
def test_changed_words_backwards_are_the_mirror_image(old, new):
    ahead, back = changed_words(old, new).blocks, changed_words(new, old).blocks

    assert list(ahead) == [Changed(each.new_start, each.new_end, each.old_start, each.old_end) for each in back]


def test_changed_words_put_in_are_a_phrase():
    assert phrases("moll won , the jury said", "moll won , a surprise , the jury said") == [("", ", a surprise")]


def test_changed_words_join_over_a_lone_small_word():
    assert phrases("rain fell in the valley", "snow lay in the valley") == [("rain fell", "snow lay")]
    assert phrases("heavy rain in old towns", "deep snow in new towns") == [("heavy rain in old", "deep snow in new")]


def test_changed_words_keep_a_figure_apart():
    assert phrases("lost 40 of grey boats", "lost 60 of white boats") == [("40", "60"), ("grey", "white")]


def test_changed_words_of_long_texts_are_cut_at_words_that_stand_once():
    old = [f"w{number}" for number in range(5_000)]
    new = [*old[:2_500], "put", "in", *old[2_500:4_000], *old[4_010:]]
    assert len(old) * len(new) > CELLS_MOST

    changes = changed_words(old, new)

    assert not changes.coarse
    assert changes.blocks == (Changed(2_500, 2_500, 2_500, 2_502), Changed(4_000, 4_010, 4_002, 4_002))


def test_changed_words_of_long_texts_without_such_words_are_said_to_be_coarse():
    changes = changed_words(["the", "a"] * 5_000, ["a", "a", "the"] * 3_000)

    assert changes.coarse


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12), st.data())
def test_moved_edges_leave_the_heaviest_chain(edges, data):
    weights = {edge: data.draw(st.integers(1, 9)) for edge in sorted(edges)}

    kept = sorted(edges - moved_edges(weights))

    assert all(before[1] <= after[1] for before, after in pairwise(kept))
    assert sum(weights[edge] for edge in kept) == heaviest(sorted(weights), weights)


def heaviest(order: list[tuple[int, int]], weights: dict[tuple[int, int], int]) -> int:
    """Return the weight of the heaviest chain, by trying all."""
    best: dict[tuple[int, int], int] = {}
    for at, (i, j) in enumerate(order):
        best[i, j] = weights[i, j] + max((best[edge] for edge in order[:at] if edge[1] <= j), default=0)
    return max(best.values(), default=0)


@given(st.text())
def test_words_stand_in_order_and_are_never_empty(text):
    words = Tokenizer().words(text)

    assert all(words.keys)
    assert list(words.starts) == sorted(words.starts)
    assert all(start < end for start, end in zip(words.starts, words.ends, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))


@given(st.text())
def test_words_leave_out_only_what_no_reader_sees(text):
    words = Tokenizer().words(text)
    seen = {at for start, end in zip(words.starts, words.ends, strict=True) for at in range(start, end)}

    assert not any(letter.isalnum() for at, letter in enumerate(text) if at not in seen)
