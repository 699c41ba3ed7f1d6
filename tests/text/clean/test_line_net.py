"""The networks over a capture's lines: each line is judged by itself and by those around it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.line_net import BOUND, PARTS, PREFIX, LineNet, beside, read_line_net

ROOT = Path(__file__).resolve().parents[3]


def net_of(**arrays) -> LineNet:
    """A network of one trait, one channel and one layer that says of a line what its trait is, and what it is given."""
    plain = {
        "mean": [0], "spread": [1], "enter": [[[1]]], "enter_bias": [[0]], "near": [[[[0], [0], [0]]]],
        "overall": [[[[0]]]], "bias": [[[0]]], "leave": [[1]], "leave_bias": [0],
    }  # fmt: skip
    return read_line_net({PREFIX + name: np.array(array, dtype=np.float16) for name, array in (plain | arrays).items()})


def column(*numbers: float) -> np.ndarray:
    return np.array(numbers, dtype=np.float32)[:, None]


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=80))
def test_every_line_has_finite_odds_however_many_there_are(numbers):
    odds = net_of(near=[[[[1], [-1], [1]]]], overall=[[[[1]]]]).log_odds(column(*numbers))
    assert odds.shape == (len(numbers),)
    assert np.isfinite(odds).all()


def test_line_is_judged_by_the_one_above_it():
    assert net_of(near=[[[[1], [0], [0]]]]).log_odds(column(0, 1, 0, 0)).tolist() == [0, 1, 1, 0]


def test_line_is_judged_by_the_one_below_it():
    assert net_of(near=[[[[0], [0], [1]]]]).log_odds(column(0, 1, 0, 0)).tolist() == [1, 1, 0, 0]


def test_second_layer_sees_two_lines_away():
    two = net_of(near=[[[[0], [0], [0]], [[1], [0], [0]]]], overall=[[[[0]], [[0]]]], bias=[[[0], [0]]])
    assert two.log_odds(column(1, 0, 0, 0)).tolist() == [1, 0, 1, 0]


def test_line_is_judged_by_the_mean_of_all():
    assert net_of(overall=[[[[1]]]]).log_odds(column(0, 2, 0, 2)).tolist() == [1, 3, 1, 3]


def test_traits_count_in_deviations_from_their_mean_and_within_bounds():
    assert net_of(mean=[3], spread=[2]).log_odds(column(5, 1_000)).tolist() == [1, BOUND]


def test_networks_are_averaged():
    one, other = net_of(leave_bias=[1]), net_of(leave_bias=[2])
    both = LineNet(
        one.mean, one.spread, *(np.concatenate([getattr(one, part), getattr(other, part)]) for part in PARTS[2:])
    )
    assert both.log_odds(column(0, 1)).tolist() == [1.5, 2.5]


def test_rows_of_another_width_are_refused():
    with pytest.raises(ValueError, match="2 traits where the model was trained on 1"):
        net_of().log_odds(np.zeros((1, 2), dtype=np.float32))


def test_beyond_the_first_and_last_line_there_is_nothing():
    assert beside(column(1, 2), 4).tolist() == [[0, 1, 0], [0, 2, 0]]


def test_numpy_shares_no_matrix_out_over_threads():
    script = (
        "import articles, numpy; from threadpoolctl import threadpool_info;"
        "pools = [pool['num_threads'] for pool in threadpool_info() if pool['user_api'] == 'blas'];"
        "assert pools and max(pools) == 1, pools"
    )
    settings = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=settings, check=True, timeout=60)
