"""Counted in compiled loops, the words of texts and of boxes are those that text captures have counted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean import boxes, lettering, wording
from articles.text.clean.door import tidy
from articles.text.clean.sheet import codes_of

SIGNS = " .,;:!?…。！、，،”»)]'\"“„|•/©#@-–—0123٣AbÉéßİıǅΣς𝐁𝟗中𠀀かไ가"
WORDS = st.sampled_from([*boxes.GROUP, "Share", "FOLGEN", "İLGİLİ", "Word", "Ann", "x" * 90, "devamı?"])
texts = st.one_of(
    st.text(alphabet=SIGNS, max_size=40), st.text(max_size=30), st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
).map(tidy)


def read(text):
    """What compiled code reads in a text: its form, and the words of boxes in it."""
    form, shares = np.empty(wording.TRAITS), np.empty(boxes.GROUPS)
    lettering.read_text(form, shares, codes_of(text), lettering.letters())
    form[lettering.ADDRESS] = wording.has_address(text[: wording.LOOK])
    return form, shares


@given(texts.filter(bool) | st.integers(380, 420).map(lambda size: f"{'aé b' * 99}{'c' * 40}"[:size] + "end.”)"))
def test_form_read_by_compiled_loops_is_the_one_that_numpy_reads(text):
    np.testing.assert_allclose(read(text)[0], wording.wordings([text])[0], rtol=1e-12)


@given(texts.filter(bool))
def test_words_of_boxes_found_by_hashes_are_those_found_by_name(text):
    assert np.array_equal(read(text)[1], boxes.box_words([text])[0])


def test_hashes_of_the_words_of_boxes_all_differ():
    table = lettering.letters()
    assert np.count_nonzero(table.keys) == np.count_nonzero(table.groups) == len(boxes.GROUP)
