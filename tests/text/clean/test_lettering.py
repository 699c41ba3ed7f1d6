"""Counted in compiled loops, the words of texts and of boxes are those that text captures have counted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import boxes, lettering, wording
from articles.text.clean.door import tidy

SIGNS = " .,;:!?…。！、，،”»)]'\"“„|•/©#@-–—0123٣AbÉéßİıǅΣς𝐁𝟗中𠀀かไ가"
WORDS = st.sampled_from([*boxes.GROUP, "Share", "FOLGEN", "İLGİLİ", "Word", "Ann", "x" * 90, "devamı?"])
texts = st.one_of(
    st.text(alphabet=SIGNS, max_size=40), st.text(max_size=30), st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
).map(tidy)
lines = st.lists(texts, max_size=12).map(lambda found: [text for text in found if text])


@given(lines)
def test_words_counted_by_compiled_loops_are_those_that_numpy_counts(found):
    np.testing.assert_allclose(wording.wordings(found, lettering.count_words), wording.wordings(found), rtol=1e-12)


@given(lines)
def test_words_of_boxes_found_by_hashes_are_those_found_by_name(found):
    assert np.array_equal(lettering.box_words(found), boxes.box_words(found))


def test_hashes_of_the_words_of_boxes_all_differ():
    keys, groups = lettering._slots()
    assert np.count_nonzero(keys) == np.count_nonzero(groups) == len(boxes.GROUP)
