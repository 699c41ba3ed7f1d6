"""Words and pairs of words of a line -> numbers that tell how often, over many sites, such words stood in articles.

Written here because a cookie notice, a reader's comment rules or a writer's biography are faultless sentences: only
what they say gives them away. What words weigh is learned over sites, each counting once, so that no paper's own words
decide; words that few sites have, as most of an article's, weigh nothing. Only hashes of the words are kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO
from zlib import crc32

import numpy as np
import numpy.typing as npt

from articles.text.clean.surroundings import Matrix, Numbers, neighbours

Buckets = npt.NDArray[np.int32]
Weights = npt.NDArray[np.int8]

BUCKETS = 1 << 18  # of the hash; rarer words share one, which the many sites that have a telling word outweigh
LOOK = 400  # characters of a line that are read
FIRST, LAST = 30, 6  # words of them, from the start and from the end
SITES = 2  # that must have a word for it to weigh
DOUBT = 2.0  # sites that are added as undecided, so that a word of few sites weighs little
SCALE = 254  # from a share less a half to the whole number that is kept
UNKNOWN = -128  # of a word that too few sites have
OWN_WEIGHTS = 10  # columns about the line itself; those after them are its neighbours'
ENDS = 3  # pairs of words at either end of a line: where it says what it is
_WORD = re.compile(r"[\u3040-\u9fff]{1,2}|[^\W\d_\u3040-\u9fff]+|\d+")


@dataclass(frozen=True)
class WordWeights:
    """For each bucket the share of lines with its words that are of an article, less a half, times SCALE."""

    weights: Weights


def read_word_weights(file: IO[bytes]) -> WordWeights:
    """The weights in a file that benchmarks/train_captures.py wrote."""
    return WordWeights(np.load(file, allow_pickle=False)["words"])


def weights_of(shares: Numbers, sites: Numbers) -> Weights:
    """What buckets weigh: `shares` are sums over sites of the share of lines in articles, each less a half."""
    weights = np.round(shares / (sites + DOUBT) * SCALE)
    return np.where(sites >= SITES, weights, UNKNOWN).astype(np.int8)


def buckets_of(text: str) -> tuple[Buckets, Buckets]:
    """The buckets of a line's words (any number being one word), and of its pairs with the line's start and end."""
    words = ["0" if word[0].isdigit() else word for word in _WORD.findall(text[:LOOK].lower())]
    words = words[:FIRST] + words[max(FIRST, len(words) - LAST) :]
    pairs = [f"{one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True)]
    return _hashed(words), _hashed(pairs)


def word_traits(texts: Sequence[str], weights: WordWeights) -> Matrix:
    """One row a line: mean, least, most and share known of its words, the same of its pairs, both ends, neighbours."""
    found = [buckets_of(text) for text in texts]
    pairs = [pair for _, pair in found]
    own = np.column_stack([_summed([words for words, _ in found], weights), _summed(pairs, weights)])
    ends = np.column_stack(
        [
            _summed([pair[:ENDS] for pair in pairs], weights)[:, 0],
            _summed([pair[-ENDS:] for pair in pairs], weights)[:, 0],
        ]
    )
    return np.column_stack([own, ends, neighbours(own[:, [0, 4, 5]])]).astype(np.float32)


def _hashed(words: Sequence[str]) -> Buckets:
    return np.array([crc32(word.encode("utf-8", "replace")) % BUCKETS for word in words], dtype=np.int32)


def _summed(lines: Sequence[Buckets], words: WordWeights) -> Numbers:
    """Mean, least and most of what the buckets of each line weigh, and the share that weighs; 0 where none does."""
    lengths = np.array([len(line) for line in lines])
    starts = np.concatenate([[0], np.cumsum(np.maximum(lengths, 1))[:-1]])
    weights = words.weights[np.concatenate([line if len(line) else np.zeros(1, np.int32) for line in lines])]
    known = weights != UNKNOWN
    values = np.where(known, weights / SCALE, 0.0)
    count = np.add.reduceat(known.astype(float), starts)
    columns = np.column_stack(
        [
            np.add.reduceat(values, starts) / np.maximum(count, 1),
            np.minimum.reduceat(values, starts),
            np.maximum.reduceat(values, starts),
            count / np.maximum(lengths, 1),
        ]
    )
    columns[lengths == 0] = 0
    return columns
