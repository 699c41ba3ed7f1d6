"""A forest: asking all questions at once gives what walking each tree gives."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.forest import CHUNK, read_forest

WIDTH = 4
trees = st.recursive(
    st.floats(-1, 1, width=32),
    lambda inner: st.tuples(st.integers(0, WIDTH - 1), st.floats(-1, 1, width=32), inner, inner),
    max_leaves=20,
)


def written(forest) -> io.BytesIO:
    """The forest as the trainer writes it: nodes in flat arrays, a leaf being its own child."""
    nodes: list[list[float]] = []

    def add(tree) -> int:
        at = len(nodes)
        if isinstance(tree, float):
            nodes.append([0, np.inf, at, at, tree])
        else:
            nodes.append([tree[0], tree[1], 0, 0, 0])
            nodes[at][2:4] = add(tree[2]), add(tree[3])
        return at

    roots = [add(tree) for tree in forest]
    trait, threshold, left, right, value = zip(*nodes, strict=True)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        roots=np.array(roots, dtype=np.int32),
        trait=np.array(trait, dtype=np.int32),
        threshold=np.array(threshold, dtype=np.float32),
        child=np.array([left, right], dtype=np.int32).T.ravel(),
        value=np.array(value, dtype=np.float32),
        base=np.array(0.25),
        shape=np.array([7, WIDTH], dtype=np.int32),
    )
    file.seek(0)
    return file


def walked(tree, row) -> float:
    while not isinstance(tree, float):
        trait, threshold, left, right = tree
        tree = right if row[trait] > np.float32(threshold) else left
    return tree


@given(st.lists(trees, min_size=1, max_size=4), st.lists(st.lists(st.floats(-1, 1, width=32), min_size=4, max_size=4)))
def test_forest_reaches_the_leaves_that_a_walk_reaches(forest, rows):
    expected = [1 / (1 + np.exp(-0.25 - sum(walked(tree, row) for tree in forest))) for row in rows]
    found = read_forest(written(forest)).probabilities(np.array(rows, dtype=np.float32).reshape(-1, WIDTH))
    np.testing.assert_allclose(found, expected, rtol=1e-5)


def test_forest_judges_each_row_alike_however_many_there_are():
    forest = read_forest(written([(1, 0.5, -1.0, (0, 0.25, 0.5, 1.0))]))
    rows = np.random.default_rng(0).random((2 * CHUNK + 1, WIDTH)).astype(np.float32)
    assert np.array_equal(forest.probabilities(rows), np.concatenate([forest.probabilities(row[None]) for row in rows]))


def test_forest_refuses_rows_of_another_width():
    with pytest.raises(ValueError, match="3 traits where the model was trained on 4"):
        read_forest(written([1.0])).probabilities(np.zeros((1, 3), dtype=np.float32))
