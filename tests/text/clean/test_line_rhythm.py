"""How lines recur: the beat of comments and teasers, which an article has not."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.line_rhythm import NEARBY, line_rhythm

COMMENTS = [
    "Ann Lee", "3 March 2024", "The ferry was late again, as it is every single week of the year.", "Reply",
    "Bo Berg", "4 March 2024", "So take the bus, which is what everyone else who lives here does by now.", "Reply",
]  # fmt: skip
PROSE = ["The ferry sails again from Monday on, after eleven weeks of repairs in the dock at the northern harbour."] * 2


@given(st.lists(st.text(), min_size=1, max_size=8))
def test_every_line_has_one_row_of_finite_numbers(texts):
    rows = line_rhythm(texts)
    assert rows.shape == (len(texts), 5)
    assert np.isfinite(rows).all()


def test_names_and_days_recur_by_their_form():
    name, day, *_ = line_rhythm(COMMENTS)[:, 0]
    assert np.isclose(name, np.log(2))
    assert np.isclose(day, np.log(2))


def test_long_line_has_no_form_that_recurs():
    assert line_rhythm(PROSE)[:, 0].tolist() == [0, 0]


def test_form_far_away_does_not_recur():
    assert not line_rhythm(["Ann Lee", *PROSE[:1] * NEARBY, "Bo Berg"])[[0, -1], 0].any()


def test_same_line_recurs_wherever_it_stands():
    assert np.allclose(line_rhythm(COMMENTS)[:, 1], np.log([1, 1, 1, 2, 1, 1, 1, 2]))


def test_days_are_counted_below_and_above():
    rows = line_rhythm(COMMENTS)
    assert rows[:, 2].tolist() == [0, 1, 0, 0, 0, 1, 0, 0]
    assert rows[0, 3:].tolist() == [2, 0]
    assert rows[-1, 3:].tolist() == [0, 2]
