"""What one compiled pass tells of a page's blocks is what numpy tells of them, and is asked of texts as they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from articles.text.clean import forest as trees
from articles.text.clean import surroundings, trait_rows
from articles.text.clean.cutting import cut_page
from articles.text.clean.leaves import reached_leaves
from articles.text.clean.lettering import letters
from articles.text.clean.page import shipped_forest
from articles.text.clean.sheet import TEXT, TEXT_END
from tests.text.clean.page_columns import columns_of

numbers = st.floats(0, 1000, width=32)
cores = st.integers(1, 40).flatmap(lambda count: arrays(np.float32, (count, 2), elements=numbers))


@given(cores)
def test_neighbours_are_those_that_numpy_averages(core):
    found = trait_rows._neighbours(core, np.arange(len(core)))
    assert np.array_equal(found, surroundings.neighbours(core, (-1, 1)).astype(np.float32))


@given(st.lists(st.text("ab é", max_size=8), min_size=1, max_size=9), st.data())
def test_flow_is_the_one_that_numpy_tells(texts, data):
    page = cut_page("".join(f"<p>{text}." for text in texts))
    prose = data.draw(arrays(np.float64, len(page.blocks), elements=st.integers(0, 1000)))
    linked = np.full(len(prose), 0.5)
    found = trait_rows._flow(columns_of(page), linked, prose, np.arange(len(prose)))
    np.testing.assert_allclose(found[:, :4], surroundings.flow(prose), rtol=1e-6)
    assert (found[:, 4] == 0.5).all()


@given(st.lists(st.text("a\u00ad e\u0301 .", max_size=8), min_size=1, max_size=9))
def test_codes_of_a_page_are_those_of_its_texts_where_they_were_tidied_too(texts):
    page = cut_page("".join(f"<p>{text}b" for text in texts))
    rows = page.block_rows[:, [TEXT, TEXT_END]].tolist()
    assert ["".join(map(chr, page.codes[start:end].tolist())) for start, end in rows] == [b.text for b in page.blocks]


def test_blocks_that_are_not_judged_are_told_by_their_lengths_alone():
    page = cut_page("<p>The ferry sails again.<p>More news")
    asked = trait_rows.Asked(np.array([0]), np.array([False]), np.zeros((1, 4)))
    forms, boxes = trait_rows._read(page.block_rows, page.codes, asked, letters())
    assert forms[0, 3] == 1
    assert np.expm1(forms[1, :2]).tolist() == pytest.approx([2, 9])
    assert not forms[1, 2:].any()
    assert not boxes[1].any()


@given(st.integers(0, 300), st.integers(0, 2**32))
def test_leaves_reached_in_compiled_code_are_those_that_numpy_reaches(count, seed):
    forest, chance = shipped_forest(), np.random.default_rng(seed)
    steps = chance.choice([0, 0, 1e-6], (count, forest.width))
    rows = (chance.choice(forest.threshold, (count, forest.width)) + steps).astype(np.float32)
    assert np.array_equal(reached_leaves(forest, rows), trees.reached(forest, rows))
