"""A learned model kept as plain data (decision trees in an .npz file) -> the probability of each row of traits.

Written here because no pickle is ever loaded and scikit-learn is needed for training only. A forest is a few arrays,
and no tree is walked: every question of every tree is asked of all rows at once, each answer strikes out the leaves
that it excludes, and the first leaf left of each tree is the one that a walk would reach (the QuickScorer algorithm of
Lucchese et al., SIGIR 2015; here one bit a leaf of a 64-bit number).
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import IO

import numpy as np
import numpy.typing as npt

from articles.text.clean.surroundings import Matrix, Numbers

MAX_LEAVES = 64  # of a tree: one bit each
CHUNK = 128  # rows that are judged at once: what they take stays in a core's cache, and memory is bounded


@dataclass(frozen=True)
class Forest:
    """Binary decision trees as questions: whether a trait is above a threshold, and the leaves that a yes excludes.

    Each tree has the same number of questions and leaves, those that it lacks being without effect. The sum of the
    leaves reached is the log-odds.
    """

    used: npt.NDArray[np.intp]  # the traits that any question is about
    trait: npt.NDArray[np.intp]  # of each question, an index into `used`; question 1 of each tree, then 2, ...
    threshold: npt.NDArray[np.float32]
    excluded: npt.NDArray[np.unsignedinteger]
    value: npt.NDArray[np.float32]  # of each leaf; one row a tree
    base: float
    width: int

    def probabilities(self, rows: Matrix, reach: "Reach | None" = None) -> Numbers:
        """The probability of each row, 0 to 1. Raises ValueError where the rows have not the width of the training.

        `reach` sums the leaves that rows reach: a page's, where compiled code is at hand.
        """
        odds: Numbers = np.exp(self.log_odds(rows, reach))
        return odds / (1 + odds)

    def log_odds(self, rows: Matrix, reach: "Reach | None" = None) -> Numbers:
        """The log-odds of each row. Raises ValueError where the rows have not the width of the training."""
        if rows.shape[1] != self.width:
            raise ValueError(f"{rows.shape[1]} traits where the model was trained on {self.width}: train it again")
        return self.base + (reach or reached)(self, rows)


Reach = Callable[[Forest, Matrix], Numbers]


def reached(forest: Forest, rows: Matrix) -> Numbers:
    """For each row the sum of the leaves that it reaches."""
    parts = [_reached(forest, rows[at : at + CHUNK]) for at in range(0, len(rows), CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _reached(forest: Forest, rows: Matrix) -> Numbers:
    trees, leaves = forest.value.shape
    beyond = rows.T[forest.used].take(forest.trait, axis=0) > forest.threshold[:, None]
    struck = np.bitwise_or.reduce((beyond * forest.excluded[:, None]).reshape(-1, trees, len(rows)), axis=0)
    first = np.bitwise_count(struck & ~(struck + 1))  # how many leaves are struck out before the first that is left
    found = forest.value.ravel().take(np.arange(trees)[:, None] * leaves + first)
    sums: Numbers = found.sum(0, dtype=np.float64)
    return sums


def read_forest(file: IO[bytes]) -> Forest:
    """The forest in a file that benchmarks/train_clean.py wrote: its trees as nodes, a leaf being its own child."""
    data = np.load(file, allow_pickle=False)
    left, right = data["child"].reshape(-1, 2).T.tolist()
    nodes = list(zip(data["trait"].tolist(), data["threshold"].tolist(), left, right, strict=True))
    trees = [_questions(nodes, root) for root in data["roots"].tolist()]
    most = max(1, *(len(questions) for questions, _ in trees))
    blank = [(0, np.inf, 0)] * most
    filled = [(questions + blank)[:most] for questions, _ in trees]
    asked = [question for questions in zip(*filled, strict=True) for question in questions]
    kept = data["value"]
    value = np.zeros((len(trees), most + 1), dtype=np.float32)
    for row, (_, leaves) in zip(value, trees, strict=True):
        row[: len(leaves)] = kept[leaves]
    used, trait = np.unique([trait for trait, _, _ in asked], return_inverse=True)
    return Forest(
        used=used,
        trait=trait,
        threshold=np.array([threshold for _, threshold, _ in asked], dtype=np.float32),
        excluded=np.array([excluded for _, _, excluded in asked], dtype=_unsigned(most + 1)),
        value=value,
        base=float(data["base"]),
        width=int(data["shape"][1]),
    )


def _questions(nodes: list[tuple[int, float, int, int]], root: int) -> tuple[list[tuple[int, float, int]], list[int]]:
    """A tree's questions, each with the leaves on its left as bits, and its leaves from left to right."""
    questions: list[tuple[int, float, int]] = []
    leaves: list[int] = []

    def walk(node: int) -> None:
        trait, threshold, left, right = nodes[node]
        if left == node:
            leaves.append(node)
        else:
            before = 1 << len(leaves)
            walk(left)
            questions.append((trait, threshold, (1 << len(leaves)) - before))
            walk(right)

    walk(root)
    return questions, leaves


def _unsigned(leaves: int) -> type[np.unsignedinteger]:
    """The smallest numbers with a bit for each leaf and one to spare. Raises ValueError for more than MAX_LEAVES."""
    for bits, kind in ((16, np.uint16), (32, np.uint32), (64, np.uint64)):
        if leaves <= min(bits, MAX_LEAVES):
            return kind
    raise ValueError(f"a tree of {leaves} leaves where at most {MAX_LEAVES} can be told apart")


def load_forest(name: str) -> Forest:
    """The forest that ships in this folder under that name."""
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return read_forest(file)
