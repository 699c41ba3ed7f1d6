"""The lines of a text capture as a sequence -> the log-odds of each that it is of the article, by small networks.

Written here because a forest sees of a line's surroundings only averages: that the same box has come before, and what
went between, is told by the lines in their order. The networks are plain arrays, evaluated with numpy. Each layer adds
to what is known of a line what is known of the lines 1, 2, 4, ... above and below it, and of all on average (dilated
convolutions with residual connections, as in Bai et al., 2018; none looks at time here, so both sides are seen).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from articles.text.clean.surroundings import Matrix, Numbers

Weights = npt.NDArray[np.float32]

BOUND = 4.0  # standard deviations beyond which a number counts no more
PARTS = ("mean", "spread", "enter", "enter_bias", "near", "overall", "bias", "leave", "leave_bias")
PREFIX = "net_"  # of these in a model's file


@dataclass(frozen=True)
class LineNet:
    """Some networks of the same shape: N networks, T traits, C channels, L layers."""

    mean: Weights  # (T,) of each trait in training
    spread: Weights  # (T,) its standard deviation
    enter: Weights  # (N, T, C)
    enter_bias: Weights  # (N, C)
    near: Weights  # (N, L, 3C, C): from the line above, the line itself and the line below
    overall: Weights  # (N, L, C, C): from the mean of all lines
    bias: Weights  # (N, L, C)
    leave: Weights  # (N, C)
    leave_bias: Weights  # (N,)

    def log_odds(self, rows: Matrix) -> Numbers:
        """The log-odds of each line, the mean of what the networks say; `rows` are all lines of one capture in order.

        Raises ValueError where the rows have not the width of the training.
        """
        if rows.shape[1] != len(self.mean):
            raise ValueError(f"{rows.shape[1]} traits where the model was trained on {len(self.mean)}: train it again")
        scaled = normal(rows, self.mean, self.spread)
        found: Numbers = np.mean([self._log_odds(net, scaled) for net in range(len(self.leave))], 0, dtype=np.float64)
        return found

    def _log_odds(self, net: int, scaled: Matrix) -> Weights:
        """What one network says: one after the other takes a third of the memory, and next to no more time."""
        known = np.maximum(scaled @ self.enter[net] + self.enter_bias[net], 0)
        for layer, near in enumerate(self.near[net]):
            mean = known.mean(axis=0) @ self.overall[net, layer] + self.bias[net, layer]
            known += np.maximum(beside(known, 1 << layer) @ near + mean, 0)
        found: Weights = known @ self.leave[net] + self.leave_bias[net]
        return found


def normal(rows: Matrix, mean: Weights, spread: Weights) -> Matrix:
    """The traits in standard deviations from their mean, within BOUND."""
    found: Matrix = np.clip((rows - mean) / spread, -BOUND, BOUND).astype(np.float32)
    return found


def beside(known: Weights, by: int) -> Weights:
    """What is known of the lines `by` above each, of itself and of those `by` below: (lines, C) to (lines, 3C)."""
    return np.concatenate([shifted(known, by), known, shifted(known, -by)], axis=1)


def shifted(known: Weights, by: int) -> Weights:
    """The rows moved down by some lines, or up where `by` is below 0; zeros where none are left."""
    moved = np.zeros_like(known)
    if by > 0:
        moved[by:] = known[:-by]
    else:
        moved[:by] = known[-by:]
    return moved


def read_line_net(arrays: Mapping[str, Any]) -> LineNet:
    """The networks among the arrays of a file that benchmarks/train_captures.py wrote."""
    return LineNet(*(arrays[PREFIX + part].astype(np.float32) for part in PARTS))
