"""Thresholds follow editors' answers, with caution, and the report counts both sides."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.group.refit import (
    FEWEST_ANSWERS,
    HIGHEST_DIFFERENT,
    HIGHEST_SAME,
    LOWEST_DIFFERENT,
    LOWEST_SAME,
    MOST_MOVED,
    Decided,
    outcome,
    refit,
    within_bounds,
)
from articles.text.group.verdict import THRESHOLDS, Thresholds

PAIRS = st.lists(st.builds(Decided, score=st.floats(0, 1), same=st.booleans()), max_size=80)


@given(PAIRS)
def test_refit_counts_every_pair_once_and_keeps_thresholds_in_order(decided: list[Decided]):
    found = refit(decided, THRESHOLDS)
    for side in (found.before, found.after):
        assert side.right + side.false_same + side.false_different + side.asked == len(decided)
    assert 0 <= found.after.thresholds.different_below <= found.after.thresholds.same_from <= 1


def test_refit_stays_where_answers_are_few():
    few = [Decided(0.5, same=True)] * (FEWEST_ANSWERS - 1) + [Decided(0.5, same=False)] * (FEWEST_ANSWERS - 1)
    assert refit(few, THRESHOLDS).after.thresholds == THRESHOLDS


def test_refit_asks_less_where_answers_are_clear():
    clear = [Decided(0.6 + at / 1000, same=True) for at in range(100)]
    clear += [Decided(0.4 + at / 1000, same=False) for at in range(100)]
    found = refit(clear, THRESHOLDS)
    assert found.before.asked == 200
    assert found.after.asked < 60
    assert found.after.false_same == found.after.false_different == 0


def test_outcome_calls_what_is_at_a_threshold_the_same():
    assert outcome([Decided(0.8, same=True)], Thresholds(0.2, 0.8)).right == 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_what_may_be_put_in_force_is_near_and_within_bounds(low: float, high: float, now_low: float, now_high: float):
    current = Thresholds(min(0.5, now_low), max(0.6, now_high))
    found = within_bounds(Thresholds(min(low, high), max(low, high)), current)
    assert LOWEST_DIFFERENT <= found.different_below <= HIGHEST_DIFFERENT
    assert LOWEST_SAME <= found.same_from <= HIGHEST_SAME
    if LOWEST_SAME <= current.same_from <= HIGHEST_SAME:
        assert abs(found.same_from - current.same_from) <= MOST_MOVED + 1e-9
