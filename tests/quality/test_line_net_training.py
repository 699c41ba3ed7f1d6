"""The trainer of the networks over lines learns what only a line's surroundings tell."""

import numpy as np

from articles.text.clean.line_net import read_line_net
from benchmarks.train_line_net import LineSequence, fit_nets

LINES = 12
REACH = 3  # lines below a marked one that are of the article


def marked(chance: np.random.Generator) -> LineSequence:
    """Lines of noise, one of them marked; the article is the lines below it, and only order tells."""
    at = int(chance.integers(0, LINES - REACH))
    rows = chance.normal(0, 0.1, (LINES, 2)).astype(np.float32)
    rows[at, 0] += 1
    right = np.zeros(LINES)
    right[at + 1 : at + 1 + REACH] = 1
    return LineSequence(rows, right, np.ones(LINES), (at + 1, at + 1 + REACH))


def test_networks_learn_what_stands_above_a_line():
    chance = np.random.default_rng(0)
    net = read_line_net(fit_nets([marked(chance) for _ in range(160)], nets=1))
    unseen = [marked(chance) for _ in range(50)]
    found = np.concatenate([net.log_odds(one.rows) > 0 for one in unseen])
    assert (found == np.concatenate([one.right > 0 for one in unseen])).mean() > 0.95
