"""A forest and rows of traits -> the leaves that the rows reach, in compiled code.

Written here because numpy writes down each answer of each question before it strikes out leaves (`forest.py`); here a
tree's answers for all rows of a page stay in the registers. A property test holds both ways to the same sums.
"""

import numpy as np
import numpy.typing as npt

from articles.text.clean.compiled import compiled, compiled_part
from articles.text.clean.forest import Forest
from articles.text.clean.surroundings import Matrix, Numbers

# The place of the one bit that is set in 64: the product with a de Bruijn sequence begins with other 6 bits for each.
_SEQUENCE, _SHIFT = np.uint64(0x03F79D71B4CB0A89), np.uint64(58)
_ONE = np.uint64(1)
_PLACES = np.zeros(64, dtype=np.int64)
_PLACES[[(((0x03F79D71B4CB0A89 << bit) & 0xFFFFFFFFFFFFFFFF) >> 58) for bit in range(64)]] = np.arange(64)


def reached_leaves(forest: Forest, rows: Matrix) -> Numbers:
    """For each row the sum of the leaves that it reaches, as `forest.reached` has it."""
    return _sums(rows, forest.used, forest.trait, forest.threshold, forest.excluded, forest.value)


@compiled
def _sums(
    rows: Matrix,
    used: npt.NDArray[np.intp],
    trait: npt.NDArray[np.intp],
    threshold: npt.NDArray[np.float32],
    excluded: npt.NDArray[np.unsignedinteger],
    value: npt.NDArray[np.float32],
) -> Numbers:
    """The sums, tree by tree; traits are turned into columns, so that a question is asked of rows side by side."""
    columns = np.empty((len(used), len(rows)), dtype=np.float32)
    for row in range(len(rows)):
        for at in range(len(used)):
            columns[at, row] = rows[row, used[at]]
    sums, trees = np.zeros(len(rows)), len(value)
    struck = np.empty(len(rows), dtype=excluded.dtype)
    for tree in range(trees):
        struck[:] = 0
        for question in range(tree, len(trait), trees):
            asked, least, leaves = columns[trait[question]], threshold[question], excluded[question]
            for row in range(len(struck)):
                struck[row] |= leaves if asked[row] > least else 0
        for row in range(len(struck)):
            sums[row] += value[tree, _first_left(np.uint64(struck[row]))]
    return sums


@compiled_part
def _first_left(struck: np.uint64) -> int:
    """The lowest bit that is not set; one is not."""
    lowest = ~struck & (struck + _ONE)
    return int(_PLACES[(lowest * _SEQUENCE) >> _SHIFT])
