"""A learned model kept as plain data (decision trees in an .npz file) -> the probability of each row of traits.

Written here so that no pickle is ever loaded and scikit-learn is needed for training only: a forest is five arrays,
and numpy walks all its trees at once.
"""

from dataclasses import dataclass
from importlib import resources
from typing import IO

import numpy as np
import numpy.typing as npt

from articles.text.clean.surroundings import Matrix, Numbers


@dataclass(frozen=True)
class Forest:
    """Binary decision trees in flat arrays: a leaf is its own child. The sum of the leaves is the log-odds."""

    roots: npt.NDArray[np.int32]
    trait: npt.NDArray[np.int32]
    threshold: npt.NDArray[np.float32]
    child: npt.NDArray[np.int32]  # left child of node n at 2n, right child at 2n + 1
    value: npt.NDArray[np.float32]
    depth: int
    base: float
    width: int

    def probabilities(self, rows: Matrix) -> Numbers:
        """The probability of each row, 0 to 1. Raises ValueError where the rows have not the width of the training."""
        if rows.shape[1] != self.width:
            raise ValueError(f"{rows.shape[1]} traits where the model was trained on {self.width}: train it again")
        flat = np.ascontiguousarray(rows).ravel()
        offsets = (np.arange(len(rows), dtype=np.int32) * self.width)[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            beyond = flat.take(offsets + self.trait.take(node)) > self.threshold.take(node)
            node = self.child.take(2 * node + beyond)
        odds: Numbers = np.exp(self.base + self.value.take(node).sum(1, dtype=np.float64))
        return odds / (1 + odds)


def read_forest(file: IO[bytes]) -> Forest:
    """The forest in a file that benchmarks/train_clean.py wrote."""
    data = np.load(file, allow_pickle=False)
    depth, width = (int(number) for number in data["shape"])
    return Forest(
        roots=data["roots"],
        trait=data["trait"],
        threshold=data["threshold"],
        child=data["child"],
        value=data["value"],
        depth=depth,
        base=float(data["base"]),
        width=width,
    )


def load_forest(name: str) -> Forest:
    """The forest that ships in this folder under that name."""
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return read_forest(file)
