"""The id of a row in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.row_id import LARGEST_ID, row_id, row_ids


@given(st.integers(0, LARGEST_ID))
def test_a_number_that_a_database_holds_is_an_id(number: int):
    assert row_id(str(number)) == number


@pytest.mark.parametrize(
    "given", [None, "", "-1", "+1", "1.0", "1_0", "²", "٣", str(LARGEST_ID + 1), "0" * 19 + "1" * 5_000]
)
def test_what_is_no_number_or_too_large_a_one_is_no_id(given: str | None):
    assert row_id(given) is None


@given(st.lists(st.text()))
def test_any_texts_give_ids_that_fit(texts: list[str]):
    assert all(0 <= number <= LARGEST_ID for number in row_ids(texts))


def test_ids_stand_in_the_order_of_the_texts():
    assert row_ids(["7", "x", "3"]) == [7, 3]
