"""The run with the largest sum, against trying them all."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.run import best_run

scores = st.lists(st.integers(-9, 9), max_size=20)


@given(scores)
def test_best_run_has_the_largest_sum_of_all_runs(values):
    start, end = best_run(values)
    every = [sum(values[i:j]) for i in range(len(values) + 1) for j in range(i, len(values) + 1)]
    assert sum(values[start:end]) == max(every)


def test_best_run_of_nothing_positive_is_empty():
    assert best_run([-1, 0, -2]) == (0, 0)
