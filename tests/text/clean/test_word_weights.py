"""What a line's words weigh: words that many sites print outside their articles against those they print within."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.word_weights import BUCKETS, UNKNOWN, WordWeights, buckets_of, weights_of, word_traits

BOX = "subscribe to our newsletter today"
NOTHING = WordWeights(np.full(BUCKETS, UNKNOWN, dtype=np.int8))


def weighing(text: str, weight: int) -> WordWeights:
    weights = NOTHING.weights.copy()
    weights[np.concatenate(buckets_of(text))] = weight
    return WordWeights(weights)


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_every_line_has_one_row_of_finite_numbers(texts):
    rows = word_traits(texts, weighing(BOX, -100))
    assert rows.shape == (len(texts), word_traits(["a"], NOTHING).shape[1])
    assert np.isfinite(rows).all()


def test_words_of_boxes_speak_against_a_line_and_unknown_ones_say_nothing():
    box, other = word_traits([BOX, "the ferry sails again"], weighing(BOX, -100))[:, :4]
    assert box[0] < 0 < box[3]
    assert not other.any()


def test_any_number_is_one_word():
    assert buckets_of("12 comments")[0].tolist() == buckets_of("3,456 comments".replace(",", ""))[0].tolist()


def test_line_without_words_weighs_nothing_beside_one_with():
    row = word_traits(["—", BOX], weighing(BOX, -100))[0, :4]
    assert not row.any()


def test_word_of_one_site_alone_is_not_known():
    weights = weights_of(np.array([0.5, -1.0, 1.0]), np.array([1, 2, 2]))
    assert weights[0] == UNKNOWN
    assert weights[1] < 0 < weights[2]
