"""Lines of a capture -> the probability of each that it is of the article, by the model in one .npz file."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import IO

import numpy as np

from articles.text.clean.forest import Forest, read_forest
from articles.text.clean.line_traits import line_traits
from articles.text.clean.surroundings import Numbers
from articles.text.clean.word_weights import WordWeights, read_word_weights, word_traits


@dataclass(frozen=True)
class LineModel:
    """What words weigh, and the forest that judges by it and by the lines' form."""

    words: WordWeights
    forest: Forest

    def probabilities(self, texts: Sequence[str], gaps: Sequence[bool]) -> Numbers:
        """The probability of each line, 0 to 1; `gaps` tells before which lines a blank line stands."""
        if not texts:
            return np.zeros(0)
        return self.forest.probabilities(np.hstack([line_traits(texts, gaps), word_traits(texts, self.words)]))


def read_line_model(file: IO[bytes]) -> LineModel:
    """The model in a file that benchmarks/train_captures.py wrote."""
    words = read_word_weights(file)
    file.seek(0)
    return LineModel(words, read_forest(file))


def load_line_model(name: str) -> LineModel:
    """The model that ships in this folder under that name."""
    with resources.files(__package__).joinpath(name).open("rb") as file:
        return read_line_model(file)
