"""Lines of a capture -> the probability of each that it is of the article, by the model in one .npz file."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import IO

import numpy as np

from articles.text.clean.forest import Forest, read_forest
from articles.text.clean.line_net import LineNet, read_line_net
from articles.text.clean.line_rhythm import line_rhythm
from articles.text.clean.line_traits import OWN_TRAITS, line_traits
from articles.text.clean.surroundings import Matrix, Numbers
from articles.text.clean.word_weights import OWN_WEIGHTS, WordWeights, read_word_weights, word_traits


@dataclass(frozen=True)
class LineModel:
    """What words weigh, and the forest and the networks that judge by it and by the lines' form."""

    words: WordWeights
    forest: Forest
    net: LineNet

    def probabilities(self, texts: Sequence[str], gaps: Sequence[bool]) -> Numbers:
        """The probability of each line, 0 to 1; `gaps` tells before which lines a blank line stands.

        The forest's log-odds and the networks' are averaged: they err on different captures.
        """
        if not texts:
            return np.zeros(0)
        forms, weights = line_traits(texts, gaps), word_traits(texts, self.words)
        odds = self.forest.log_odds(np.hstack([forms, weights]))
        odds += self.net.log_odds(sequence(texts, forms, weights))
        return 1 / (1 + np.exp(-odds / 2))


def sequence(texts: Sequence[str], forms: Matrix, weights: Matrix) -> Matrix:
    """What the networks see of each line: its own traits, for its neighbours' they see in their own rows."""
    return np.hstack([forms[:, :OWN_TRAITS], weights[:, :OWN_WEIGHTS], line_rhythm(texts)])


def read_line_model(file: IO[bytes]) -> LineModel:
    """The model in a file that benchmarks/train_captures.py wrote."""
    words = read_word_weights(file)
    file.seek(0)
    forest = read_forest(file)
    file.seek(0)
    return LineModel(words, forest, read_line_net(np.load(file, allow_pickle=False)))


def load_line_model(name: str) -> LineModel:
    """The model that ships in this folder under that name."""
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return read_line_model(file)
